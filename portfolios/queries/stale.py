"""Actions nobody has confirmed for half a year, and who writes for them."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Q

from actors.choices import MembershipRole
from actors.models import Membership
from portfolios.models import Action

UNCONFIRMED_FOR = timedelta(days=180)


def unconfirmed_actions(now, rows=None):
    """Live actions whose lead has not said for half a year that they are as written."""
    limit = now - UNCONFIRMED_FOR
    rows = (Action.objects.all() if rows is None else rows).alive().live().filter(merged_into=None)
    old = Q(last_confirmed_at__lt=limit) | Q(last_confirmed_at=None, created_at__lt=limit)
    return rows.filter(old).select_related("lead", "created_by")


def writers_of(actors):
    """{actor id: accounts that write for it} for the ids ``actors``; one query."""
    found = defaultdict(list)
    rows = Membership.objects.valid().filter(
        actor__in=actors, role__in=MembershipRole.writers(), person__account__is_active=True
    )
    for row in rows.select_related("person__account"):
        found[row.actor_id].append(row.person.account)
    return found
