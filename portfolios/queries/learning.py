"""What a mission learns: from signal to change, what waits for an answer, how old the last note of each action is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from convergenze.core.visibility import Visibility
from missions.choices.governance import SignalStatus
from missions.models import Decision, DecisionSubject, Scenario, Signal
from portfolios.choices import ActionStatus
from portfolios.choices.acting import Confidence, InsightKind, InsightResponse, SessionStatus
from portfolios.models import Action, Insight, SensemakingSession, Trigger

# Actions that have begun: from these something can have been learnt.
BEGUN = (
    ActionStatus.IN_PROGRESS, ActionStatus.SUSPENDED, ActionStatus.COMPLETED, ActionStatus.CLOSED,
    ActionStatus.DISCONTINUED,
)  # fmt: skip


@dataclass(frozen=True)
class Funnel:
    """How many signals, insights, decisions that answer insights, and changes these decisions carried out."""

    signals: int
    insights: int
    decisions: int
    changes: int


@dataclass(frozen=True)
class LastNote:
    """An action that has begun and when it last taught something; ``days`` None: never."""

    action: Action
    on: date | None
    days: int | None


@dataclass(frozen=True)
class Learning:
    """Everything the page of learning shows of a mission to one reader."""

    funnel: Funnel
    share: float | None
    unanswered: list[Insight]
    answered: list[Insight]
    notes: list[LastNote]
    triggers: int
    sessions: int
    scenarios: int


def insights_about(mission, user):
    """The insights of ``mission`` and of its actions that ``user`` sees, with what they hang from."""
    rows = Insight.objects.visible_to(user).about_mission(mission)
    return rows.select_related("action", "session", "decision", "mission")


def answered_share(insights) -> float | None:
    """The part of ``insights`` that a decision which the reader sees answers; None without insights."""
    rows = list(insights)
    return sum(one.decision is not None for one in rows) / len(rows) if rows else None


def learning_of(mission, user) -> Learning:
    """``Learning`` of ``mission`` as ``user`` may see it; its cost does not depend on how much was learnt."""
    insights = list(insights_about(mission, user).order_by("created_at", "pk"))
    answered = [one for one in insights if one.decision is not None]
    waits = [one for one in insights if one.decision is None and one.response != InsightResponse.NONE]
    decisions = {one.decision_id for one in answered}
    signals = Signal.objects.visible_to(user).filter(mission=mission, status__in=SignalStatus.living())
    return Learning(
        funnel=Funnel(signals.count(), len(insights), len(decisions), _carried_out(decisions)),
        share=answered_share(insights),
        unanswered=waits,
        answered=answered,
        notes=last_notes(mission, user),
        triggers=Trigger.objects.visible_to(user).pending().filter(mission=mission).count(),
        sessions=SensemakingSession.objects.visible_to(user).filter(portfolio__mission=mission).count(),
        scenarios=Scenario.objects.visible_to(user).filter(mission=mission).count(),
    )


def _carried_out(decisions) -> int:
    return DecisionSubject.objects.filter(decision__in=decisions, carried_out_at__isnull=False).count()


def last_notes(mission, user) -> list[LastNote]:
    """The begun actions of the mission's portfolios that ``user`` sees: those that never taught anything first."""
    placed = Action.portfolios.through.objects.filter(
        action=OuterRef("pk"), portfolio__mission=mission, portfolio__deleted_at=None
    )
    about = Insight.objects.visible_to(user).filter(action=OuterRef("pk")).order_by().values("action")
    rows = Action.objects.visible_to(user).filter(Exists(placed), status__in=BEGUN).select_related("lead")
    rows = rows.annotate(last_note=Subquery(about.annotate(last=Max("created_at")).values("last")))
    today = timezone.localdate()
    return [_noted(row, today) for row in rows.order_by(F("last_note").asc(nulls_first=True), "code", "pk")]


def _noted(action, today) -> LastNote:
    on = timezone.localdate(action.last_note) if action.last_note else None
    return LastNote(action, on, (today - on).days if on else None)


@dataclass(frozen=True)
class SessionReading:
    """A session for its page: insights by kind in the order of the list, and how many are answered."""

    groups: list[tuple[str, Any, list[Insight]]]
    count: int
    answered: int
    share: float | None
    confidence: list[tuple[Any, int]]


def read_session(session, user) -> SessionReading:
    """What ``session`` understood, as far as ``user`` may see it."""
    return _read(Insight.objects.visible_to(user).filter(session=session))


def _read(insights) -> SessionReading:
    rows = list(insights.select_related("action", "decision", "mission").order_by("pk"))
    groups = [(kind.value, kind.label, [one for one in rows if one.kind == kind]) for kind in InsightKind]
    sure = Counter(one.confidence for one in rows)
    return SessionReading(
        groups=[group for group in groups if group[2]],
        count=len(rows),
        answered=sum(one.decision is not None for one in rows),
        share=answered_share(rows),
        confidence=[(level.label, sure[level]) for level in Confidence if sure[level]],
    )


def sessions_of(portfolio, user) -> list[tuple[SensemakingSession, int, float | None]]:
    """[(session, its insights, the share of them that is answered)]: the planned ones first, then the newest."""
    rows = list(SensemakingSession.objects.visible_to(user).filter(portfolio=portfolio))
    rows.sort(key=lambda one: (one.status != SessionStatus.PLANNED, -one.held_on.toordinal()))
    said = defaultdict(list)
    for insight in Insight.objects.visible_to(user).filter(session__in=rows).select_related("decision"):
        said[insight.session_id].append(insight)
    return [(one, len(said[one.pk]), answered_share(said[one.pk])) for one in rows]


def decisions_that_answer(insight, user):
    """The decisions an insight may be answered by: of its mission, or of those that hold its action."""
    rows = Decision.objects.visible_to(user)
    if insight.mission_id:
        return rows.filter(mission=insight.mission_id)
    placed = Action.portfolios.through.objects.filter(action=insight.action_id, portfolio__mission=OuterRef("mission"))
    return rows.filter(Q(Exists(placed)) | Q(pk=insight.decision_id))


def notes_about(action, user):
    """What was learnt from ``action``, the newest first."""
    rows = Insight.objects.visible_to(user).filter(action=action)
    return rows.select_related("session", "decision", "created_by").order_by("-pk")


def note_on(action) -> Insight:
    """An unsaved learning note on ``action``: read by who reads the action's history, members at most by default."""
    wide = action.visibility in (Visibility.LINK, Visibility.PUBLIC)
    return Insight(
        action=action,
        language=action.language,
        kind=InsightKind.WHAT_WORKS,
        visibility=Visibility.MEMBERS if wide else action.visibility,
    )


def trigger_rows(user):
    """Triggers that ``user`` sees, with their mission and the actions and intentions they unlock."""
    rows = Trigger.objects.visible_to(user).select_related("mission", "call", "signal")
    in_code_order = Prefetch("unlocks", Action.objects.order_by("code", "pk"))
    return rows.prefetch_related(in_code_order, "intentions__actor").in_order()


def unlocked_actions(trigger, user):
    """The actions that ``trigger`` unlocks, as far as ``user`` sees them."""
    return Action.objects.visible_to(user).filter(triggers=trigger).select_related("lead").order_by("code", "pk")
