"""Pages that answer a link: moves, the answers of leads, the four resolutions, merging and undoing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actors.choices import IntroductionStatus
from actors.models import Actor, Introduction
from convergenze.core.moving import perform
from convergenze.core.rules_glue import require
from portfolios import services
from portfolios.choices import LeadAnswer
from portfolios.forms import MergeRequestForm, ResolveForm, SynergyForm
from portfolios.queries.links import merge_of
from portfolios.views.links import find
from portfolios.workflow import link_workflow


def _tried(request, act, said):
    """Do ``act`` and tell; what was refused becomes messages."""
    try:
        act()
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, said)


@login_required
@require_POST
def link_move(request, pk, name):
    """Review, confirm, dismiss or take up again."""
    link = find(request, pk)

    def move():
        reason = request.POST.get("reason", "")
        return services.decide_link(link=link, decision=name, reason=reason, by=request.user)

    perform(request, link_workflow, link, name, make=move)
    return redirect(link)


@login_required
@require_POST
def link_answer(request, pk):
    """A lead says whether the link holds."""
    link = find(request, pk)
    answer, reason = request.POST.get("answer", ""), request.POST.get("reason", "")
    said = _("Your answer is kept: when both leads say the same, it is decided.")
    if answer in LeadAnswer.values:
        said = _("Your answer is kept: “%(answer)s”.") % {"answer": LeadAnswer(answer).label}
    _tried(request, lambda: services.answer_link(link=link, answer=answer, reason=reason, by=request.user), said)
    return redirect(link)


@login_required
def link_resolve(request, pk):
    """Choose one of the four resolutions, with what it needs."""
    link = find(request, pk)
    require(request.user, "portfolios.resolve_actionlink", link)
    form = ResolveForm(request.POST or None, link=link, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            done = services.decide_link(link=link, decision="resolve", by=request.user, **form.answers)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("Resolved: %(what)s.") % {"what": done.get_resolution_display()})
            return redirect(link)
    return render(request, "portfolios/link_resolve.html", {"link": link, "form": form}, status=_status(form))


@login_required
def link_merge(request, pk):
    """Ask that the two become one: say which stays, and why."""
    link = find(request, pk)
    require(request.user, "portfolios.request_merge", link)
    form = MergeRequestForm(request.POST or None, link=link)
    if request.method == "POST" and form.is_valid():
        try:
            services.request_merge(link=link, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("The merge is asked for: it waits for the consent of both leads."))
            return redirect(link)
    return render(request, "portfolios/link_merge.html", {"link": link, "form": form}, status=_status(form))


def _status(form):
    return 422 if form.errors else 200


@login_required
@require_POST
def link_consent(request, pk):
    """A lead agrees to the merge, or a manager writes down how a lead without accounts did."""
    link = find(request, pk)
    text = request.POST.get("actor", "")
    leads = Actor.objects.visible_to(request.user).filter(pk__in=link.lead_ids)
    actor = get_object_or_404(leads, pk=int(text) if text.isdecimal() and len(text) < 19 else 0)
    recorded = request.POST.get("recorded", "")

    def agree():
        services.consent_to_merge(link=link, actor=actor, recorded=recorded, by=request.user)

    _tried(request, agree, _("The consent of %(actor)s is kept.") % {"actor": actor})
    return redirect(link)


@login_required
@require_POST
def link_withdraw(request, pk):
    """Take the request to merge back."""
    link = find(request, pk)
    _tried(request, lambda: services.withdraw_merge(link=link, by=request.user), _("The request is taken back."))
    return redirect(link)


@login_required
@require_POST
def link_unmerge(request, pk):
    """Take the merge apart."""
    link = find(request, pk)
    merge = merge_of(link)
    if merge is None:
        messages.error(request, _("These two actions are not merged."))
        return redirect(link)
    said = _("The two actions are two again, as they were.")
    _tried(request, lambda: services.undo_merge(merge=merge, by=request.user), said)
    return redirect(link)


@login_required
@require_POST
def link_introduced(request, pk):
    """Two actors that met say which of their actions help each other: a synergy under review."""
    rows = Introduction.objects.visible_to(request.user).filter(status=IntroductionStatus.ACCEPTED)
    introduction = get_object_or_404(rows.select_related("one", "other"), pk=pk)
    form = SynergyForm(request.POST, introduction=introduction, user=request.user)
    if not form.is_valid():
        messages.error(request, _("Choose one action of each of the two actors."))
        return redirect(introduction)
    try:
        link = services.propose_synergy(by=request.user, reason=str(introduction.label), **form.cleaned_data)
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
        return redirect(introduction)
    messages.success(request, _("The synergy is under review: when both leads say that it holds, it is confirmed."))
    return redirect(link)
