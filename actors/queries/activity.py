"""What makes an actor active: said by the apps above, which know actions; asked by filters and maps here."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, Q

_conditions: list[Callable[[Any], Exists]] = []


def register_activity(condition):
    """Decorator: ``condition(user)`` returns an ``Exists`` over ``OuterRef("pk")`` of an actor.

    Only what ``user`` may see makes an actor active: it leads an action that exists for them.
    """
    _conditions.append(condition)
    return condition


def activities(user):
    """The registered conditions, evaluated for ``user``."""
    return [condition(user) for condition in _conditions]


def is_active(user):
    """One condition: any of the registered ones holds. Without any, no actor is active."""
    found = Q(pk=None)
    for condition in activities(user):
        found |= Q(condition)
    return found
