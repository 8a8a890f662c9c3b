"""Pages about who speaks for an actor: claims, members, contacts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actors import forms, queries, services
from actors.models import Membership, Person
from actors.views.asking import add_row, done, find
from convergenze.core.errors import MoveRefused
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require


@login_required
def actor_claim(request, slug):
    """Ask to answer for an actor."""
    actor = find(request, slug)
    require(request.user, "actors.claim_actor", actor)
    form = forms.ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and done(form, services.claim_actor, actor=actor, by=request.user):
        messages.success(request, _("The programme has your request and will answer you."))
        return redirect(actor)
    return render(request, "actors/claim_form.html", {"actor": actor, "form": form}, status=422 if form.errors else 200)


@login_required
def claim_list(request):
    """Requests: all of them for who decides, one's own for others."""
    page = page_of(request, queries.claims_seen_by(request.user))
    may_decide = request.user.has_perm("actors.decide_claim")
    return render(request, "actors/claim_list.html", {"page": page, "may_decide": may_decide})


@login_required
def claim_decide(request, pk):
    """Read a request and answer it."""
    require(request.user, "actors.decide_claim")
    claim = get_object_or_404(queries.claims_seen_by(request.user), pk=pk)
    form = forms.AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        service = services.approve_claim if "approve" in request.POST else services.decline_claim
        try:
            service(claim=claim, answer=form.cleaned_data["answer"], by=request.user)
        except MoveRefused as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("actors:claim_list")
        except ValidationError as error:
            form.add_error("answer", error.messages)
        else:
            messages.success(request, _("The request is answered."))
            return redirect("actors:claim_list")
    return render(
        request, "actors/claim_decide.html", {"claim": claim, "form": form}, status=422 if form.errors else 200
    )


@login_required
def member_add(request, slug):
    """Add somebody to an actor."""
    actor = find(request, slug)
    require(request.user, "actors.manage_members", actor)
    form = forms.MemberForm(request.POST or None)
    words = {"title": _("Add a person"), "said": _("“%(name)s” belongs to it now.")}
    return add_row(request, actor, form, services.add_member, {"actor": actor}, **words)


@login_required
@require_POST
def member_remove(request, pk):
    """Take somebody off an actor."""
    membership = get_object_or_404(Membership.objects.select_related("actor", "person"), pk=pk)
    require(request.user, "actors.delete_membership", membership)
    services.remove_member(membership=membership, by=request.user)
    messages.success(request, _("“%(name)s” does not belong to it any more.") % {"name": membership.person})
    return redirect(membership.actor)


@login_required
def person_edit(request, public_id):
    """Correct a contact."""
    person = get_object_or_404(Person.objects.visible_to(request.user), public_id=public_id)
    require(request.user, "actors.change_person", person)
    form = forms.PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("The contact is saved."))
        membership = person.memberships.select_related("actor").first()
        return redirect(membership.actor if membership else "actors:list")
    context = {"form": form, "title": _("Contact"), "label": _("Save")}
    return render(request, "actors/row_form.html", context, status=422 if form.errors else 200)
