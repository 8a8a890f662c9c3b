"""The codes of a story: its own where it came from one, otherwise made up so that people recognise them."""

import re
from itertools import count

from actors.models import HistoricalIdentifier

SCHEME = "story"  # as services.story.actors keeps them


def actor_codes(slug, actors):
    """{actor id: "A01"}; ``actors``: ids in the order in which new codes are given."""
    prefix = f"{slug}:"
    rows = HistoricalIdentifier.objects.filter(scheme=SCHEME, value__startswith=prefix, actor__in=actors)
    found = {pk: value.removeprefix(prefix) for pk, value in rows.order_by("-pk").values_list("actor_id", "value")}
    taken = set(found.values())
    free = (code for n in count(1) if (code := f"A{n:02d}") not in taken)
    for pk in actors:
        if pk not in found:
            found[pk] = next(free)
    return found


def place_codes(places):
    """{territory id: "VER"} of (id, name, ISTAT code, source) rows.

    The code of the story that brought the place, else initials of three words or the first three letters.
    """
    found, taken = {}, set()
    for pk, name, istat, source in places:
        code = source.rpartition(":")[2] if source.startswith(f"{SCHEME}:") else _letters(name)
        if code in taken or not code:
            code = istat or f"{code}{pk}"
        taken.add(code)
        found[pk] = code
    return found


def _letters(name):
    words = [word for word in re.split(r"[\s'’\-]+", name) if word]
    return ("".join(word[0] for word in words[:3]) if len(words) > 2 else name[:3]).upper()
