"""Who is writing where, now: kept for some seconds and nowhere else."""

from dataclasses import dataclass
from time import time

from django.core.cache import cache

SECONDS = 20


@dataclass(frozen=True)
class Writer:
    """Somebody at a canvas; ``field``: the name of the one they are in, or empty."""

    user_id: int
    name: str
    field: str
    at: float


def tell_presence(*, output, field, by):
    """Note that ``by`` is at the canvas, in ``field``; return the others who are.

    Two notes at the same instant may lose one: it comes again in a few seconds.
    """
    key, now = f"school:writers:{output.pk}", time()
    writers = [one for one in cache.get(key, ()) if now - one.at < SECONDS and one.user_id != by.pk]
    cache.set(key, [*writers, Writer(by.pk, str(by), field[:40], now)], SECONDS)
    return writers
