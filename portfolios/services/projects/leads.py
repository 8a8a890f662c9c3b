"""Who leads projects: from the rows of a batch to bodies, and to actors."""

from actors.choices import Kind
from actors.models import Actor
from actors.services import Body, known_actors, recognised, resolve_actors
from actors.sources.kinds import folded

SEAT_IS_PLACE = ("padigitale",)  # the place of an application is the seat of who applied


def body_of(row, source):
    """The ``Body`` a row names, keyed by what tells bodies apart; None when it names none (or a natural person)."""
    if row.is_natural_person or not (row.lead_name or row.lead_tax_code):
        return None
    alone = row.municipality_codes[0] if len(row.municipality_codes) == 1 else ""
    seat = alone if source in SEAT_IS_PLACE or row.lead_kind == "municipality" else ""
    key = row.lead_tax_code or row.lead_ipa or (row.lead_name or "").casefold()
    return Body(
        key=key,
        name=row.lead_name or "",
        tax_code=row.lead_tax_code,
        ipa_code=row.lead_ipa,
        place=seat,
        kind=row.lead_kind,
    )


def find_leads(bodies, *, memory):
    """{key: actor or None}; nothing is written. ``memory`` keeps what was found for earlier batches."""
    found = memory.setdefault("found leads", {})
    new = [body for body in bodies if body.key not in found]
    if new:
        rows = recognised(new)
        known = known_actors(rows.values())
        found |= {key: known.find(body) for key, body in rows.items()}
    return found


def make_leads(bodies, *, by, source, batch, memory):
    """{key: actor}, those unknown made. ``memory`` keeps what was resolved for earlier batches of the same import."""
    resolved = memory.setdefault("leads", {})
    new = [body for body in bodies if body.key not in resolved]
    if not new:
        return resolved
    seats = _municipal_actors()
    codes = {actor.tax_code for actor in seats.values()}
    first: dict[tuple[str, str], Body] = {}
    others = []
    for body in new:
        seat = _seat(body)
        if seat in seats and body.tax_code not in codes:
            resolved[body.key] = seats[seat]
        elif seat and first.setdefault(seat, body) is not body:
            others.append(body)
    waiting = {body.key for body in others} | set(resolved)
    resolved |= resolve_actors([b for b in new if b.key not in waiting], by=by, source=source, batch=batch)
    for body in others:
        resolved[body.key] = resolved[first[_seat(body)].key]
    return resolved


# Some municipalities appear under two codes, their tax code and a VAT number of their own. Name and place together
# tell that it is the same body; the name alone does not, as there are homonyms.


def _municipal_actors():
    rows = Actor.objects.current().filter(kind=Kind.MUNICIPALITY).exclude(seat=None).select_related("seat")
    return {(actor.seat.istat_code, folded(actor.name)): actor for actor in rows.order_by("-pk")}


def _seat(body):
    return (body.place, folded(body.name)) if body.kind == Kind.MUNICIPALITY and body.place else None
