"""Fields that choose actors, people, territories, challenges; each form narrows them to what its user sees."""

import re

from django import forms
from django.core.exceptions import ValidationError

from actors.models import Actor, Person, Territory
from convergenze.core.picking import PickField, written
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


class ActorsField(forms.CharField):
    """Several actors, their names or references separated by semicolons or lines. Gives a list of records."""

    widget = forms.Textarea(attrs={"rows": 3})
    queryset = Actor.objects.none()

    def prepare_value(self, value):
        """Records as they are written in a field."""
        if not isinstance(value, (list, tuple)):
            return value
        ids = [getattr(one, "pk", one) for one in value]
        return "; ".join(written(one) for one in self.queryset.filter(pk__in=ids))

    def to_python(self, value):
        """The actors; every name that is not understood is told."""
        one, found, problems = PickField(self.queryset, search=ACTOR_SEARCH), {}, []
        for text in filter(str.strip, re.split(r"[;\n]", value or "")):
            try:
                actor = one.to_python(text)
                found[actor.pk] = actor
            except ValidationError as problem:
                problems += problem.messages
        if problems:
            raise ValidationError(problems)
        return list(found.values())

    def has_changed(self, initial, data):
        """Compared as written."""
        return (self.prepare_value(initial) or "") != (data or "")


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
    rows = rows_for(user)
    for field in form.fields.values():
        if isinstance(field, PickField | ActorsField):
            field.queryset = rows[field.queryset.model]
