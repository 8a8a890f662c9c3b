"""Territories by code and place, and who is there."""

from django.db.models import Count, Q

from actors.choices import Family, Level
from actors.models import Actor, Territory, TerritoryCode
from convergenze.core import codes

# Code lengths of the ISTAT classification, by level.
PROVINCE, REGION, MUNICIPALITY = 3, 2, 6
INDEXED = (Level.REGION, *Level.provincial(), Level.MUNICIPALITY)


def territory_index():
    """{ISTAT code: territory id}: municipalities (6 digits), provinces (3, also UTS codes), regions (2).

    Codes that places had before are there too, unless another place has them now. Two queries.
    """
    now = Territory.objects.alive().filter(level__in=INDEXED).exclude(istat_code="")
    former = TerritoryCode.objects.filter(scheme__in=("istat", "uts"), territory__deleted_at=None)
    return dict(former.values_list("code", "territory_id")) | dict(now.values_list("istat_code", "pk"))


def municipalities_by_istat(istat_codes):
    """{code asked: municipality} for six-digit codes of today or of before; unknown codes are left out."""
    asked = set(istat_codes)
    rows = Territory.objects.alive().municipalities().defer("boundary")
    found = {place.istat_code: place for place in rows.filter(istat_code__in=asked)}
    if missing := asked - set(found):
        former = TerritoryCode.objects.filter(scheme="istat", code__in=missing, territory__deleted_at=None)
        found |= {row.code: row.territory for row in former.select_related("territory")}
    return found


def municipality_by_code(scheme):
    """{code: municipality} of one register: "tax_code" or "ipa" of the municipality's own body."""
    rows = TerritoryCode.objects.filter(scheme=scheme, territory__deleted_at=None).select_related("territory")
    return {row.code: row.territory for row in rows.defer("territory__boundary")}


def find_municipality(text, *, levels=(Level.MUNICIPALITY,), user=None):
    """Territories that ``text`` may mean: an ISTAT code, "Vergato", "Vergato (BO)". Several when a name is shared.

    Only those that ``user`` may see; None (imports): all.
    """
    text = (text or "").strip()
    rows = Territory.objects.alive() if user is None else Territory.objects.visible_to(user)
    rows = rows.filter(level__in=levels)
    if text.isdigit():
        if Level.MUNICIPALITY in levels and len(text) > PROVINCE:
            found = municipalities_by_istat([codes.normalise_municipality(text)]).values()
            return list(rows.filter(pk__in=[place.pk for place in found]))
        return list(rows.filter(istat_code=text))
    name, _bracket, rest = text.partition("(")
    found = rows.filter(name__iexact=name.strip())
    acronym = rest.strip(" )").upper()
    return list(found.filter(acronym=acronym) if acronym else found)


def breadcrumbs_of(territory, user):
    """The territories above ``territory`` that ``user`` may see, widest first."""
    above = [int(pk) for pk in territory.path.split("/") if pk and int(pk) != territory.pk]
    found = Territory.objects.visible_to(user).in_bulk(above)
    return [found[pk] for pk in above if pk in found]


def actors_in(territory, user):
    """Actors that ``user`` may see, seated or working in ``territory``; merged ones left out."""
    return Actor.objects.visible_to(user).current().in_territory(territory)


def map_points(places):
    """[(territory, longitude, latitude)] of those with a known point."""
    return [(place, place.longitude, place.latitude) for place in places if place.latitude is not None]


def families_of(actors):
    """[(family, label, how many)] of a queryset of actors, in the order of the list. One query."""
    counts = dict(actors.order_by().values("family").annotate(n=Count("pk")).values_list("family", "n"))
    return [(family.value, family.label, counts[family]) for family in Family if counts.get(family)]


def lying_in(rows, name, slug, user):
    """``rows`` whose territory (the field ``name``) is the one with this slug, as ``user`` sees it, or lies in it."""
    place = Territory.objects.visible_to(user).filter(slug=slug).first()
    if place is None:
        return rows.none()
    below = Territory.objects.municipalities_of(place).values("pk")
    there = Q(**{name: place}) | Q(**{f"{name}__in": below})
    if place.path:
        there |= Q(**{f"{name}__path__startswith": place.path})
    return rows.filter(there)
