"""Thousands of territories at once: country, regions, provinces, municipalities, their codes and boundaries."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils.text import slugify

from actors.choices import Level
from actors.models import Territory, TerritoryCode
from convergenze.core.visibility import Visibility
from convergenze.history import services as history
from convergenze.history.values import plain

FIELDS = (
    "name",
    "level",
    "parent_id",
    "nuts_code",
    "cadastral_code",
    "acronym",
    "area",
    "latitude",
    "longitude",
    "source",
)


@dataclass
class PlaceRow:
    """A territory as a file gives it; ``above`` is the ISTAT code of what it stands in. ``codes``: {scheme: code}."""

    code: str
    name: str
    level: str
    above: str = ""
    nuts_code: str = ""
    cadastral_code: str = ""
    acronym: str = ""
    area: Decimal | None = None
    latitude: float | None = None
    longitude: float | None = None
    codes: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def keep_territories(rows, *, by, source="", batch=None):
    """Create or update territories by level and ISTAT code; returns {row code: "created" | "updated" | "skipped"}.

    Rows come widest level first (``above`` must be known or come before). Values that a row leaves empty stay as
    they are. About ten queries per level, whatever the number of rows; running it again changes nothing.
    """
    outcome: dict[str, str] = {}
    stored = _by_code(TREE)
    for levels in ((Level.COUNTRY,), (Level.REGION,), Level.provincial(), (Level.MUNICIPALITY,)):
        chosen = [row for row in rows if row.level in levels]
        new = [_new(row, stored, source, by) for row in chosen if row.code not in stored]
        _give_slugs(new)
        Territory.objects.bulk_create(new, batch_size=1000)
        history.record_many(new, "import", by=by, batch=batch, reason=source)
        outcome |= {place.istat_code: "created" for place in new}
        outcome |= _update([(stored[r.code], r) for r in chosen if r.code in stored], stored, source, by, batch)
        stored |= {place.istat_code: place for place in new}
        _set_paths(levels)
        stored |= _by_code(levels)
    _keep_codes(rows, stored)
    return outcome


TREE = (Level.COUNTRY, Level.REGION, *Level.provincial(), Level.MUNICIPALITY)


def _by_code(levels):
    rows = Territory.objects.alive().filter(level__in=levels).defer("boundary", "description")
    return {place.istat_code: place for place in rows}


def _values(row, stored, source):
    parent = stored.get(row.above)
    values = {name: getattr(row, name) for name in FIELDS if hasattr(row, name)}
    return values | {"parent_id": parent.pk if parent else None, "source": source}


def _new(row, stored, source, by):
    place = Territory(istat_code=row.code, visibility=Visibility.PUBLIC, **_values(row, stored, source))
    place.created_by = by if getattr(by, "pk", None) else None
    return place


def _update(pairs, stored, source, by, batch):
    changes, changed = {}, []
    for place, row in pairs:
        found = {
            name: [plain(getattr(place, name)), plain(value)]
            for name, value in _values(row, stored, source).items()
            if value not in (None, "") and getattr(place, name) != value
        }
        if set(found) - {"source"}:
            for name, value in _values(row, stored, source).items():
                setattr(place, name, value if value not in (None, "") else getattr(place, name))
            place.version += 1
            changed.append(place)
            changes[place.pk] = {name.removesuffix("_id"): pair for name, pair in found.items()}
    Territory.objects.bulk_update(changed, [f.removesuffix("_id") for f in FIELDS] + ["version"], batch_size=200)
    history.record_many(changed, "import", by=by, batch=batch, reason=source, changes=changes)
    return {row.code: "updated" if place.pk in changes else "skipped" for place, row in pairs}


def _set_paths(levels):
    """One statement per territory above: its path, the id, a slash."""
    Territory.objects.filter(level__in=levels, parent=None).update(path=Concat(Value("/"), _own_id(), Value("/")))
    above = Territory.objects.filter(children__level__in=levels).distinct()
    for pk, path in above.values_list("pk", "path"):
        children = Territory.objects.filter(parent=pk, level__in=levels)
        children.update(path=Concat(Value(path), _own_id(), Value("/")))


def _own_id():
    return Cast(F("pk"), CharField())


def _keep_codes(rows, stored):
    wanted = [
        TerritoryCode(territory=stored[row.code], scheme=scheme, code=code)
        for row in rows
        for scheme, code in row.codes.items()
        if code
    ]
    TerritoryCode.objects.bulk_create(wanted, ignore_conflicts=True, batch_size=1000)


@transaction.atomic
def keep_former_codes(former):
    """Store ``TerritoryCode`` rows of places that changed code; returns how many are new."""
    before = TerritoryCode.objects.count()
    TerritoryCode.objects.bulk_create(former, ignore_conflicts=True, batch_size=1000)
    return TerritoryCode.objects.count() - before


@transaction.atomic
def keep_boundaries(boundaries, *, by, source="", batch=None):
    """Store [(ISTAT code, geometry)]; returns {code: "updated" | "skipped" | "unknown"}."""
    asked = [code for code, _geometry in boundaries if code]
    places = {place.istat_code: place for place in Territory.objects.alive().filter(istat_code__in=asked)}
    outcome, changed = {}, []
    for code, geometry in boundaries:
        place = places.get(code)
        if place is None or geometry is None:
            outcome[code] = "unknown"
        elif place.boundary == geometry:
            outcome[code] = "skipped"
        else:
            place.boundary, place.version = geometry, place.version + 1
            changed.append(place)
            outcome[code] = "updated"
    Territory.objects.bulk_update(changed, ["boundary", "version"], batch_size=100)
    history.record_many(changed, "boundary", by=by, batch=batch, reason=source)
    return outcome


def _give_slugs(places):
    bases = {slugify(place.name)[:80].strip("-") for place in places}
    taken = set(Territory.objects.filter(slug__in=bases).values_list("slug", flat=True))
    for place in places:
        # Many Italian places share a name with their province: the level or the acronym tells them apart.
        base = slugify(place.name)[:80].strip("-")
        if base in taken and (longer := f"{base}-{(place.acronym or place.level).lower()[:8]}") not in taken:
            place.slug = longer
        place.ensure_slug(taken=taken.__contains__)
        taken.add(place.slug)
