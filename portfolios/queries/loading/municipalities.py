"""Territories of any size as the municipalities they cover."""

from collections import defaultdict

from django.db.models import Q

from actors.choices import Level
from actors.models import Territory


def municipalities_by_territory(pairs):
    """{key: ids of municipalities} of (key, territory id, level, path) rows; larger places mean what they cover."""
    pairs = list(pairs)
    larger = {(pk, path) for _key, pk, level, path in pairs if level not in (Level.MUNICIPALITY, Level.LOCALITY)}
    covered = _covered(larger) if larger else {}
    found = defaultdict(set)
    for key, pk, level, path in pairs:
        if level == Level.MUNICIPALITY:
            found[key].add(pk)
        elif level == Level.LOCALITY:
            found[key].update(int(part) for part in path.split("/")[-3:-2] if part)
        else:
            found[key] |= covered.get(pk, set())
    return found


def _covered(larger):
    """{territory id: ids of the municipalities below it or listed as its members}, one query."""
    below = Q()
    for _pk, path in larger:
        below |= Q(path__startswith=path) if path else Q()
    ids = [pk for pk, _path in larger]
    rows = (
        Territory.objects.municipalities()
        .filter(below | Q(memberships__whole__in=ids) if below else Q(memberships__whole__in=ids))
        .values_list("pk", "path", "memberships__whole")
    )
    found = defaultdict(set)
    for pk, path, whole in rows:
        if whole in ids:
            found[whole].add(pk)
        for other, prefix in larger:
            if prefix and path.startswith(prefix):
                found[other].add(pk)
    return found
