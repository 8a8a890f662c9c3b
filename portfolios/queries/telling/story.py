"""A portfolio in the story format (``convergenze-story/1``), which ``load_story`` reads back."""

from actors.models import Actor, Territory
from missions.choices import Criterion, Lever
from missions.models import Challenge, ChallengeStance, CriterionAssessment
from portfolios.analysis.story import FORMAT
from portfolios.models import FundingLine
from portfolios.queries.loading import load_world, municipalities_by_territory
from portfolios.queries.telling.actions import funders_of, number, told_action
from portfolios.queries.telling.around import around_world
from portfolios.queries.telling.codes import actor_codes, place_codes


def story_of(portfolio, as_of, user=None):
    """The story of ``portfolio`` as ``user`` may see it (None: all of it), as JSON data.

    What the format has no place for stays here: history, discussions, several indicators of one objective (the first
    is told), actions that nobody leads (``note`` says how many).
    """
    mission = portfolio.mission
    world = load_world(portfolio, as_of, user, by_code=True, unaligned=False)
    ids = list(_actions(portfolio, user).values_list("pk", flat=True))
    outside, outside_ids = around_world(portfolio, user)
    challenge = _challenge(mission, user)
    people = _people(portfolio, world, outside, [*ids, *outside_ids], challenge, user)
    actors = actor_codes(mission.slug, list(people))
    places = place_codes(_places(mission, [*world.actions, *outside]))
    funders = funders_of([*ids, *outside_ids], actors)

    def told(actions, keys):
        return [
            told_action(action, str(action.key), actors=actors, places=places, funders=funders[pk])
            for action, pk in zip(actions, keys, strict=True)
            if action.lead in actors
        ]

    listed, unaligned = told(world.actions, ids), told(outside, outside_ids)
    return {
        "format": FORMAT,
        "title": portfolio.title,
        "language": portfolio.language,
        "note": _note(len(world.actions) + len(outside) - len(listed) - len(unaligned)),
        "as_of": as_of.isoformat(),
        "territory": _territory(mission, places),
        "challenge": _told_challenge(challenge, actors),
        "mission": _mission(mission, actors, user),
        "positions": dict(world.positions),
        "target_mix": world.target_mix,
        "municipalities": _municipalities(places),
        "actors": {code: _actor(people[pk]) for pk, code in sorted(actors.items(), key=lambda row: row[1])},
        "objectives": {one.key: _objective(one) for one in world.objectives},
        "actions": listed,
        "unaligned_actions": unaligned,
    }


def _actions(portfolio, user):
    rows = portfolio.actions.model.objects
    rows = rows.alive() if user is None else rows.visible_to(user)
    return rows.filter(placements__portfolio=portfolio).order_by("pk")


def _people(portfolio, world, outside, ids, challenge, user):
    """{id: actor} of whoever leads, joins, funds, owns or has a stance, the ones that ``user`` sees."""
    found = {action.lead for action in (*world.actions, *outside)} | set(world.actors)
    found |= set(_funder_ids(ids)) | {portfolio.mission.owner_id}
    if challenge:
        found |= {
            challenge.owner_id,
            *ChallengeStance.objects.filter(challenge=challenge).values_list("actor", flat=True),
        }
    rows = Actor.objects.alive() if user is None else Actor.objects.visible_to(user)
    return {actor.pk: actor for actor in rows.filter(pk__in=found - {None}).order_by("pk")}


def _funder_ids(ids):
    return FundingLine.objects.filter(action__in=ids).exclude(funder=None).values_list("funder", flat=True)


def _challenge(mission, user):
    rows = Challenge.objects.alive() if user is None else Challenge.objects.visible_to(user)
    return rows.filter(pk=mission.challenge_id).first()


def _told_challenge(challenge, actors):
    if challenge is None:
        return {}
    told = {
        "title": challenge.title,
        "question": challenge.question,
        "themes": challenge.themes,
        "sdgs": challenge.sdgs,
    }
    return told | ({"owner": actors[challenge.owner_id]} if challenge.owner_id in actors else {})


def _mission(mission, actors, user):
    told = {
        "slug": mission.slug,
        "title": mission.title,
        "statement": mission.statement,
        "owner": actors.get(mission.owner_id),
        "start": mission.starts_on and mission.starts_on.isoformat(),
        "end": mission.ends_on and mission.ends_on.isoformat(),
        "status": mission.status,
        "criteria": _criteria(mission, user),
    }
    return {name: value for name, value in told.items() if value not in (None, "", {})}


def _criteria(mission, user):
    rows = CriterionAssessment.objects.filter(mission=mission, round=mission.gate_round)
    rows = rows if user is None else rows.visible_to(user)
    found: dict[str, list[int]] = {}
    for criterion, score in rows.order_by("pk").values_list("criterion", "score"):
        found.setdefault(criterion, []).append(score)
    return {criterion: found[criterion] for criterion in Criterion.values if criterion in found}


def _territory(mission, places):
    if mission.territory is None:
        return {}
    parts = dict(
        municipalities_by_territory([("whole", mission.territory_id, mission.territory.level, mission.territory.path)])
    )
    whole = {"name": mission.territory.name, "level": mission.territory.level}
    return whole | {"municipalities": [code for pk, code in places.items() if pk in parts.get("whole", ())]}


def _places(mission, actions):
    """(id, name, ISTAT code, source) of the territory's municipalities, then of those where only actions are."""
    keys = set().union(*(action.munis for action in actions))
    listed = []
    if mission.territory is not None:
        listed = list(mission.territory.parts.order_by("pk").values_list("part", flat=True))
        rows = [("whole", mission.territory_id, mission.territory.level, mission.territory.path)]
        listed += sorted(municipalities_by_territory(rows)["whole"] - set(listed))
    order = {pk: place for place, pk in enumerate([*listed, *sorted(keys - set(listed))])}
    rows = Territory.objects.municipalities().filter(pk__in=order).values_list("pk", "name", "istat_code", "source")
    return sorted(rows, key=lambda row: order[row[0]])


def _municipalities(places):
    rows = {row.pk: row for row in Territory.objects.filter(pk__in=places).defer("boundary")}
    return {
        code: {"name": rows[pk].name} | ({"istat": rows[pk].istat_code} if rows[pk].istat_code else {})
        for pk, code in places.items()
    }


def _actor(actor):
    told = {"name": actor.name, "kind": actor.kind, "family": actor.family}
    return told | ({"also_families": sorted(actor.also_families)} if actor.also_families else {})


def _objective(one):
    told = {"title": one.title, "weight": one.weight}
    if one.indicators:
        told |= _indicator(one.indicators[0])
    told["required_levers"] = [lever for lever in Lever.values if lever in one.required_levers]
    return told


def _indicator(one):
    if None in (one.baseline, one.baseline_on, one.target, one.target_on):
        return {}  # the format tells complete indicators only
    told = {
        "baseline": number(one.baseline), "baseline_date": one.baseline_on.isoformat(),
        "target": number(one.target), "target_date": one.target_on.isoformat(),
        "milestones": [[day.isoformat(), number(value)] for day, value in one.milestones],
        "frequency_days": one.frequency_days,
    }  # fmt: skip
    if one.value is not None:
        told |= {"latest_value": number(one.value), "latest_date": one.measured_on.isoformat()}
    return {name: value for name, value in told.items() if value is not None}


def _note(left_out):
    return f"{left_out} actions without a lead are left out: a story needs one." if left_out else ""
