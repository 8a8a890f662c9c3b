"""Minutes of presence from the times somebody came and went."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

IN, OUT = "in", "out"

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Connection:
    """One line of a log: who, from when to when."""

    line: int
    name: str
    email: str
    came: datetime
    went: datetime


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap as one; a span that ends before it starts is none."""
    found: list[Span] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def cut(spans: Iterable[Span], start: datetime, end: datetime) -> list[Span]:
    """What of the spans falls between ``start`` and ``end``, merged."""
    return merged((max(one, start), min(other, end)) for one, other in spans)


def minutes_in(spans: Iterable[Span]) -> int:
    """Whole minutes of spans that do not overlap."""
    return int(sum((end - start for start, end in spans), timedelta()).total_seconds() // 60)


def spans_of_scans(scans: Iterable[tuple[str, datetime]], end: datetime) -> list[Span]:
    """From ("in" or "out", when), in order. Who never went out stayed to the end; to go out one must have come in."""
    found, since = [], None
    for kind, at in scans:
        if kind == IN and since is None:
            since = at
        elif kind == OUT and since is not None:
            found.append((since, at))
            since = None
    if since is not None:
        found.append((since, max(since, end)))
    return merged(found)
