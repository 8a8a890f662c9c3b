"""What people decide about a link: its managers at once, its two leads when both say the same."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actors.rules import writes_for_id
from convergenze.core.errors import MoveRefused
from convergenze.core.rules_glue import require
from convergenze.history import services as history
from missions.choices.governance import CommitmentKind
from missions.models import Commitment
from portfolios.choices import LeadAnswer, LinkStatus, Resolution
from portfolios.models import ActionLink, LinkAnswer
from portfolios.queries.links import shared_missions
from portfolios.services.merging import carry_out_merge
from portfolios.workflow import link_workflow


@dataclass(frozen=True)
class Promise:
    """Who does what by when, for two actions to be coordinated."""

    actor: object
    title: str
    due_on: date
    kind: str = CommitmentKind.STAFF_TIME


@transaction.atomic
def decide_link(*, link, decision, by, resolution="", reason="", terms=None, promises=(), of_body=None):
    """Make one of the moves review, confirm, dismiss, resolve, reopen; return the link as stored.

    Confirming or resolving takes the steps before it too. A resolution may follow from the decision ``of_body``:
    *differentiate* needs ``terms`` ({action id: what it will change}, both); *coordinate* at least one ``Promise``,
    which becomes a draft commitment about the link for its actor to offer; *merge* a request that both leads agree
    to. What a person takes up again is under review.
    Raises ``MoveRefused``, ``PermissionDenied``, ``ValidationError``.
    """
    link = ActionLink.objects.select_for_update().get(pk=link.pk)
    for step in _steps_before(link, decision):
        link = link_workflow.perform(link, step, by=by)
    if decision == "reopen":
        # Only a resolved link may have a resolution, so it goes before the state does.
        ActionLink.objects.filter(pk=link.pk).update(resolution="")
    answers = {"resolution": resolution, "reason": reason}
    link = link_workflow.perform(link, decision, by=by, answers=answers)
    if decision == "resolve":
        _agree_on(link, resolution, by, reason, terms or {}, promises, of_body)
    if decision == "reopen" and not by.is_service:
        link_workflow.perform(link, "review", by=by)
    return ActionLink.objects.select_related("one", "other").get(pk=link.pk)


@transaction.atomic
def answer_link(*, link, answer, by, reason=""):
    """Keep what the lead that ``by`` writes for says ("confirm" or "dismiss"); the second equal answer decides.

    The first answer starts the review. Dismissing asks for a reason. Answering again changes the answer. Returns the
    link as stored. Raises ``MoveRefused``, ``PermissionDenied``, ``ValidationError``.
    """
    link = ActionLink.objects.select_for_update().get(pk=link.pk)
    require(by, "portfolios.answer_actionlink", link)
    if answer not in LeadAnswer.values:
        raise ValidationError({"answer": _("Say whether the link holds or not.")})
    if answer == LeadAnswer.DISMISS and not reason.strip():
        raise ValidationError({"reason": [_("Write a reason: it stays in the history.")]})
    if link.status not in LinkStatus.awaiting():
        raise MoveRefused(
            [_("This pair has already been decided: it is “%(state)s”.") % {"state": link.get_status_display()}]
        )
    if link.status == LinkStatus.SUGGESTED:
        link = link_workflow.perform(link, "review", by=by)
    for actor in (pk for pk in link.lead_ids if writes_for_id(by, pk)):
        row = LinkAnswer.objects.filter(link=link, actor=actor).first() or LinkAnswer(link=link, actor_id=actor)
        row.answer, row.reason = answer, reason
        history.save(row, by=by)
    history.record(link, f"lead_says_{answer}", by=by, reason=reason)
    if by.has_perm(f"portfolios.{answer}_actionlink", link) and _is_unanimous(link, answer):
        link_workflow.perform(link, answer, by=by, answers={"reason": reason})
    return ActionLink.objects.select_related("one", "other").get(pk=link.pk)


def _is_unanimous(link, answer):
    given = link.answers.filter(answer=answer).values_list("actor", flat=True)
    return link.has_both_leads and set(given) >= set(link.lead_ids)


def _steps_before(link, decision):
    """Moves to make first, so that a manager who is sure needs one gesture."""
    steps = {"confirm": ["review"], "resolve": ["review", "confirm"]}.get(decision, [])
    done = {LinkStatus.SUGGESTED: 0, LinkStatus.UNDER_REVIEW: 1}.get(link.status, len(steps))
    return steps[done:]


def _agree_on(link, resolution, by, reason, terms, promises, of_body):
    """What a resolution brings with it."""
    if of_body:
        ActionLink.objects.filter(pk=link.pk).update(decision=of_body)
    if resolution == Resolution.MERGE:
        carry_out_merge(link=link, by=by, reason=reason)
    elif resolution == Resolution.DIFFERENTIATE:
        _differentiate(link, terms)
    elif resolution == Resolution.COORDINATE:
        _coordinate(link, promises, by, of_body)


def _differentiate(link, terms):
    kept = {str(action.pk): str(terms.get(action.pk, "")).strip() for action in link.ends}
    if not all(kept.values()):
        raise ValidationError({"terms": [_("Write what each of the two actions will change.")]})
    ActionLink.objects.filter(pk=link.pk).update(terms=kept)


def _coordinate(link, promises, by, of_body):
    if not promises:
        raise ValidationError({"promises": [_("Write who does what, and by when.")]})
    mission = shared_missions(link).first()
    if mission is None:
        raise ValidationError(
            _("Place both actions in the portfolio of one mission: it is the mission that is promised to.")
        )
    for promise in promises:
        if promise.actor.pk not in link.lead_ids:
            raise ValidationError({"promises": [_("Only the actors that lead the two actions promise to coordinate.")]})
        commitment = Commitment(
            mission=mission, actor=promise.actor, title=promise.title, kind=promise.kind, due_on=promise.due_on,
            decision=of_body, subject=link,
        )  # fmt: skip
        history.save(commitment, by=by)
