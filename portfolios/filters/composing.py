"""Filters of actions and portfolios, the same for pages and API."""

import re
from functools import partial

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from actors.choices import Family
from actors.models import Actor, Territory
from convergenze.core.codes import normalise_cup
from convergenze.core.filters import StrictFilterSet
from convergenze.core.picking import PickField
from convergenze.core.visibility import is_among
from convergenze.search import asking
from convergenze.search import queries as finding
from missions.choices import Lever, Theme
from missions.models import Challenge, Mission
from portfolios.choices import ActionKind, ActionStatus, Horizon, MoneyStage, PortfolioStatus, Stage
from portfolios.models import (
    Action,
    Contribution,
    FundingLine,
    FundingProgramme,
    Placement,
    Portfolio,
    Position,
)

REFERENCE = re.compile(r"AZ-\d{4}-(\d{1,18})", re.IGNORECASE)


class CodedField(PickField):
    """A record by name, reference, slug or public id; places also by ISTAT code."""

    def to_python(self, value):
        text = str(value or "").strip()
        for name in ("slug", "public_id", "istat_code"):
            if text and (found := self._by(name, text)):
                return found
        return super().to_python(value)

    def _by(self, name, text):
        known = {field.name for field in self.queryset.model._meta.concrete_fields}
        is_uuid = re.fullmatch(r"[0-9a-f-]{32,36}", text)
        if name not in known or (name == "public_id" and not is_uuid):
            return None
        return self.queryset.filter(**{name: text}).first()


@extend_schema_field(OpenApiTypes.STR)
class PickFilter(django_filters.ModelChoiceFilter):
    """One record among thousands, typed."""

    field_class = CodedField

    def get_queryset(self, request):
        """The rows, to be looked for when something is typed."""
        return partial(super().get_queryset, request)


def _seen(model):
    large = [name for name in ("boundary",) if hasattr(model, name)]
    return lambda request: model.objects.visible_to(request.user).defer(*large) if request else model.objects.none()


