"""Actions of a story with everything that hangs on them."""

import hashlib
import json

from actors.choices import Family
from convergenze.core.money import euro
from convergenze.core.visibility import Visibility
from convergenze.history import services as history
from missions.choices import Lever
from portfolios.choices import ContributionStatus, Health, Instrument, Share
from portfolios.models import (
    Action,
    ActionResource,
    ActionRole,
    Contribution,
    FundingLine,
    Placement,
    SourceRecord,
)

ORIGIN = "story"


def write_actions(telling, portfolio, places, actors, objectives, positions):
    """Every action of the story, placed; those of an earlier loading that left the file leave the portfolio."""
    known = _known(telling)
    raws = {raw["code"]: raw for name in ("actions", "unaligned_actions") for raw in telling.story.get(name) or []}
    for given in (*telling.world.actions, *telling.world.unaligned):
        action = known.pop(given.key, None)
        written = _write_action(telling, action, given, raws[given.key], actors)
        _place(written, given, places, is_unaligned=given in telling.world.unaligned)
        _write_people(written, given, actors)
        _write_contributions(written, given, objectives)
        _write_money(written, given, actors)
        _write_resources(written, given)
    _write_placements(telling, portfolio, positions)
    for gone in known.values():
        gone.placements.filter(portfolio=portfolio).delete()
        history.discard(gone, by=telling.by, batch=telling.batch)


def external_id(slug, code):
    """How the action ``AZ01`` of the story ``case-piene`` is known: "case-piene:AZ01"."""
    return f"{slug}:{code}"


def _known(telling):
    prefix = external_id(telling.slug, "")
    rows = SourceRecord.objects.filter(source=ORIGIN, external_id__startswith=prefix).select_related("action")
    return {row.external_id.removeprefix(prefix): row.action for row in rows}


def _write_action(telling, action, given, raw, actors):
    digest = hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()
    made = action is None
    action = action or Action(origin=ORIGIN, visibility=Visibility.PUBLIC, language=telling.language)
    values = _values(given, raw, actors) | {"deleted_at": None}
    changed = {name: value for name, value in values.items() if getattr(action, name) != value}
    telling.counts["created" if made else "updated" if changed else "skipped"] += 1
    if made or changed:
        for name, value in changed.items():
            setattr(action, name, value)
        action.ensure_slug()
        action.version += not made
        action.save()
        history.record(action, "import", by=telling.by, batch=telling.batch)
    SourceRecord.objects.update_or_create(
        source=ORIGIN,
        external_id=external_id(telling.slug, given.key),
        defaults={
            "action": action,
            "digest": digest,
            "raw": raw,
            "batch": telling.batch,
            "release": str(telling.world.as_of),
        },
    )
    return action


def _values(given, raw, actors):
    levers = [lever for lever in Lever.values if lever in given.levers]
    return {
        "code": given.key,
        "title": given.title,
        "summary": given.summary,
        "lead": actors[given.lead],
        "status": given.status,
        "health": given.health or Health.NOT_ASSESSED,
        "stage": given.stage or "",
        "horizon": given.horizon or "",
        "depth": given.depth or "",
        "dynamic": given.dynamic or "",
        "levers": levers,
        # The first lever a story names is the one it puts forward.
        "primary_lever": given.primary_lever or next(iter(raw.get("levers") or []), ""),
        "target_groups": sorted(given.targets),
        "cofog": sorted(given.cofog),
        "ateco_sections": sorted(given.ateco),
        "starts_on": given.starts_on,
        "ends_on": given.ends_on,
        "cost": None if given.cost is None else euro(given.cost),
    }


def _place(action, given, places, *, is_unaligned):
    found = [places.by_code[code] for code in given.munis]
    inside = {part.part_id for part in places.whole.parts.all()} | {places.whole.pk}
    if is_unaligned and not any(one.pk in inside for one in found):
        # A story lists these as actions of its territory, wherever in it they are.
        found.append(places.whole)
    action.territories.set(found)


def _write_people(action, given, actors):
    wanted = {(actors[partner.actor].pk, partner.role[:20]) for partner in given.partners}
    _replace(
        action.roles, {"actor_id", "role"}, wanted, lambda row: ActionRole(action=action, actor_id=row[0], role=row[1])
    )


def _write_contributions(action, given, objectives):
    wanted = {objectives[code]: contribution for code, contribution in given.objectives.items()}
    action.contributions.filter(objective__in=objectives.values()).exclude(objective__in=wanted).delete()
    for objective, contribution in wanted.items():
        status = ContributionStatus.AGREED if contribution.agreed else ContributionStatus.CLAIMED
        Contribution.objects.update_or_create(
            action=action, objective=objective, defaults={"weight": contribution.weight, "status": status}
        )


def _write_money(action, given, actors):
    wanted = [_line(action, line, actors) for line in given.funding]
    same = ("source", "funder_id", "amount", "stage", "instrument", "eligibility_ends_on")
    stored = sorted(map(str, action.funding_lines.values_list(*same)))
    if stored != sorted(str(tuple(getattr(line, name) for name in same)) for line in wanted):
        action.funding_lines.all().delete()
        FundingLine.objects.bulk_create(wanted)


def _line(action, given, actors):
    funder = actors.get(given.source)
    return FundingLine(
        action=action,
        source=funder.name[:200] if funder else given.source,
        funder=funder,
        amount=euro(given.amount),
        stage=given.stage,
        instrument=given.instrument if given.instrument in Instrument.values else Instrument.GRANT,
        eligibility_ends_on=given.eligibility_end,
        share=given.share or _share_of(funder),
    )


def _share_of(funder):
    """Money of an actor is public when the actor is; programmes are public."""
    return Share.PRIVATE if funder and funder.family not in Family.public() else Share.PUBLIC


def _write_resources(action, given):
    wanted = {("offer", *_resource(code)) for code in given.offers} | {
        ("need", *_resource(code)) for code in given.needs
    }
    _replace(
        action.resources,
        {"direction", "resource", "tag"},
        wanted,
        lambda row: ActionResource(action=action, direction=row[0], resource=row[1], tag=row[2]),
    )


def _resource(code):
    """ "data:vacant_homes" as kind and tag; a word without kind is a service."""
    kind, colon, tag = code.partition(":")
    return (kind[:20], tag) if colon else ("service", code)


def _replace(manager, names, wanted, make):
    """Bring the rows of ``manager`` to the set of tuples ``wanted`` (values of ``names`` in alphabetical order)."""
    names = sorted(names)
    stored = dict(zip(manager.values_list(*names), manager.values_list("pk", flat=True), strict=True))
    manager.filter(pk__in=[pk for row, pk in stored.items() if row not in wanted]).delete()
    manager.bulk_create([make(row) for row in sorted(wanted - stored.keys())])


def _write_placements(telling, portfolio, positions):
    known = _known(telling)
    for given in telling.world.actions:
        Placement.objects.update_or_create(
            portfolio=portfolio, action=known[given.key], defaults={"position": positions.get(given.position)}
        )
    portfolio.placements.filter(action__in=[known[given.key] for given in telling.world.unaligned]).delete()
