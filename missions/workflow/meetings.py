"""A meeting is planned, then held or cancelled."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.workflow import Move, Workflow
from missions.choices.governance import MeetingStatus as M

meeting_workflow = Workflow(
    M,
    (M.PLANNED,),
    Move("hold", (M.PLANNED,), M.HELD, "missions.hold_meeting", label=_("It was held")),
    Move(
        "cancel",
        (M.PLANNED,),
        M.CANCELLED,
        "missions.cancel_meeting",
        asks=("reason",),
        label=_("Cancel"),
        tone="secondary",
    ),
    Move(
        "reopen",
        (M.HELD, M.CANCELLED),
        M.PLANNED,
        "missions.reopen_meeting",
        asks=("reason",),
        label=_("Plan it again"),
        tone="secondary",
    ),
)


@meeting_workflow.requires("hold")
def it_has_begun(meeting):
    if meeting.starts_at > timezone.now():
        yield _("It has not begun yet: it starts later.")
