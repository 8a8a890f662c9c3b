"""Who stands where on a challenge."""

from dataclasses import dataclass

from actors.models import Actor
from convergenze.core.visibility import is_among
from missions.choices import Stance


@dataclass(frozen=True)
class Grouped:
    """The actors that share one stance."""

    stance: Stance
    rows: tuple

    @property
    def label(self):
        """The stance in words."""
        return self.stance.label


def grouped_stances(challenge, user):
    """Stances of the actors that exist for ``user``, grouped in the order of the list; one query."""
    seen = Actor.objects.visible_to(user)
    rows = challenge.stances.filter(is_among(seen, "actor")).select_related("actor").order_by("actor__name")
    found = list(rows)
    groups = (Grouped(stance, tuple(row for row in found if row.stance == stance)) for stance in Stance)
    return [group for group in groups if group.rows]


def actors_of(challenge):
    """The owner and whoever has a stance, each once."""
    return Actor.objects.filter(pk__in=challenge.stances.values("actor")) | Actor.objects.filter(pk=challenge.owner_id)
