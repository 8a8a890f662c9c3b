"""With whom an actor shares actions: the lines of its ego network that ties do not tell."""

from collections import Counter

from django.db.models import Q
from django.utils.translation import ngettext

from actors.models import Actor
from actors.queries import Relation
from portfolios.models import Action, ActionRole

THICKEST = 4


def shared_actions(actor, user):
    """A ``Relation`` per actor that leads or joins an action which ``actor`` leads or joins too. Three queries.

    Only actions and actors that ``user`` may see count.
    """
    mine = Action.objects.visible_to(user).filter(
        Q(lead=actor) | Q(pk__in=ActionRole.objects.filter(actor=actor).values("action"))
    )
    people = {action: {lead} - {None} for action, lead in mine.values_list("pk", "lead")}
    for action, partner in ActionRole.objects.filter(action__in=list(people)).values_list("action", "actor"):
        people[action].add(partner)
    counts = Counter(one for found in people.values() for one in found if one != actor.pk)
    others = Actor.objects.visible_to(user).current().in_bulk(list(counts))
    for pk, other in others.items():
        label = ngettext("%(n)s shared action", "%(n)s shared actions", counts[pk]) % {"n": counts[pk]}
        yield Relation(other, label, kind="action", strength=min(1 + counts[pk], THICKEST))
