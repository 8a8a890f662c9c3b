"""Intentions wait for their condition; signals are captured, weighed and tied to what they change."""

from django.utils.translation import gettext_lazy as _

from convergenze.workflow import Move, Workflow
from missions.choices.governance import IntentionStatus as I  # noqa: E741 - as every table of moves names its states
from missions.choices.governance import SignalStatus as S

REASON = ("reason",)

intention_workflow = Workflow(
    I,
    (I.DECLARED,),
    Move(
        "unlock", (I.DECLARED,), I.UNLOCKED, "missions.unlock_intention", asks=REASON, label=_("The condition is met")
    ),
    Move(
        "relock",
        (I.UNLOCKED,),
        I.DECLARED,
        "missions.relock_intention",
        asks=REASON,
        label=_("The condition is not met after all"),
        tone="secondary",
    ),
    Move("take_up", I.standing(), I.TAKEN_UP, "missions.take_up_intention", label=_("Make it an action")),
    Move(
        "withdraw",
        I.standing(),
        I.WITHDRAWN,
        "missions.withdraw_intention",
        asks=REASON,
        label=_("Withdraw"),
        tone="secondary",
    ),
    Move(
        "redeclare",
        (I.WITHDRAWN,),
        I.DECLARED,
        "missions.redeclare_intention",
        label=_("Declare it again"),
        tone="secondary",
    ),
)

signal_workflow = Workflow(
    S,
    (S.CAPTURED,),
    Move("assess", (S.CAPTURED,), S.ASSESSED, "missions.assess_signal", label=_("It is assessed")),
    Move("link", (S.ASSESSED, S.WATCHED), S.LINKED, "missions.link_signal", label=_("It is linked")),
    Move("watch", (S.ASSESSED, S.LINKED), S.WATCHED, "missions.watch_signal", label=_("Watch it"), tone="secondary"),
    Move(
        "dismiss",
        S.living(),
        S.DISMISSED,
        "missions.dismiss_signal",
        asks=REASON,
        label=_("Dismiss"),
        tone="secondary",
    ),
    Move("reopen", (S.DISMISSED,), S.CAPTURED, "missions.reopen_signal", label=_("Take up again"), tone="secondary"),
)


@signal_workflow.requires("assess")
def it_is_weighed(signal):
    if signal.impact is None or signal.uncertainty is None:
        yield _("Say how large its impact and its uncertainty are, from 1 to 5.")


@signal_workflow.requires("link")
def it_is_tied_to_something(signal):
    """A mission, a challenge, or any row that names it: scenarios here, triggers in the apps above."""
    if signal.mission_id or signal.challenge_id:
        return
    pointing = (relation.get_accessor_name() for relation in signal._meta.related_objects)
    if not any(name and getattr(signal, name).exists() for name in pointing):
        yield _("Say what it changes: choose a mission or a challenge, or name it in a scenario or a trigger.")
