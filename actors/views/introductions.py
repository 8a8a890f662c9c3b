"""Pages of introductions: who offers what others need, asking to meet, answering."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actors import forms, queries
from actors.models import Actor, Introduction
from actors.services import ask_introduction
from actors.views.asking import done
from actors.workflow import introduction_workflow
from convergenze.core.pages import page_of
from convergenze.core.panels import panels_for
from convergenze.core.rules_glue import require
from convergenze.history import queries as reading
from convergenze.history import services as history

EACH_PAGE, FIRST = 10, 12


def introduction_list(request):
    """Exchanges that could happen, whom one's own actors could meet, and the introductions asked for so far."""
    user = request.user
    found = queries.exchanges(user)
    mine = queries.actors_of(user) if user.is_authenticated else []
    matches = queries.matches_of(mine, found, user) if mine else []
    asked = Introduction.objects.visible_to(user).select_related("one", "other")
    context = {
        "page": page_of(request, found, size=EACH_PAGE),
        "matches": matches[:FIRST],
        "matches_count": len(matches),
        "belongs": bool(mine),
        "introductions": asked[:50],
        "waiting": set(Introduction.objects.waiting_for(user).values_list("pk", flat=True)),
    }
    return render(request, "actors/introduction_list.html", context)


@login_required
def introduction_ask(request):
    """Write to the other side; the two and what it is about come with the address."""
    seen = Actor.objects.visible_to(request.user).current()
    one = get_object_or_404(seen, slug=request.GET.get("one", ""))
    other = get_object_or_404(seen, slug=request.GET.get("other", ""))
    given = {"one": one, "other": other} | {
        name: request.GET.get(name, "")[:60] for name in ("direction", "resource", "tag")
    }
    asked = Introduction(**given)
    require(request.user, "actors.ask_introduction", asked)
    form = forms.IntroductionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and done(form, ask_introduction, by=request.user, **given):
        messages.success(request, _("Asked: %(actor)s will answer here.") % {"actor": other})
        return redirect("actors:introductions")
    context = {"form": form, "asked": asked}
    return render(request, "actors/introduction_ask.html", context, status=422 if form.errors else 200)


def _find(request, pk):
    rows = Introduction.objects.visible_to(request.user).select_related("one", "other", "created_by", "answered_by")
    return get_object_or_404(rows, pk=pk)


@login_required
def introduction_detail(request, pk):
    """What was asked and answered; once accepted, how to reach each other."""
    introduction = _find(request, pk)
    is_accepted = introduction.status == "accepted"
    context = {
        "introduction": introduction,
        "checklist": introduction_workflow.checklist(introduction, request.user),
        "shows_contacts": is_accepted and request.user.has_perm("actors.see_contacts", introduction),
        "history": reading.lines(history.entries_of(introduction).select_related("subject_type"), request.user),
        "panels": panels_for("introductions.detail", introduction, request.user),
    }
    return render(request, "actors/introduction_detail.html", context)


@login_required
@require_POST
def introduction_move(request, pk, name):
    """Accept, decline or take back."""
    introduction = _find(request, pk)
    try:
        moved = introduction_workflow.perform(introduction, name, by=request.user, answers=request.POST)
        messages.success(request, _("Done: it is now “%(state)s”.") % {"state": moved.get_status_display()})
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
    return redirect(introduction)
