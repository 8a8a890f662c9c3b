"""A portfolio as plain data: what it holds, for whom, at what price."""

import datetime as dt

import pytest

from portfolios.queries.loading import load_world, recorded_around
from tests.factories.actors import TerritoryFactory, TerritoryMemberFactory
from tests.factories.missions import IndicatorFactory, MeasurementFactory, ObjectiveFactory
from tests.factories.portfolios import (
    ActionFactory,
    ActionLinkFactory,
    ContributionFactory,
    FundingLineFactory,
    PlacementFactory,
    PortfolioFactory,
    PositionFactory,
)

TODAY = dt.date(2026, 10, 31)


def fill(portfolio, times):
    objective = ObjectiveFactory(mission=portfolio.mission)
    MeasurementFactory(indicator=IndicatorFactory(objective=objective), status="approved")
    union = TerritoryMemberFactory().whole
    for _ in range(times):
        action = PlacementFactory(portfolio=portfolio, position=PositionFactory(portfolio=portfolio)).action
        ContributionFactory(action=action, objective=objective)
        FundingLineFactory(action=action)
        action.territories.add(union)
    return union


@pytest.mark.django_db
def test_the_price_does_not_grow_with_the_portfolio(django_assert_num_queries):
    prices = []
    for times in (1, 3):
        portfolio = PortfolioFactory(mission__territory=TerritoryFactory())
        fill(portfolio, times)
        with django_assert_num_queries(15, exact=False) as spent:
            load_world(portfolio, TODAY)
        prices.append(len(spent))
    assert prices[0] == prices[1]


@pytest.mark.django_db
def test_unions_stand_for_their_municipalities():
    portfolio = PortfolioFactory()
    union = fill(portfolio, 1)
    (action,) = load_world(portfolio, TODAY).actions
    assert action.munis == frozenset(union.parts.values_list("part", flat=True))


@pytest.mark.django_db
def test_an_action_in_two_portfolios_has_the_position_of_each():
    one, other = PositionFactory(), PositionFactory()
    action = ActionFactory()
    for position in (one, other):
        PlacementFactory(portfolio=position.portfolio, action=action, position=position)
    assert [load_world(p.portfolio, TODAY).actions[0].position for p in (one, other)] == [one.pk, other.pk]


@pytest.mark.django_db
def test_a_visitor_gets_public_actions_and_no_links(portfolio, action, guest, sara):
    public = PlacementFactory(portfolio=portfolio).action
    ActionLinkFactory(one=action, other=public, status="dismissed")
    assert [one.key for one in load_world(portfolio, TODAY, guest).actions] == [public.pk]
    assert load_world(portfolio, TODAY, guest).decided_overlaps == frozenset()
    assert load_world(portfolio, TODAY, sara).decided_overlaps == {frozenset((action.pk, public.pk))}


@pytest.mark.django_db
def test_later_and_unapproved_measurements_do_not_count():
    portfolio = PortfolioFactory()
    indicator = IndicatorFactory(objective=ObjectiveFactory(mission=portfolio.mission))
    for value, day, status in [
        (5, "2026-01-31", "approved"),
        (9, "2026-11-01", "approved"),
        (7, "2026-06-30", "submitted"),
    ]:
        MeasurementFactory(indicator=indicator, value=value, measured_on=day, status=status)
    (objective,) = load_world(portfolio, TODAY).objectives
    assert (objective.indicators[0].value, objective.indicators[0].measured_on) == (5, dt.date(2026, 1, 31))


@pytest.mark.django_db
def test_the_rest_of_the_territory_is_counted_without_loading_it(guest):
    place = TerritoryFactory()
    portfolio = PortfolioFactory(mission__territory=place)
    PlacementFactory(portfolio=portfolio).action.territories.add(place)
    for cost in (None, *range(1, 13)):
        ActionFactory(cost=cost, status="mapped").territories.add(place)
    ActionFactory(cost=99, visibility="team").territories.add(place)
    found = recorded_around(portfolio, guest)
    assert (found.count, found.cost, [int(row["cost"]) for row in found.largest]) == (13, 78, list(range(12, 2, -1)))
    world = load_world(portfolio, TODAY, guest)
    assert (len(world.unaligned), world.unlisted_count, world.unlisted_cost) == (10, 3, 3)


@pytest.mark.django_db
def test_codes_that_repeat_give_way_to_references():
    portfolio = PortfolioFactory()
    actions = [PlacementFactory(portfolio=portfolio, action__code=code).action for code in ("A1", "A1", "A2", "")]
    keys = [one.key for one in load_world(portfolio, TODAY, by_code=True).actions]
    assert keys == [actions[0].reference, actions[1].reference, "A2", actions[3].reference]
