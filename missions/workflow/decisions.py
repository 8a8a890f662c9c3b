"""What a body decides, and what its decision makes happen in the same transaction."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.core.errors import MoveRefused
from convergenze.workflow import Move, Workflow
from missions.choices.governance import DecisionStatus as D
from missions.workflow import acts

REASON = ("reason",)


def _decide(decision, *, by, answers):
    """Write why and on which day it was decided."""
    decision.reason = answers["reason"]
    if decision.decided_on is None:
        met = decision.meeting and timezone.localtime(decision.meeting.starts_at).date()
        decision.decided_on = min(met or timezone.localdate(), timezone.localdate())
    decision.save(update_fields=["reason", "decided_on"])


def _decide_and_carry_out(decision, *, by, answers):
    """Decide, then make every move the decision asks for; when one is refused, nothing is written."""
    _decide(decision, by=by, answers=answers)
    refused = []
    for subject in decision.subjects.exclude(move="").filter(carried_out_at=None).order_by("pk"):
        refused += _carry_out(subject, decision, by)
    if refused:
        raise MoveRefused(refused)


def _carry_out(subject, decision, by):
    """The sentences that stand in the way of one move; empty when it was made."""
    kind = acts.kind_of(subject.subject_type.model_class())
    record = _within_reach(subject, kind, decision.mission, by)
    if record is None:
        return [
            _("Something this decision is about is not within your reach: open it again and look at what it is about.")
        ]
    try:
        kind.perform(record, subject.move, by=by, decision=decision)
    except ValidationError as reason:
        return [
            _("“%(record)s”: %(sentence)s") % {"record": record, "sentence": sentence} for sentence in reason.messages
        ]
    subject.carried_out_at = timezone.now()
    subject.save(update_fields=["carried_out_at"])
    return []


def _within_reach(subject, kind, mission, by):
    """The record, if a body of the mission still decides about it and whoever records sees it; None otherwise."""
    if kind is None or kind.act(subject.move) is None:
        return None
    seen = kind.model.objects.visible_to(by).values("pk")
    return kind.rows(mission).filter(pk=subject.subject_id, pk__in=seen).first()


def _undecide(decision, *, by, answers):
    """A decision taken up again has no day and no review; what it made happen stays as it is."""
    decision.decided_on = None
    decision.save(update_fields=["decided_on"])


decision_workflow = Workflow(
    D,
    (D.OPEN,),
    Move("adopt", D.undecided(), D.ADOPTED, "missions.adopt_decision", REASON, _decide_and_carry_out, _("Adopt")),
    Move(
        "amend",
        D.undecided(),
        D.AMENDED,
        "missions.amend_decision",
        REASON,
        _decide_and_carry_out,
        _("Adopt with amendments"),
        "secondary",
    ),
    Move("postpone", (D.OPEN,), D.POSTPONED, "missions.postpone_decision", REASON, None, _("Postpone"), "secondary"),
    Move("reject", D.undecided(), D.REJECTED, "missions.reject_decision", REASON, _decide, _("Reject"), "danger"),
    Move(
        "reopen",
        (D.ADOPTED, D.AMENDED, D.POSTPONED, D.REJECTED),
        D.OPEN,
        "missions.reopen_decision",
        REASON,
        _undecide,
        _("Take up again"),
        "secondary",
    ),
)


@decision_workflow.requires("adopt", "amend")
def a_body_stands_behind_what_it_makes_happen(decision):
    if decision.body_id is None and decision.subjects.exclude(move="").exists():
        yield _("Say which body decides: only a body can make things happen by deciding.")


@decision_workflow.requires("adopt", "amend", "reject")
def its_meeting_was_not_cancelled(decision):
    if decision.meeting and decision.meeting.status == "cancelled":
        yield _("Its meeting was cancelled: choose the meeting that decided, or none.")
