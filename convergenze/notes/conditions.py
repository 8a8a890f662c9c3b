"""What closes a task by itself: higher apps say when a condition is met and which facts may have met it.

In an app's ``registrations``::

    @conditions.register("measurement_approved", heard=("missions.measurement.approve",))
    def a_measurement_was_approved(task, argument):
        return task.subject.measurements.approved().filter(updated_at__gte=task.created_at).exists()

A task waits for ``code`` or ``code:argument``. Conditions are asked when one of the facts was written, and every night.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Condition:
    """``heard``: the verbs of the history after which it is worth asking; none means every night only."""

    is_met: Callable
    heard: frozenset


_conditions: dict[str, Condition] = {}


def register(code, *, heard=()):
    """Decorator: ``f(task, argument) -> bool`` says whether what a task with this code waits for has happened."""

    def keep(function):
        _conditions[code] = Condition(function, frozenset(heard))
        return function

    return keep


def is_known(text):
    """Whether somebody offered the condition that ``text`` names."""
    return text.partition(":")[0] in _conditions


def is_met(task):
    """Whether what ``task`` waits for has happened; never for a condition nobody offers (any more)."""
    code, _colon, argument = task.condition.partition(":")
    found = _conditions.get(code)
    return bool(found and task.subject is not None and found.is_met(task, argument))


def heard_by(verbs):
    """The codes that one of the history's ``verbs`` may have met."""
    return sorted(code for code, one in _conditions.items() if one.heard & set(verbs))
