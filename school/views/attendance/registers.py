"""Registers: the list of an edition, the page where people are marked, sealing and opening again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from convergenze.core import moving
from school.choices.attendance import Presence
from school.forms.attendance import RegisterForm
from school.queries.register_history import history_of
from school.queries.registers import is_intact, register_of, registers_in, roster, tally_of
from school.services import attendance
from school.views.attendance import frame
from school.views.enrolment.frame import find_edition, put_on


@login_required
@require_safe
def register_list(request, slug):
    """The registers of an edition: which are open, which are sealed, how many were there."""
    edition = find_edition(request, slug, "school.view_register")
    context = {
        "edition": edition,
        "rows": registers_in(edition),
        "people": edition.enrolments.admitted().count(),
        "trail": frame.trail_to(edition),
        "tabs": frame.tabs_of(edition),
    }
    return render(request, "school/attendance/register_list.html", context)


@login_required
@require_safe
def register(request, public_id):
    """The register of a meeting: everybody with a seat, and what is recorded of them."""
    session = frame.find_session(request, public_id, "school.view_register")
    return _page(request, session)


@login_required
@require_POST
def register_mark(request, public_id):
    """Write what changed: the whole page, or the row of one person when htmx sends it."""
    session = frame.find_session(request, public_id, "school.keep_register")
    form = RegisterForm(request.POST, lines=roster(session))
    touched = form.touched()
    if not form.is_valid() or not _write(request, session, form):
        rows = touched if request.htmx else None
        return _rows(request, session, rows) if rows else _page(request, session, form)
    if not request.htmx:
        return redirect("school:register", session.public_id)
    names = {row.prefix for row in touched} or {
        row.prefix for row in form.rows if row["presence"].html_name in request.POST
    }
    return _rows(request, session, [row for row in RegisterForm(lines=roster(session)).rows if row.prefix in names])


def _write(request, session, form):
    """Whether what changed was written; a refusal is told on the row when there is one, otherwise on the page."""
    touched = form.touched()
    try:
        attendance.mark_many(session=session, markings=form.markings(), by=request.user)
    except ValidationError as refused:
        if len(touched) == 1:
            put_on(touched[0], refused)
        for sentence in refused.messages if len(touched) != 1 else ():
            messages.error(request, sentence)
        return False
    return True


def _rows(request, session, rows):
    context = {"session": session, "rows": rows, "tally": tally_of(roster(session)), "may": _may(request, session)}
    return render(request, "school/attendance/_saved.html", context)


def _page(request, session, form=None):
    lines = roster(session)
    kept = register_of(session)
    context = {
        "session": session,
        "edition": session.edition,
        "register": kept,
        "lines": lines,
        "form": form or RegisterForm(lines=lines),
        "tally": tally_of(lines),
        "may": _may(request, session),
        "is_intact": kept.is_sealed and is_intact(kept),
        "history": history_of(kept, lines),
        "trail": frame.trail(session.edition),
    }
    return render(request, "school/attendance/register.html", context)


def _may(request, session):
    names = ("keep", "seal", "reopen")
    return {name: request.user.has_perm(f"school.{name}_register", session) for name in names}


@login_required
@require_POST
def register_move(request, public_id, name):
    """Open the register, mark those who are left, seal it, open it again."""
    if name not in MOVES:
        raise Http404
    session = frame.find_session(request, public_id, "school.view_register")
    moving.attempt(request, lambda: MOVES[name](request, session))
    return redirect("school:room" if name == "open" else "school:register", session.public_id)


def _open(request, session):
    attendance.open_register(session=session, by=request.user)
    return _("The register is open.")


def _others(request, session):
    presence = request.POST.get("presence", "")
    if presence not in Presence:
        raise ValidationError(_("Choose whether they were present or absent."))
    found = attendance.mark_the_others(session=session, presence=presence, by=request.user)
    return ngettext("%(n)d person written down.", "%(n)d people written down.", found) % {"n": found}


def _seal(request, session):
    attendance.seal_register(session=session, by=request.user)
    return _("The register is sealed.")


def _reopen(request, session):
    attendance.reopen_register(session=session, reason=request.POST.get("reason", ""), by=request.user)
    return _("The register is open again.")


MOVES = {"open": _open, "others": _others, "seal": _seal, "reopen": _reopen}
