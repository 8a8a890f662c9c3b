"""Fields that choose actors, people, territories; each form narrows them to what its user sees."""

from actors.models import Actor, Person, Territory
from convergenze.core import picking
from convergenze.core.picking import PickField, SeveralField


def pick_actors(**kwargs):
    """A field for several actors."""
    return SeveralField(Actor.objects.none(), search=("name", "short_name"), **kwargs)


def pick_person(**kwargs):
    """A field for one person among those the user may see."""
    return PickField(Person.objects.none(), search=("name",), **kwargs)


def pick_territory(**kwargs):
    """A field for one territory."""
    return PickField(
        Territory.objects.none(), search=("name", "istat_code"), suggest="missions:suggest_territories", **kwargs
    )


def narrow(form, user):
    """Give every pick field of ``form`` the rows ``user`` sees."""
    rows = {
        Actor: Actor.objects.visible_to(user).filter(merged_into=None),
        Person: Person.objects.visible_to(user),
        Territory: Territory.objects.visible_to(user),
    }
    picking.narrow(form, rows)
