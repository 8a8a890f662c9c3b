"""Any two actions on one desk, whether or not a portfolio holds both: what the page of a link compares."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from django.utils import timezone

from missions.models import Objective
from portfolios.analysis.world import Key
from portfolios.models import Action, ActionLink, Portfolio
from portfolios.queries.loading import load_actions
from portfolios.queries.parameters import parameters_in_use
from portfolios.queries.tabs.desk import Desk, Named
from portfolios.queries.tabs.doors import OwnDoor
from portfolios.queries.tabs.pairs import PARTS, SYNERGY_WEIGHTS, Part
from portfolios.queries.tabs.records import LiveRecords


class PairDesk(Desk):
    """A desk with two actions and the objectives they serve, of whichever mission."""

    @cached_property
    def objectives(self) -> Mapping[Key, Named]:
        """The objectives of missions that exist for the reader, with their code."""
        keys = {key for action in self.world.actions for key in action.objectives}
        rows = Objective.objects.filter(pk__in=keys).order_by("mission", "order", "pk")
        return {row.pk: Named(row.pk, row.code, row.title, "") for row in rows}


def desk_of_two(link: ActionLink, user) -> PairDesk:
    """The two actions of ``link`` as they are today, with what ``user`` may see of them."""
    portfolio = Portfolio()  # of none: the two may be in different ones
    world = load_actions(Action.objects.filter(pk__in=(link.one_id, link.other_id)), timezone.localdate(), user)
    return PairDesk(
        portfolio, user, world, parameters_in_use(), 0, records=LiveRecords(portfolio, user), door=OwnDoor(portfolio)
    )


def parts_of(link: ActionLink) -> list[Part]:
    """The bars of a link as last proposed, each with its weight; none where nothing was scored."""
    parameters = parameters_in_use()
    weights = parameters.synergy if "exchange" in link.parts else parameters.overlap
    return [
        # In our order: PostgreSQL keeps the names of a JSON object in its own.
        Part(label, link.parts[name], getattr(weights, SYNERGY_WEIGHTS.get(name, name), 0.0))
        for name, label in PARTS.items()
        if name in link.parts
    ]
