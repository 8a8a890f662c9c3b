"""The people of a mission."""

from django.db.models import Q

from convergenze.accounts.models import Grant, User
from convergenze.accounts.roles import Role


def team_of(mission):
    """Grants of stewards and team on ``mission``, stewards first; one query."""
    rows = Grant.objects.on(mission).filter(role__in=Role.scoped()).select_related("user")
    return rows.order_by("role", "user__name")


def lead_candidates(mission, user):
    """Accounts that may lead: the mission's people, the programme's, and who asks."""
    wanted = Q(pk=user.pk) | Q(grants__role__in=Role.platform())
    if mission.pk:
        wanted |= Q(pk__in=team_of(mission).values("user")) | Q(pk=mission.lead_id)
    return User.objects.filter(pk__in=User.objects.filter(wanted, is_active=True).values("pk")).order_by("name")
