"""Triggers open, fire or are missed; sensemaking sessions are held and closed."""

from django.utils.translation import gettext_lazy as _

from convergenze.workflow import Move, Workflow
from portfolios.choices.acting import SessionStatus as S
from portfolios.choices.acting import TriggerStatus as T

REASON = ("reason",)


def _unfire(trigger, *, by, answers):
    """A trigger that waits again has no day on which it fired."""
    trigger.fired_on = None
    trigger.save(update_fields=["fired_on"])


# Firing and reopening touch intentions and actions: ``services.move_trigger`` makes every move with what follows.
trigger_workflow = Workflow(
    T,
    (T.EXPECTED,),
    Move("open", (T.EXPECTED,), T.OPEN, "portfolios.open_trigger", label=_("Its window opens"), tone="secondary"),
    Move("fire", T.pending(), T.FIRED, "portfolios.fire_trigger", label=_("It has fired")),
    Move("miss", T.pending(), T.MISSED, "portfolios.miss_trigger", label=_("It was missed"), tone="secondary"),
    Move(
        "reopen",
        (T.FIRED, T.MISSED),
        T.EXPECTED,
        "portfolios.reopen_trigger",
        asks=REASON,
        effect=_unfire,
        label=_("Wait for it again"),
        tone="secondary",
    ),
)

# Holding a session freezes the portfolio: ``services.move_session``.
session_workflow = Workflow(
    S,
    (S.PLANNED,),
    Move("hold", (S.PLANNED,), S.HELD, "portfolios.hold_sensemakingsession", label=_("Hold it on today's portfolio")),
    Move("close", (S.HELD,), S.CLOSED, "portfolios.close_sensemakingsession", label=_("Close the session")),
    Move(
        "reopen",
        (S.CLOSED,),
        S.HELD,
        "portfolios.reopen_sensemakingsession",
        asks=REASON,
        label=_("Open it again"),
        tone="secondary",
    ),
)


@session_workflow.requires("close")
def something_was_understood(session):
    if not session.insights.filter(deleted_at=None).exists():
        yield _("Write at least one insight: what did you understand together?")
