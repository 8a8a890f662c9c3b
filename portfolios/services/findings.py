"""A finding becomes work: a task, a challenge for a lab, a call to watch, a research question."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from convergenze.core.visibility import Visibility
from convergenze.history import services as history
from convergenze.notes import services as notes
from missions.models import Challenge
from portfolios.choices.acting import AnswerKind, FindingKind, InsightKind, PickStatus, TriggerKind
from portfolios.models import Action, FindingAnswer, Insight, Portfolio, Trigger
from portfolios.services.calls import answer_call
from portfolios.services.sensemaking import add_insight
from portfolios.services.triggers import save_trigger

CONDITION = "finding_settled"


@transaction.atomic
def answer_finding(
    *, portfolio: Portfolio, finding: str, key: str, label: str, kind: str, by, title="", text="", owner=None,
    due_on: date | None = None, call=None, action: Action | None = None, objective=None, lever="",
) -> FindingAnswer:  # fmt: skip
    """Turn the ``finding`` called ``key`` into a ``kind`` of work and remember it; ``label`` is the finding in words.

    A task takes ``owner`` and ``due_on``; a call is followed up when one is given, otherwise a trigger waits for one in
    the window that ends on ``due_on``; ``text`` is a challenge's question or what is known about a research question.
    ``action``, or ``objective`` and ``lever``: what the finding is about. Raises ``PermissionDenied``,
    ``ValidationError``.
    """
    require(by, "portfolios.answer_portfolio", portfolio)
    if finding not in FindingKind.values or kind not in AnswerKind.values:
        raise ValidationError(_("There is no such finding, or it cannot become this."))
    said = {
        "portfolio": portfolio, "title": title or label, "text": text, "owner": owner, "due_on": due_on, "call": call,
        "action": action, "objective": objective, "lever": lever, "by": by, "finding": finding, "key": key,
        "label": label,
    }  # fmt: skip
    subject = _MAKE[AnswerKind(kind)](**said)
    return _remember(portfolio, finding, key, label, kind, subject, by)


def _remember(portfolio, finding, key, label, kind, subject, by) -> FindingAnswer:
    answer = FindingAnswer(
        portfolio=portfolio, finding=finding, key=key, label=label[:250], kind=kind, subject=subject, created_by=by
    )
    same = FindingAnswer.objects.filter(portfolio=portfolio, finding=finding, key=key, kind=kind)
    there = same.filter(subject_type=answer.subject_type, subject_id=subject.pk).first()
    if there:
        return there
    history.save(answer, by=by)
    # Not all who see the portfolio see what was found or what it became: its history only tells the kinds.
    changes = {"finding": [None, str(FindingKind(finding).label)], "became": [None, str(AnswerKind(kind).label)]}
    history.record(portfolio, "answer_finding", by=by, changes=changes)
    return answer


def _task(*, portfolio, title, text, owner, due_on, by, finding, key, label, **said):
    """A task about the portfolio that closes by itself when the finding no longer stands."""
    return notes.open_task(
        title=title, subject=portfolio, owner=owner or by, due_on=due_on, text=_provenance(portfolio, label, text),
        source="finding", condition=f"{CONDITION}:{finding}:{key}", by=by,
    )  # fmt: skip


def _challenge(*, portfolio, title, text, by, label, **said):
    """A draft for a lab: on the place and the themes of the mission, part of the mission's challenge."""
    mission = portfolio.mission
    parent = Challenge.objects.visible_to(by).filter(pk=mission.challenge_id).first()
    challenge = Challenge(
        title=title[:200],
        question=text or _("How might we settle this: %(label)s?") % {"label": label},
        situation=_provenance(portfolio, label),
        territory=mission.territory,
        themes=parent.themes if parent else [],
        parent=parent,
        language=portfolio.language,
    )
    require(by, "missions.add_challenge")
    return history.save(challenge, by=by)


def _call(*, portfolio, title, text, due_on, call, action, objective, lever, by, label, **said):
    """The call itself, followed up; without one, a trigger that waits for a call."""
    if call is not None:
        answer_call(
            portfolio=portfolio, call=call, status=PickStatus.CHOSEN, action=action,
            objective=objective if lever else None, lever=lever, by=by,
        )  # fmt: skip
        return call
    trigger = Trigger(
        title=title[:250],
        kind=TriggerKind.FUNDING_CALL,
        description=_provenance(portfolio, label, text),
        mission=portfolio.mission,
        window_until=due_on,
        visibility=_no_wider(portfolio.mission.visibility, action),
        language=portfolio.language,
    )
    return save_trigger(trigger=trigger, by=by, unlocks=[action] if action else [])


def _question(*, portfolio, title, text, action, by, label, **said):
    """An open question among the insights of the mission."""
    insight = Insight(
        title=title[:250],
        text=_provenance(portfolio, label, text),
        kind=InsightKind.QUESTION,
        mission=portfolio.mission,
        action=action,
        visibility=_no_wider(portfolio.mission.visibility, action),
        language=portfolio.language,
    )
    return add_insight(insight=insight, by=by)


def _provenance(portfolio, label, text="") -> str:
    born = _("Born of the portfolio “%(portfolio)s”: %(label)s.") % {"portfolio": portfolio, "label": label}
    return f"{text}\n\n{born}".strip()


def _no_wider(visibility, action) -> str:
    """What speaks of an action is seen by no more people than the action."""
    order = Visibility.values
    return min([visibility, action.visibility] if action else [visibility], key=order.index)


_MAKE: dict[str, Callable] = {
    AnswerKind.TASK: _task,
    AnswerKind.CHALLENGE: _challenge,
    AnswerKind.CALL: _call,
    AnswerKind.QUESTION: _question,
}


@transaction.atomic
def forget_finding_answer(*, answer: FindingAnswer, by) -> None:
    """Untie a finding from what it became, which stays; the finding is nobody's again."""
    require(by, "portfolios.answer_portfolio", answer.portfolio)
    changes = {"became": [str(AnswerKind(answer.kind).label), None]}
    history.record(answer.portfolio, "forget_finding_answer", by=by, changes=changes)
    answer.delete()
