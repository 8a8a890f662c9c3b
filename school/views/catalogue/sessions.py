"""Meetings of an edition: when and where, who comes, whether they were held."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import moving
from convergenze.core.rules_glue import require
from school.forms.sessions import SessionForm, SpeakerForm
from school.models import Session, SessionExpert
from school.queries import clashes
from school.services import sessions as services
from school.views.catalogue.editions import find
from school.workflow import session_workflow


@login_required
def session_new(request, slug):
    """Add a meeting; place and link of the last one are proposed."""
    edition = find(request, slug)
    require(request.user, "school.change_edition", edition)
    form = SessionForm(
        request.POST or None, instance=Session(edition=edition, mode=edition.mode), user=request.user,
        initial=_proposed(edition),
    )  # fmt: skip
    if saved := moving.save(request, form, _("Meeting saved.")):
        return _after(request, saved)
    return _form(request, form, edition, _("New meeting"))


@login_required
def session_edit(request, public_id):
    """Rewrite a meeting, say who comes."""
    session = _find(request, public_id)
    require(request.user, "school.change_session", session)
    form = SessionForm(request.POST or None, instance=_find(request, public_id), user=request.user)
    if saved := moving.save(request, form, _("Meeting saved.")):
        return _after(request, saved)
    return _form(request, form, session.edition, session.title, session=session)


@login_required
@require_POST
def session_speakers(request, public_id):
    """Say that an expert comes."""
    session = _find(request, public_id)
    require(request.user, "school.change_session", session)
    form = SpeakerForm(request.POST, instance=SessionExpert(session=session), user=request.user)
    if not moving.save(request, form, _("Saved.")):
        moving.tell(request, form)
    return redirect("school:session_edit", public_id=public_id)


@login_required
@require_POST
def speaker_remove(request, public_id, pk):
    """Say that an expert does not come."""
    session = _find(request, public_id)
    services.remove_speaker(speaker=get_object_or_404(session.speakers, pk=pk), by=request.user)
    return redirect("school:session_edit", public_id=public_id)


@login_required
@require_POST
def session_remove(request, public_id):
    """Take away a meeting that was never held."""
    session = _find(request, public_id)
    edition = session.edition

    def remove():
        services.remove_session(session=session, by=request.user)
        return _("“%(part)s” removed.") % {"part": session}

    moving.attempt(request, remove)
    return redirect("school:edition_edit", slug=edition.slug)


@login_required
@require_POST
def session_move(request, public_id, name):
    """Hold, cancel or plan a meeting again."""
    session = _find(request, public_id)
    moving.perform(request, session_workflow, session, name)
    return redirect(session)


def _find(request, public_id):
    rows = Session.objects.visible_to(request.user).select_related("edition", "venue", "lab")
    return get_object_or_404(rows, public_id=public_id)


def _proposed(edition):
    last = edition.sessions.standing().last()
    return {"venue": last.venue_id, "room": last.room, "join_url": last.join_url, "mode": last.mode} if last else {}


def _after(request, session):
    for words in clashes.warnings_about(session, request.user):
        messages.warning(request, words)
    return redirect("school:session_edit", public_id=session.public_id)


def _form(request, form, edition, title, session=None):
    context = {"form": form, "edition": edition, "title": title, "session": session}
    if session is not None:
        context |= {
            "speakers": session.speakers.select_related("expert"),
            "speaker_form": SpeakerForm(user=request.user),
            "checklist": session_workflow.checklist(session, request.user),
            "may_remove": request.user.has_perm("school.delete_session", session),
        }
    return render(request, "school/catalogue/session_form.html", context)
