"""The challenge, the mission with its assessments, and the portfolio of a story."""

from convergenze.core.visibility import Visibility
from convergenze.history import services as history
from missions.choices import ChallengeStatus, Criterion, MissionStatus, Stance
from missions.models import Challenge, ChallengeStance, CriterionAssessment, Mission
from portfolios.choices import PortfolioStatus
from portfolios.models import Portfolio, Position

SEATS = 4  # families that the assessors of a story come from


def write_mission(telling, places, actors):
    """The mission with the story's slug; its challenge and assessments come with it."""
    given = telling.story["mission"]
    mission = Mission._base_manager.filter(slug=telling.slug).first() or Mission(slug=telling.slug)
    plan = telling.world.mission
    values = {
        "title": given["title"],
        "statement": given.get("statement") or given["title"],
        "owner": actors.get(given.get("owner")),
        "territory": places.whole,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "status": given.get("status") if given.get("status") in MissionStatus.values else MissionStatus.ACTIVE,
        "challenge": _challenge(telling, mission, places, actors),
    }
    _store(telling, mission, values)
    _write_assessments(mission, given.get("criteria") or {}, actors)
    return mission


def _challenge(telling, mission, places, actors):
    given = telling.story.get("challenge") or {}
    if not given.get("title"):
        return mission.challenge
    challenge = mission.challenge or Challenge()
    values = {
        "title": str(given["title"])[:200],
        "question": str(given.get("question") or given["title"])[:500],
        "themes": list(given.get("themes") or []),
        "sdgs": list(given.get("sdgs") or []),
        "territory": places.whole,
        "owner": actors.get(given.get("owner")),
        "status": ChallengeStatus.MISSIONS_RUNNING
        if challenge.status == ChallengeStatus.MISSIONS_RUNNING
        else ChallengeStatus.ADOPTED,
    }
    _store(telling, challenge, values)
    stances = [
        ChallengeStance(
            challenge=challenge, actor=actor, stance=Stance.OWNER if actor == challenge.owner else Stance.CONTRIBUTOR
        )
        for actor in {one.pk: one for one in actors.values()}.values()
    ]
    ChallengeStance.objects.bulk_create(stances, ignore_conflicts=True)
    return challenge


def _write_assessments(mission, criteria, actors):
    """One guest assessor per score, each on behalf of an actor; neighbours come from different families."""
    behalf = list({actor.family: actor for actor in actors.values()}.values())[:SEATS]
    rows = [
        CriterionAssessment(
            mission=mission, criterion=criterion, score=score, assessor_name=f"Valutatore {place + 1}",
            actor=behalf[place % len(behalf)],
        )
        for criterion, scores in criteria.items()
        if criterion in Criterion.values
        for place, score in enumerate(scores)
        if score in range(5)
    ]  # fmt: skip
    CriterionAssessment.objects.bulk_create(rows, ignore_conflicts=True)


def write_portfolio(telling, mission):
    """(portfolio, {code: Position}): the mission's latest version, adopted when the mission runs."""
    portfolio = mission.portfolios.filter(deleted_at=None).order_by("-number").first() or Portfolio(mission=mission)
    running = mission.status not in (MissionStatus.CONCEPT, MissionStatus.CANDIDATE, MissionStatus.CO_DESIGN)
    values = {
        "title": portfolio.title or mission.title,
        "target_mix": {name: dict(shares) for name, shares in telling.world.target_mix.items()},
        "status": PortfolioStatus.ADOPTED if running else portfolio.status,
    }
    _store(telling, portfolio, values)
    return portfolio, _positions(telling, portfolio)


def _positions(telling, portfolio):
    titles = dict(telling.world.positions)
    for action in telling.world.actions:
        if action.position:
            titles.setdefault(action.position, action.position)
    portfolio.positions.exclude(code__in=titles).delete()
    found = {position.code: position for position in portfolio.positions.all()}
    for order, (code, title) in enumerate(titles.items()):
        position = found.setdefault(code, Position(portfolio=portfolio, code=code))
        if (position.title, position.order, bool(position.pk)) != (title, order, True):
            position.title, position.order = title, order
            position.save()
    return found


def _store(telling, record, values):
    """Write the values that differ; new records are public and in the story's language."""
    changed = {name: value for name, value in values.items() if getattr(record, name) != value}
    if record.pk and not changed and record.deleted_at is None:
        return
    for name, value in changed.items():
        setattr(record, name, value)
    if not record.pk:
        record.language, record.visibility = telling.language, Visibility.PUBLIC
    record.deleted_at = None
    record.ensure_slug()
    record.version += bool(record.pk)
    record.save()
    history.record(record, "import", by=telling.by, batch=telling.batch)
