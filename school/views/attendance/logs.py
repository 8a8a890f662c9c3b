"""The log of an online platform: sent, looked at, confirmed."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convergenze.core import moving
from convergenze.exchange.reading.limits import UnreadableFile
from school.forms.attendance import KeptLogForm, LogForm
from school.queries.online_logs import read_connections
from school.services import attendance
from school.sheets.online_logs import read_log
from school.views.attendance import frame


@login_required
def register_log(request, public_id):
    """A file is read and shown beside the register; confirmed, its presences are written."""
    session = frame.find_session(request, public_id, "school.keep_register")
    if "log" in request.POST:
        return _confirmed(request, session)
    form = LogForm(request.POST or None, request.FILES or None)
    context = {"session": session, "edition": session.edition, "form": form, "trail": frame.trail_of(session)}
    if request.method == "POST" and form.is_valid():
        context |= _looked_at(form, session)
    return render(request, "school/attendance/register_log.html", context)


def _looked_at(form, session):
    file = form.cleaned_data["file"]
    try:
        connections, faults = read_log(file, file.name, near=session.starts_at, zone=session.edition.zone)
    except UnreadableFile as refused:
        form.add_error("file", str(refused))
        return {}
    reading = read_connections(session, connections)
    return {"reading": reading, "faults": faults, "kept": KeptLogForm.of(connections, session)}


def _confirmed(request, session):
    form = KeptLogForm(request.POST)
    connections = form.connections(session) if form.is_valid() else None

    def write():
        spans = read_connections(session, connections or []).spans
        found = len(attendance.import_log(session=session, spans=spans, by=request.user))
        return ngettext("%(n)d presence written.", "%(n)d presences written.", found) % {"n": found}

    if connections is None:
        return _again(request, session)
    moving.attempt(request, write)
    return redirect("school:register", session.public_id)


def _again(request, session):
    form = LogForm()
    context = {"session": session, "edition": session.edition, "form": form, "trail": frame.trail_of(session)}
    context["notice"] = _("What was looked at is no longer there: send the file again.")
    return render(request, "school/attendance/register_log.html", context)
