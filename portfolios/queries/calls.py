"""Funding calls as lists show them: their state on a day, their order, who follows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from portfolios.choices.acting import CallState, PickStatus
from portfolios.models import Action, CallPick, FundingCall, FundingProgramme, Portfolio

TONES = {CallState.OPEN: "success", CallState.ANNOUNCED: "info"}
SOON = 30  # days within which a closing day is near
SORTS = {"title": "title", "opens_on": "opens_on", "closes_on": "closes_on", "amount": "amount", "newest": "pk"}


@dataclass(frozen=True)
class Standing:
    """A call on a day. ``days_left`` until it closes, for an open one whose closing day is near."""

    call: FundingCall
    state: CallState
    days_left: int | None = None

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "neutral")

    @property
    def label(self) -> Any:
        return self.state.label

    @property
    def families(self) -> list:
        return FundingCall._meta.get_field("families").labels(self.call.families)

    @property
    def themes(self) -> list:
        return FundingCall._meta.get_field("themes").labels(self.call.themes)

    @property
    def levers(self) -> list:
        return FundingCall._meta.get_field("levers").labels(self.call.levers)


def standing(call: FundingCall, day: date) -> Standing:
    """``call`` on ``day``."""
    state = call.state_on(day)
    left = (call.closes_on - day).days if state == CallState.OPEN and call.closes_on else None
    return Standing(call, state, left if left is not None and left <= SOON else None)


def sorted_calls(rows, sort: str, day: date):
    """``rows`` as ``sort`` asks; by default what one can answer first: open, announced, undated, then the closed."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    if name in SORTS:
        column = F(SORTS[name])
        return rows.order_by(column.desc(nulls_last=True) if down else column.asc(nulls_last=True), "-pk")
    is_open = Q(closes_on__gte=day) & (Q(opens_on=None) | Q(opens_on__lte=day))
    rank = Case(
        When(is_open, then=Value(0)), When(opens_on__gt=day, then=Value(1)), When(closes_on=None, then=Value(2)),
        default=Value(3), output_field=IntegerField(),
    )  # fmt: skip
    # Among what is ahead the nearest day comes first, among what is over the latest.
    ahead = Case(When(closes_on__gte=day, then=F("closes_on")))
    return rows.order_by(rank, ahead.asc(nulls_last=True), F("closes_on").desc(nulls_last=True), "-pk")


def with_programmes(rows):
    """Everything a row of a list shows."""
    return rows.select_related("programme").defer("raw")


def counts_by_state(user, day: date) -> dict[str, int]:
    """How many calls that an action can answer are open, close soon, are announced: the figures above the list."""
    is_open = Q(closes_on__gte=day) & (Q(opens_on=None) | Q(opens_on__lte=day))
    rows = FundingCall.objects.visible_to(user).ahead(day)
    return rows.aggregate(
        open=Count("pk", filter=is_open),
        soon=Count("pk", filter=is_open & Q(closes_on__lte=day + timedelta(days=SOON))),
        announced=Count("pk", filter=Q(opens_on__gt=day)),
    )


def programme_rows(rows, user, day: date):
    """Programmes with ``n_calls`` and ``n_open``: the calls that ``user`` sees."""
    calls = FundingCall.objects.visible_to(user).order_by().filter(programme=OuterRef("pk"))
    counted = calls.values("programme").annotate(n=Count("pk")).values("n")
    still_open = calls.open(day).values("programme").annotate(n=Count("pk")).values("n")
    return rows.annotate(n_calls=Coalesce(Subquery(counted), 0), n_open=Coalesce(Subquery(still_open), 0))


def actions_paid_by(programme: FundingProgramme, user):
    """Actions with a line of the programme that ``user`` sees."""
    return Action.objects.visible_to(user).filter(pk__in=programme.lines.values("action")).order_by("title", "pk")


def followers_of(call: FundingCall, user) -> Iterable[Portfolio]:
    """Portfolios that follow the call up, as far as ``user`` may see them and the action it is followed for."""
    picks = CallPick.objects.visible_to(user).filter(call=call, status=PickStatus.CHOSEN)
    rows = Portfolio.objects.visible_to(user).filter(pk__in=picks.values("portfolio"))
    return rows.select_related("mission").order_by("title", "pk")
