"""Fields that choose actors, people, territories, challenges; each form narrows them to what its user sees."""

from actors.models import Actor, Person, Territory
from convergenze.core import picking
from convergenze.core.picking import PickField, SeveralField
from missions.models import Challenge

ACTOR_SEARCH = ("name", "short_name")
TERRITORY_SEARCH = ("name", "istat_code")
CHALLENGE_SEARCH = ("title",)
PERSON_SEARCH = ("name",)


def pick_actor(**kwargs):
    """A field for one actor."""
    return PickField(Actor.objects.none(), search=ACTOR_SEARCH, suggest="missions:suggest_actors", **kwargs)


def pick_person(**kwargs):
    """A field for one person among those the user may see."""
    return PickField(Person.objects.none(), search=PERSON_SEARCH, **kwargs)


def pick_actors(**kwargs):
    """A field for several actors."""
    return SeveralField(Actor.objects.none(), search=ACTOR_SEARCH, **kwargs)


def pick_territory(**kwargs):
    """A field for one territory."""
    return PickField(
        Territory.objects.none(), search=TERRITORY_SEARCH, suggest="missions:suggest_territories", **kwargs
    )


def pick_challenge(**kwargs):
    """A field for one challenge."""
    return PickField(Challenge.objects.none(), search=CHALLENGE_SEARCH, suggest="missions:suggest_challenges", **kwargs)


def rows_for(user):
    """{model: rows that may be picked by ``user``}."""
    return {
        Actor: Actor.objects.visible_to(user).filter(merged_into=None),
        Person: Person.objects.visible_to(user),
        Territory: Territory.objects.visible_to(user),
        Challenge: Challenge.objects.visible_to(user).current(),
    }


def narrow(form, user):
    """Give every pick field of ``form`` the rows ``user`` sees."""
    picking.narrow(form, rows_for(user))
