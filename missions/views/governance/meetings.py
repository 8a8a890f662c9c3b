"""Pages of meetings: agenda, minutes, who was there."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import moving, panels
from convergenze.core.rules_glue import require
from missions import queries, services
from missions.forms import AttendanceForm, MeetingForm
from missions.models import Body, Decision, Meeting
from missions.views.governance import frame
from missions.workflow import meeting_workflow


def meeting_detail(request, slug):
    """A meeting: agenda before, minutes, attendance and decisions after."""
    meeting, user = _find(request, slug), request.user
    context = {
        "meeting": meeting,
        "lines": queries.attendance_sheet(meeting, user),
        "shows_names": user.is_authenticated,
        "decisions": Decision.objects.visible_to(user).filter(meeting=meeting),
        "checklist": meeting_workflow.checklist(meeting, user),
        "trail": frame.trail_to(meeting.body.mission, (meeting.body.name, meeting.body.get_absolute_url())),
        "may": {"change": user.has_perm("missions.change_meeting", meeting)},
        "panels": panels.rendered("meetings.detail", meeting, request),
        "history": frame.history_of(request, meeting),
    }
    return render(request, "missions/governance/meeting_detail.html", context)


@login_required
def meeting_new(request, slug):
    """Call a meeting of a body."""
    body = frame.find(request, Body, slug, "mission")
    require(request.user, "missions.convene_body", body)
    form = MeetingForm(request.POST or None, instance=Meeting(body=body, visibility=body.visibility))
    if saved := moving.save(request, form, _("Meeting saved.")):
        return redirect(saved)
    trail = frame.trail_to(body.mission, (body.name, body.get_absolute_url()))
    return frame.form_page(request, form, title=_("New meeting"), eyebrow=body.name, trail=trail)


@login_required
def meeting_edit(request, slug):
    """Rewrite agenda, minutes or hour."""
    meeting = _find(request, slug)
    require(request.user, "missions.change_meeting", meeting)
    form = MeetingForm(request.POST or None, instance=meeting)
    if saved := moving.save(request, form, _("Meeting saved.")):
        return redirect(saved)
    trail = frame.trail_to(meeting.body.mission, (str(meeting), meeting.get_absolute_url()))
    return frame.form_page(request, form, title=_("Agenda and minutes"), eyebrow=meeting.body.name, trail=trail)


@login_required
def meeting_attendance(request, slug):
    """Write who was there."""
    meeting = _find(request, slug)
    require(request.user, "missions.change_meeting", meeting)
    form = AttendanceForm(request.POST or None, lines=queries.attendance_sheet(meeting, request.user))
    if request.method == "POST" and form.is_valid():

        def write():
            services.write_attendance(meeting=meeting, rows=form.rows(), by=request.user)
            return _("Attendance saved.")

        if moving.attempt(request, write):
            return redirect(meeting)
    trail = frame.trail_to(meeting.body.mission, (str(meeting), meeting.get_absolute_url()))
    context = {"meeting": meeting, "form": form, "trail": trail}
    return render(request, "missions/governance/attendance.html", context)


@login_required
@require_POST
def meeting_move(request, slug, name):
    """Hold, cancel or plan a meeting again."""
    meeting = _find(request, slug)
    moving.perform(request, meeting_workflow, meeting, name)
    return redirect(meeting)


def _find(request, slug):
    return frame.find(request, Meeting, slug, "body__mission")
