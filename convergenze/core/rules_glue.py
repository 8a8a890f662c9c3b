"""Asking permission in one line, and printing who may do what."""

from django.core.exceptions import PermissionDenied
from rules.permissions import permissions as registered


def require(user, permission, obj=None):
    """Return nothing when ``user`` has ``permission`` on ``obj``; raise ``PermissionDenied`` otherwise."""
    if not user.has_perm(permission, obj):
        raise PermissionDenied


def sentences():
    """Permission → predicates that grant it, as enforced: {"missions.adopt_mission": "is_manager | stewards_it"}."""
    return {name: predicate.name for name, predicate in sorted(registered.items())}
