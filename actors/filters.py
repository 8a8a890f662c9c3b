"""Filters of actors, territories, people and their bonds: the same for pages and API."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors import queries
from actors.choices import ClaimStatus, Family, IntroductionStatus, Kind, Level, MembershipRole, Resource, TieKind
from actors.models import Actor, ActorResource, ClaimRequest, Introduction, Membership, Person, Territory, Tie
from actors.models.offer import Direction
from convergenze.core.filters import StrictFilterSet

# What ``?sort=`` may ask: word → columns.
ACTOR_ORDERS = {"name": ["name", "pk"], "-name": ["-name", "-pk"], "new": ["-pk"], "kind": ["family", "kind", "name"]}
PLACE_LEVELS = (Level.REGION, *Level.provincial(), *Level.overlapping())


def has_words(rows, value, *names):
    """Rows in which every word of ``value`` stands in one of the columns ``names``."""
    for word in value.split()[:8]:
        found = Q()
        for name in names:
            found |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(found)
    return rows


class TerritoryFilterField(django_filters.CharFilter):
    """Rows of a territory, given by its slug, its ISTAT code or its name ("Vergato (BO)")."""

    def filter(self, rows, value):
        """All rows without a value; none for a territory nobody knows."""
        if not value:
            return rows
        user = self.parent.request.user
        place = Territory.objects.visible_to(user).filter(slug=value).first()
        if place is None:
            named = queries.find_municipality(value, levels=list(Level), user=user)
            place = named[0] if len(named) == 1 else None
        return rows.in_territory(place) if place else rows.none()


class ActorFilter(StrictFilterSet):
    """Actors by words, family, kind, place, and whether they act or were checked."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    family = django_filters.ChoiceFilter(label=_("Family"), choices=Family.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.grouped)
    territory = TerritoryFilterField(
        label=_("Territory"), help_text=_("A name, such as Vergato (BO), or an ISTAT code.")
    )
    active = django_filters.BooleanFilter(label=_("Leads actions"), method="leads_actions")
    verified = django_filters.BooleanFilter(label=_("Checked"), method="was_checked")
    tax_code = django_filters.CharFilter(label=_("Tax code"), method="has_code")

    class Meta:
        model = Actor
        fields = ["q", "family", "kind", "territory", "active", "verified", "tax_code"]

    def search(self, rows, name, value):
        """Every word in name, short name or a former one."""
        return has_words(rows, value, "name", "short_name", "tax_code")

    def leads_actions(self, rows, name, value):
        """Actors that do something, as the apps above know it."""
        active = queries.is_active(self.request.user)
        return rows.filter(active) if value else rows.exclude(active)

    def was_checked(self, rows, name, value):
        """Actors whose data somebody checked."""
        return rows.filter(verified_on__isnull=not value)

    def has_code(self, rows, name, value):
        """Today's tax code, or one it had."""
        code = value.strip().zfill(11)
        former = Q(former_identifiers__scheme="tax_code", former_identifiers__value=code)
        return rows.filter(pk__in=Actor.objects.filter(Q(tax_code=code) | former).values("pk"))

    @property
    def qs(self):
        """The actors found, in the order of ``?sort=``."""
        return super().qs.order_by(*ACTOR_ORDERS.get(self.data.get("sort"), ACTOR_ORDERS["name"]))


class TerritoryFilter(StrictFilterSet):
    """Territories by words, level and what they stand in."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    level = django_filters.ChoiceFilter(label=_("Level"), choices=Level.choices)
    within = django_filters.CharFilter(
        label=_("Within"), method="stands_in", help_text=_("A region, province or union: its name or ISTAT code.")
    )
    istat_code = django_filters.CharFilter(label=_("ISTAT code"), method="has_code")

    class Meta:
        model = Territory
        fields = ["q", "level", "within", "istat_code"]

    def search(self, rows, name, value):
        """Every word in the name."""
        return has_words(rows, value, "name")

    def stands_in(self, rows, name, value):
        """Places below, or members."""
        user = self.request.user
        place = Territory.objects.visible_to(user).filter(slug=value).first()
        if place is None:
            named = queries.find_municipality(value, levels=PLACE_LEVELS, user=user)
            place = named[0] if len(named) == 1 else None
        if place is None:
            return rows.none()
        below = Q(path__startswith=place.path) if place.path else Q(pk=None)
        return rows.filter(below | Q(pk__in=place.parts.values("part"))).exclude(pk=place.pk)

    def has_code(self, rows, name, value):
        """Today's code, or one it had."""
        former = Territory.objects.filter(codes__scheme="istat", codes__code=value)
        return rows.filter(Q(istat_code=value) | Q(pk__in=former.values("pk")))


class PersonFilter(StrictFilterSet):
    """People by words and actor."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    actor = django_filters.UUIDFilter(label=_("Actor"), method="belongs_to")

    class Meta:
        model = Person
        fields = ["q", "actor"]

    def search(self, rows, name, value):
        """Every word in name, e-mail or job title."""
        return has_words(rows, value, "name", "email", "job_title")

    def belongs_to(self, rows, name, value):
        """Members of one actor."""
        return rows.filter(pk__in=Membership.objects.filter(actor__public_id=value).values("person"))


class MembershipFilter(StrictFilterSet):
    """Memberships by actor, person and role."""

    actor = django_filters.UUIDFilter(field_name="actor__public_id", label=_("Actor"))
    person = django_filters.UUIDFilter(field_name="person__public_id", label=_("Person"))
    role = django_filters.ChoiceFilter(label=_("Role"), choices=MembershipRole.choices)

    class Meta:
        model = Membership
        fields = ["actor", "person", "role"]


class TieFilter(StrictFilterSet):
    """Ties by actor (either side) and kind."""

    actor = django_filters.UUIDFilter(label=_("Actor"), method="of_actor")
    kind = django_filters.ChoiceFilter(label=_("Kind of tie"), choices=TieKind.choices)

    class Meta:
        model = Tie
        fields = ["actor", "kind"]

    def of_actor(self, rows, name, value):
        """Ties in which the actor is one of the two."""
        return rows.filter(Q(one__public_id=value) | Q(other__public_id=value))


class ActorResourceFilter(StrictFilterSet):
    """Offers and needs by actor, direction, resource and tag."""

    actor = django_filters.UUIDFilter(field_name="actor__public_id", label=_("Actor"))
    direction = django_filters.ChoiceFilter(label=_("Offer or need"), choices=Direction.choices)
    resource = django_filters.ChoiceFilter(label=_("Resource"), choices=Resource.choices)
    tag = django_filters.CharFilter(label=_("Tag"))

    class Meta:
        model = ActorResource
        fields = ["actor", "direction", "resource", "tag"]


class ClaimFilter(StrictFilterSet):
    """Claims by actor and state."""

    actor = django_filters.UUIDFilter(field_name="actor__public_id", label=_("Actor"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=ClaimStatus.choices)

    class Meta:
        model = ClaimRequest
        fields = ["actor", "status"]


class IntroductionFilter(StrictFilterSet):
    """Introductions by actor (either side), state and resource."""

    actor = django_filters.UUIDFilter(label=_("Actor"), method="of_actor")
    status = django_filters.ChoiceFilter(label=_("State"), choices=IntroductionStatus.choices)
    resource = django_filters.ChoiceFilter(label=_("Resource"), choices=Resource.choices)

    class Meta:
        model = Introduction
        fields = ["actor", "status", "resource"]

    def of_actor(self, rows, name, value):
        """Introductions in which the actor is one of the two."""
        return rows.filter(Q(one__public_id=value) | Q(other__public_id=value))