class ActionFilter(StrictFilterSet):
    """What to find among actions. ``placed``: in a portfolio, or in none."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    status = django_filters.MultipleChoiceFilter(label=_("State"), choices=ActionStatus, distinct=False)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ActionKind)
    stage = django_filters.ChoiceFilter(label=_("Stage"), choices=Stage)
    horizon = django_filters.ChoiceFilter(label=_("Horizon"), choices=Horizon)
    lever = django_filters.ChoiceFilter(label=_("Lever"), choices=Lever, method="pulls")
    family = django_filters.ChoiceFilter(label=_("Family of the lead"), choices=Family, method="is_led_by")
    lead = PickFilter(label=_("Lead actor"), queryset=_seen(Actor))
    actor = PickFilter(label=_("Actor in any role"), queryset=_seen(Actor), method="involves")
    territory = PickFilter(label=_("Territory"), queryset=_seen(Territory), method="happens_in")
    theme = django_filters.ChoiceFilter(label=_("Theme of the mission"), choices=Theme, method="serves_theme")
    mission = PickFilter(label=_("Mission it contributes to"), queryset=_seen(Mission), method="serves")
    portfolio = PickFilter(label=_("Portfolio"), queryset=_seen(Portfolio), method="is_in")
    placed = django_filters.ChoiceFilter(
        label=_("Alignment"),
        choices=[("yes", _("In a portfolio")), ("no", _("Not in any portfolio"))],
        method="is_placed",
    )
    source = django_filters.ChoiceFilter(
        label=_("Recorded from"), field_name="origin", choices=lambda: ORIGIN_LABELS.items()
    )
    programme = extend_schema_field(OpenApiTypes.INT)(
        django_filters.ModelChoiceFilter(
            label=_("Funding programme"), queryset=FundingProgramme.objects.all(), method="funded_by"
        )
    )
    money = django_filters.ChoiceFilter(label=_("Has money"), choices=MoneyStage, method="has_money")
    cost_min = django_filters.NumberFilter(
        label=_("Cost from (euro)"), field_name="cost", lookup_expr="gte", min_value=0
    )
    cost_max = django_filters.NumberFilter(
        label=_("Cost up to (euro)"), field_name="cost", lookup_expr="lte", min_value=0
    )
    cup = django_filters.CharFilter(label=_("CUP"), method="has_cup")

    class Meta:
        model = Action
        fields = []

    def search(self, rows, name, text):
        """Words of the action, as the search index knows them, or of its lead; a code, a CUP or a reference."""
        if found := REFERENCE.fullmatch(text.strip()):
            return rows.filter(pk=found[1])
        leads = Actor.objects.visible_to(self.request.user)
        wanted, unwanted = asking.one_by_one(text)
        if not wanted:
            return rows.none()
        for word in wanted:
            led = leads.filter(name__icontains=" ".join(word.forms)).order_by().values("pk")
            rows = rows.filter(Q(pk__in=finding.ids(Action, word)) | Q(lead__in=led))
        for word in unwanted:
            rows = rows.exclude(pk__in=finding.ids(Action, word))
        return rows

    def pulls(self, rows, name, value: str):
        """The lever is in the list; codes are no part of one another, so a text search in the JSON is exact."""
        return rows.filter(levers__icontains=f'"{value}"')

    def is_led_by(self, rows, name, value: str):
        """The lead, as far as it exists for who asks, is of the family."""
        return rows.filter(is_among(Actor.objects.visible_to(self.request.user), "lead"), lead__family=value)

    def involves(self, rows, name, actor):
        """Leads it or has a role in it."""
        return rows.filter(Q(lead=actor) | Exists(actor.action_roles.filter(action=OuterRef("pk"))))

    def happens_in(self, rows, name, territory):
        """In the territory or in any municipality it covers."""
        return rows.in_territory(territory)

    def serves_theme(self, rows, name, value: str):
        """Contributes to a mission whose challenge is on this theme."""
        on_theme = Challenge.objects.visible_to(self.request.user).filter(themes__icontains=f'"{value}"')
        return self._contributing(rows, objective__mission__challenge__in=on_theme.values("pk"))

    def serves(self, rows, name, mission):
        """Contributes to the mission."""
        return self._contributing(rows, objective__mission=mission)

    def _contributing(self, rows, **wanted):
        seen = Contribution.objects.visible_to(self.request.user)
        return rows.filter(Exists(seen.filter(action=OuterRef("pk"), **wanted)))

    def is_in(self, rows, name, portfolio):
        """Placed in the portfolio."""
        return rows.filter(Exists(portfolio.placements.filter(action=OuterRef("pk"))))

    def is_placed(self, rows, name, value):
        """Placed in a portfolio that exists for who asks, or in none of those."""
        seen = Portfolio.objects.visible_to(self.request.user).values("pk")
        placed = Exists(Placement.objects.filter(action=OuterRef("pk"), portfolio__in=seen))
        return rows.filter(placed if value == "yes" else ~placed)

    def funded_by(self, rows, name, programme):
        """Has a line of the programme."""
        return rows.filter(Exists(programme.lines.filter(action=OuterRef("pk"))))

    def has_money(self, rows, name, value: str):
        """Has a line at the stage."""
        return rows.filter(Exists(FundingLine.objects.filter(action=OuterRef("pk"), stage=value)))

    def has_cup(self, rows, name, text):
        """The CUP in any spelling."""
        return rows.filter(cup=normalise_cup(text) or text.strip())


# Names of public sources are proper names: they are not translated.
ORIGIN_LABELS = {
    "pnrr": "PNRR (ReGiS)",
    "pnc": "PNC",
    "padigitale": "PA digitale 2026",
    "opencoesione": "OpenCoesione",
    "opencup": "OpenCUP",
    "story": _("Story file"),
    "table": _("Table"),
}


class PortfolioFilter(StrictFilterSet):
    """What to find among portfolios."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    status = django_filters.ChoiceFilter(label=_("State"), choices=PortfolioStatus)
    mission = PickFilter(label=_("Mission"), queryset=_seen(Mission))

    class Meta:
        model = Portfolio
        fields = []

    def search(self, rows, name, text):
        """Words of the title, the intent or the mission's title."""
        return rows.filter(Q(title__icontains=text) | Q(intent__icontains=text) | Q(mission__title__icontains=text))


class ContributionFilter(StrictFilterSet):
    """What to find among contributions."""

    action = PickFilter(label=_("Action"), queryset=_seen(Action))
    mission = PickFilter(label=_("Mission"), queryset=_seen(Mission), field_name="objective__mission")

    class Meta:
        model = Contribution
        fields = ["status", "weight"]


class FundingLineFilter(StrictFilterSet):
    """What to find among funding lines."""

    action = PickFilter(label=_("Action"), queryset=_seen(Action))

    class Meta:
        model = FundingLine
        fields = ["stage", "instrument", "programme"]


class CandidateFilter(ActionFilter):
    """What to find among the actions of a territory that could be pulled into a portfolio."""

    status = kind = stage = horizon = lever = actor = theme = mission = portfolio = placed = None
    programme = money = cost_max = cup = None


class PositionFilter(StrictFilterSet):
    """What to find among positions."""

    portfolio = PickFilter(label=_("Portfolio"), queryset=_seen(Portfolio))

    class Meta:
        model = Position
        fields = []


class PlacementFilter(StrictFilterSet):
    """What to find among places in portfolios."""

    portfolio = PickFilter(label=_("Portfolio"), queryset=_seen(Portfolio))
    action = PickFilter(label=_("Action"), queryset=_seen(Action))

    class Meta:
        model = Placement
        fields = []
