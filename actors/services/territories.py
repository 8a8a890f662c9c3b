"""Territories with their place in the tree, and coalitions with their members."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Length, Substr
from django.utils.translation import gettext as _

from actors.choices import Level
from actors.models import Territory
from convergenze.history import services as history


@transaction.atomic
def save_territory(territory, *, by, links=None, **options):
    """Save a territory and keep ``path`` right, its own and of everything below it.

    ``links={"members": [municipalities]}`` sets what a union or coalition is made of; ``options`` are those of
    ``history.save``. Raises ``ValidationError`` (a place inside itself; members where there cannot be any).
    """
    links = links or {}
    _check_place(territory)
    _check_members(territory, links.get("members"))
    history.save(territory, by=by, links=links, **options)
    path = f"{territory.parent.path if territory.parent else '/'}{territory.pk}/"
    if territory.path != path:
        _move_branch(territory, territory.path, path)
    return territory


def _check_place(territory):
    if territory.pk and territory.parent and f"/{territory.pk}/" in territory.parent.path:
        raise ValidationError({"parent": _("A territory cannot stand inside itself: choose one above it.")})


def _check_members(territory, members):
    if members is None:
        return
    if territory.level not in Level.overlapping():
        if members:
            raise ValidationError({"members": _("Only unions, districts, inner areas and coalitions have members.")})
        return
    wrong = [str(place) for place in members if getattr(place, "level", Level.MUNICIPALITY) != Level.MUNICIPALITY]
    if wrong:
        raise ValidationError({"members": _("Members are municipalities; these are not: %s.") % ", ".join(wrong)})


def _move_branch(territory, old, new):
    Territory.objects.filter(pk=territory.pk).update(path=new)
    territory.path = new
    if old:
        below = Territory.objects.filter(path__startswith=old).exclude(pk=territory.pk)
        below.update(path=Concat(Value(new), Substr(F("path"), Length(Value(old)) + 1)))
