"""Who is told what, beside followers: higher apps name the people who answer for a record and what hangs from it.

In an app's ``registrations``::

    @registry.register("missions.mission")            # every fact about missions; or "missions.mission.propose"
    def people_of_the_mission(entry):
        return [entry.subject.lead]

    registry.hangs_from("missions.measurement", lambda measurement: measurement.indicator.objective.mission)

A fact whose ``extra`` carries ``tell={"assigned": [user ids], "mentioned": […], "due": […], "owner": […]}`` is told
to those too.
"""

from collections.abc import Callable

from convergenze.core import about
from convergenze.core.attached import Attached

_people: dict[str, list[Callable]] = {}
_wholes: dict[str, Callable] = {}


def register(verb):
    """Decorator: ``f(entry)`` returns the accounts that answer for what ``verb`` (or each verb of a model) tells."""

    def keep(function):
        _people.setdefault(verb, []).append(function)
        return function

    return keep


def hangs_from(kind, whole):
    """Who follows ``whole(row)`` is told facts about rows of ``kind`` too."""
    _wholes[kind] = whole


def people_for(entry):
    """The accounts that answer for what ``entry`` is about."""
    model = entry.verb.rpartition(".")[0]
    found = (function(entry) for key in (entry.verb, model) for function in _people.get(key, ()))
    return [person for people in found for person in people if person is not None]


def places_of(record):
    """Where facts about ``record`` are told, nearest first: itself, what it is about, what it hangs from."""
    if isinstance(record, Attached):
        record = record.subject
    found = []
    while record is not None and record not in found:
        found.append(record)
        whole = _wholes.get(record._meta.label_lower)
        record = whole(record) if whole else None
    return [one for one in found if about.is_subject(one)]
