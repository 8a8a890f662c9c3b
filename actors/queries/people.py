"""Claims and members as far as a reader may see them."""

from django.db.models import Q

from actors.models import Actor, ClaimRequest, Person, Tie
from convergenze.core.visibility import is_among


def claims_seen_by(user):
    """All claims for who decides them, one's own for others, none for visitors; newest first."""
    rows = ClaimRequest.objects.select_related("actor", "account").order_by("-pk")
    if not user.is_authenticated:
        return rows.none()
    return rows if user.has_perm("actors.decide_claim") else rows.filter(account=user)


def members_seen_by(user, actor):
    """The memberships in force of ``actor`` whose people ``user`` may read, representatives first."""
    rows = actor.memberships.valid().filter(person__in=Person.objects.visible_to(user).values("pk"))
    return rows.select_related("person").order_by("-role", "person__name")


def ties_seen_by(user, actor):
    """Ties of ``actor``, in force or not, whose other end ``user`` may see: [(tie, other actor, is ours)]."""
    seen = Actor.objects.visible_to(user).current()
    rows = Tie.objects.select_related("one", "other").order_by("kind", "pk")
    found = rows.filter(Q(is_among(seen, "other"), one=actor) | Q(is_among(seen, "one"), other=actor))
    return [(tie, tie.other if tie.one_id == actor.pk else tie.one, tie.one_id == actor.pk) for tie in found]
