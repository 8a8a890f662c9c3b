"""What has a day: apps offer it here, the calendar and its feeds show it.

In an app's ``registrations``::

    @agenda.register({"meeting": _("Meetings")}, order=10)
    def meetings(user, since, until):
        for one in Meeting.objects.visible_to(user).filter(…):
            yield agenda.Happening(kind="meeting", uid=f"meeting-{one.public_id}", on=…, title=…, href=…)

The function yields only what exists for ``user``, from ``since`` to ``until``, both included.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Happening:
    """Something on a day; ``starts_at`` and ``ends_at`` where there is an hour.

    ``uid`` stays the same for ever. ``version`` and ``changed_at`` are those of the record behind it: calendar programs
    learn from them that a day was moved. ``about``: the mission or programme it belongs to.
    """

    kind: str
    uid: str
    on: date
    title: str
    href: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    about: str = ""
    place: str = ""
    note: str = ""
    version: int = 1
    changed_at: datetime | None = None
    is_late: bool = False
    is_cancelled: bool = False


Source = Callable[[Any, date, date], Iterable[Happening]]


@dataclass(frozen=True)
class _Registered:
    kinds: Mapping[str, Any]
    source: Source
    order: int


_sources: list[_Registered] = []


def register(kinds: Mapping[str, Any], *, order: int = 50) -> Callable[[Source], Source]:
    """Decorator: ``f(user, since, until)`` yields happenings of these ``kinds`` ({code: words})."""

    def keep(source: Source) -> Source:
        _sources.append(_Registered(kinds, source, order))
        _sources.sort(key=lambda one: one.order)
        return source

    return keep


def kinds() -> dict[str, Any]:
    """{code: words} of everything that may be in the calendar, in order."""
    return {code: label for one in _sources for code, label in one.kinds.items()}


def happenings(user, since: date, until: date, wanted: Collection[str] = ()) -> list[Happening]:
    """What exists for ``user`` in that time, in order; ``wanted``: only these kinds."""
    found = [
        happening
        for one in _sources
        if not wanted or set(wanted) & set(one.kinds)
        for happening in one.source(user, since, until)
        if not wanted or happening.kind in wanted
    ]
    return sorted(found, key=_moment)


def _moment(one: Happening) -> tuple:
    at = one.starts_at.timestamp() if one.starts_at else 0.0
    return one.on, one.starts_at is not None, at, one.title, one.uid
