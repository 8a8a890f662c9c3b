"""A meeting of an edition is planned, then held or cancelled."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.workflow import Move, Workflow
from school.choices.catalogue import SessionState as S

session_workflow = Workflow(
    S,
    (S.PLANNED,),
    Move("hold", (S.PLANNED,), S.HELD, "school.hold_session", label=_("It was held")),
    Move(
        "cancel",
        (S.PLANNED,),
        S.CANCELLED,
        "school.cancel_session",
        asks=("reason",),
        label=_("Cancel the meeting"),
        tone="danger",
    ),
    Move(
        "reopen",
        (S.HELD, S.CANCELLED),
        S.PLANNED,
        "school.reopen_session",
        asks=("reason",),
        label=_("Plan it again"),
        tone="secondary",
    ),
)


@session_workflow.requires("hold")
def it_has_begun(session):
    if session.starts_at > timezone.now():
        yield _("It has not begun yet: it starts later.")
