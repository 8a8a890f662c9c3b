"""Every page and endpoint of the platform, found in the resolver, with addresses of records that exist."""

import itertools
from dataclasses import dataclass

from django.urls import NoReverseMatch, URLPattern, get_resolver, resolve, reverse
from django.urls.converters import IntConverter, UUIDConverter

# Not ours: the technical administration, and libraries' own pages apart from allauth's.
LEFT_OUT = ("admin",)
# Words that an address may ask for beside a record: names of moves, roles, kinds.
WORDS = (
    "propose", "officer", "actors.actor", "missions.mission", "padigitale", "lever", "confirm", "balance", "timeline",
)  # fmt: skip
# Words of addresses that are more than the name of a model and an s.
PLURALS = {"territorie": "territory", "bodie": "body"}


@dataclass(frozen=True)
class Place:
    """One named URL pattern: its full name and the converters of its arguments."""

    name: str
    arguments: tuple


def places():
    """Every named pattern, in the order of the resolver; those of libraries with namespaces left out."""
    found = {place.name: place for place in _walk(get_resolver().url_patterns, "", ())}
    return sorted(found.values(), key=lambda place: place.name)


def _walk(patterns, namespace, arguments):
    for pattern in patterns:
        own = (*arguments, *pattern.pattern.converters.items())
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield Place(f"{namespace}{pattern.name}", own)
        elif pattern.namespace not in LEFT_OUT:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, own)


def plain():
    """{name: address} of the pages that need no argument."""
    found = {}
    for place in places():
        try:
            found[place.name] = reverse(place.name)
        except NoReverseMatch:
            continue
    return found


def addresses(place, records):
    """Every address of ``place`` that the arguments of ``records`` can fill."""
    choices = [_values(name, converter, records) for name, converter in place.arguments]
    # Rows of one kind differ in their ids from those of another only by luck: a hundred attempts are enough.
    for values in itertools.islice(itertools.product(*reversed(choices)), 100):
        values = values[::-1]
        try:
            yield reverse(place.name, kwargs=dict(zip([name for name, _c in place.arguments], values, strict=True)))
        except NoReverseMatch:
            continue


def fitting(place, records):
    """``records`` of the model that the first argument of ``place`` names; all of them where that cannot be told."""
    if not place.arguments:
        return records
    address = next(addresses(place, records), "/")
    view = getattr(resolve(address).func, "cls", None)
    parts = address.strip("/").split("/")
    word = parts[parts[0] == "school" and len(parts) > 1].rstrip("s")  # the School has its pages under one roof
    model = getattr(view, "model", None)
    word = PLURALS.get(word, word)
    found = [r for r in records if (type(r) is model if model else r._meta.model_name == word)]
    rows = [] if model else [r for r in records if not hasattr(r, "slug")]
    return found + rows if found else records


def _values(name, converter, records):
    if isinstance(converter, UUIDConverter):
        return [record.public_id for record in records if hasattr(record, "public_id")][:8]
    if isinstance(converter, IntConverter):
        return sorted({record.pk for record in records if isinstance(record.pk, int)})
    if name == "key":  # of whatever record: see core.about
        return [str(record.public_id) for record in records if hasattr(record, "public_id")][:8]
    if name == "slug":
        return [record.slug for record in records if hasattr(record, "slug")][:8]
    return WORDS
