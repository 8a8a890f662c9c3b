"""Whom the lines of an online log speak of, and what they would write on the register."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field

from school.analysis.presence import cut, merged, minutes_in
from school.choices.attendance import AttendanceSource, Presence
from school.models import Enrolment
from school.queries.registers import roster

BRACKETS = re.compile(r"[(\[].*?[)\]]")


@dataclass(frozen=True)
class Found:
    """A person that the log speaks of. ``is_kept``: written by hand already, so the log changes nothing."""

    enrolment: Enrolment
    spans: list
    minutes: int
    is_kept: bool


@dataclass(frozen=True)
class Reading:
    """What a log says: people found, names nobody has (with how often), people it does not speak of."""

    found: list[Found] = field(default_factory=list)
    unmatched: list[tuple[str, int]] = field(default_factory=list)
    silent: list[Enrolment] = field(default_factory=list)

    @property
    def spans(self):
        """{enrolment: times} of those whose presence the log writes."""
        return {one.enrolment: one.spans for one in self.found if not one.is_kept and one.minutes}


def read_connections(session, connections) -> Reading:
    """The connections of a log laid over the register of ``session``."""
    lines = roster(session)
    whose = _matcher([line.enrolment for line in lines])
    spans: dict[int, list] = defaultdict(list)
    strangers: dict[str, int] = defaultdict(int)
    for one in connections:
        enrolment = whose(one.name, one.email)
        if enrolment is None:
            strangers[" · ".join(filter(None, (one.name, one.email)))] += 1
        else:
            spans[enrolment.pk].append((one.came, one.went))
    found = [_found(session, line, spans[line.enrolment.pk]) for line in lines if line.enrolment.pk in spans]
    silent = [line.enrolment for line in lines if line.enrolment.pk not in spans and line.row is None]
    return Reading(found, sorted(strangers.items()), silent)


def _found(session, line, spans):
    times = merged(spans)
    minutes = min(minutes_in(cut(times, session.starts_at, session.ends_at)), session.credited_minutes)
    by_hand = line.row is not None and line.row.source != AttendanceSource.CSV
    return Found(line.enrolment, times, minutes, by_hand and line.row.presence in Presence.attended())


def _matcher(people):
    """A function (name, e-mail) → enrolment: by address, else by the words of a name that one person alone has."""
    by_mail = {one.email.casefold(): one for one in people}
    by_name = defaultdict(set)
    for one in people:
        by_name[_words(one.name)].add(one)

    def whose(name, email):
        if email and email.casefold() in by_mail:
            return by_mail[email.casefold()]
        found = by_name.get(_words(name), set()) if _words(name) else set()
        return next(iter(found)) if len(found) == 1 else None

    return whose


def _words(name):
    """The words of a name in any order, without accents, capitals and what stands in brackets."""
    plain = unicodedata.normalize("NFKD", BRACKETS.sub(" ", name)).casefold()
    return frozenset(re.findall(r"[^\W\d_]+", "".join(sign for sign in plain if not unicodedata.combining(sign))))
