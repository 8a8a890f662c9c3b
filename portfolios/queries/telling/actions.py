"""Actions of a world as the story format writes them."""

from decimal import Decimal

from actors.choices import Family
from missions.choices import Lever
from portfolios.choices import Health, Instrument, Share
from portfolios.models import FundingLine


def told_action(action, code, *, actors, places, funders):
    """The entry of an action; what it does not say is left out. ``funders``: a row of ``funders_of``."""
    told = {
        "code": code,
        "title": action.title,
        "summary": action.summary,
        "lead": actors[action.lead],
        "partners": [_partner(one, actors) for one in action.partners if one.actor in actors],
        "position": action.position,
        "objectives": {key: _contribution(one) for key, one in action.objectives.items()},
        "levers": _levers(action),
        "primary_lever": action.primary_lever if action.primary_lever != next(iter(_levers(action)), None) else None,
        "horizon": action.horizon,
        "stage": action.stage,
        "depth": action.depth,
        "dynamic": action.dynamic,
        "status": action.status,
        "health": None if action.health == Health.NOT_ASSESSED else action.health,
        "munis": [code for pk, code in places.items() if pk in action.munis],
        "start": action.starts_on and action.starts_on.isoformat(),
        "end": action.ends_on and action.ends_on.isoformat(),
        "cost": number(action.cost),
        "targets": sorted(action.targets),
        "funding": [_line(line, *funder) for line, funder in zip(action.funding, funders, strict=False)],
        "offers": sorted(action.offers),
        "needs": sorted(action.needs),
        "cofog": sorted(action.cofog),
        "ateco": sorted(action.ateco),
    }
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def funders_of(ids, actors):
    """{action id: [(code of the funder or None, its family)]}, in the order in which a world holds the lines."""
    found: dict[int, list[tuple[str | None, str | None]]] = {pk: [] for pk in ids}
    rows = FundingLine.objects.filter(action__in=ids).order_by("pk")
    for action, funder, family in rows.values_list("action_id", "funder_id", "funder__family"):
        found[action].append((actors.get(funder), family if funder in actors else None))
    return found


def number(amount):
    """A JSON number: whole euro without decimals."""
    if amount is None:
        return None
    return int(amount) if Decimal(amount) == int(amount) else float(amount)


def _levers(action):
    """The main one first, as a story puts it forward."""
    levers = [lever for lever in Lever.values if lever in action.levers]
    return sorted(levers, key=lambda lever: lever != action.primary_lever)


def _partner(partner, actors):
    code = actors[partner.actor]
    return code if partner.role == "partner" else {"actor": code, "role": partner.role}


def _contribution(one):
    return one.weight if one.agreed else {"weight": one.weight, "agreed": False}


def _line(line, funder, family):
    told = {
        "source": funder or line.source,
        "instrument": line.instrument or Instrument.GRANT.value,
        "amount": number(line.amount),
        "stage": line.stage,
        "eligibility_end": line.eligibility_end and line.eligibility_end.isoformat(),
    }
    # Whose money it is follows from who gives it: a story says it only where it does not.
    usual = Share.PUBLIC if family is None or family in Family.public() else Share.PRIVATE
    return told if line.share in ("", usual) else told | {"share": line.share}
