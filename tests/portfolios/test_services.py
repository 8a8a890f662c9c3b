"""Pulling actions in, merging them, writing down their parts."""

import pytest
from django.core.exceptions import PermissionDenied

from convergenze.history import services as history
from portfolios import services
from portfolios.models import Action, FundingLine, Placement, Portfolio
from tests.factories.portfolios import (
    ActionFactory,
    ContributionFactory,
    FundingLineFactory,
    PortfolioFactory,
    PositionFactory,
)


def test_ten_actions_are_pulled_in_with_one_call(portfolio, objective, olga):
    position, actions = PositionFactory(portfolio=portfolio), ActionFactory.create_batch(10, status="mapped")
    done = services.place_actions(
        portfolio=portfolio, actions=actions, position=position, objective=objective, weight=2, by=olga
    )
    assert (len(done.placed), len(done.already), len(done.contributions)) == (10, 0, 10)
    assert set(portfolio.placements.values_list("action", "position")) == {(one.pk, position.pk) for one in actions}
    assert set(objective.contributions.values_list("weight", "status")) == {(2, "claimed")}


def test_pulling_in_twice_changes_nothing(portfolio, objective, olga):
    actions = ActionFactory.create_batch(2)
    services.place_actions(portfolio=portfolio, actions=actions, objective=objective, by=olga)
    again = services.place_actions(portfolio=portfolio, actions=actions, objective=objective, weight=3, by=olga)
    assert (again.placed, again.already, again.contributions) == ([], actions, [])
    assert [entry.act for entry in history.entries_of(portfolio)] == ["place"]


def test_taking_an_action_out_leaves_it_and_its_contributions(portfolio, action, objective, olga):
    ContributionFactory(action=action, objective=objective)
    services.remove_placement(placement=Placement.objects.get(action=action), by=olga)
    assert (portfolio.placements.count(), action.contributions.count()) == (0, 1)
    assert [entry.act for entry in history.entries_of(action)] == ["remove"]


def test_versions_of_a_mission_are_numbered(mission, olga):
    made = [
        services.create_portfolio(portfolio=Portfolio(title=title, mission=mission), by=olga).number
        for title in ("A", "B")
    ]
    assert made == [1, 2]


def test_all_claims_of_a_portfolio_are_agreed_at_once(portfolio, action, objective, sara, olga):
    claimed = ContributionFactory(action=action, objective=objective, status="claimed")
    elsewhere = ContributionFactory(action=action, status="claimed")
    services.agree_contributions(portfolio=portfolio, by=sara)
    assert [type(one).objects.get(pk=one.pk).status for one in (claimed, elsewhere)] == ["agreed", "claimed"]


def test_who_may_not_agree_is_refused(portfolio, action, objective, bruno):
    ContributionFactory(action=action, objective=objective, status="claimed")
    with pytest.raises(PermissionDenied):
        services.agree_contributions(portfolio=portfolio, by=bruno)


def test_a_steward_merges_only_what_is_in_their_missions(action, sara):
    with pytest.raises(PermissionDenied):
        services.merge_actions(keep=action, drop=ActionFactory(), by=sara)
    assert not Action.objects.filter(status="merged").exists()


def test_a_claimed_action_is_proposed_and_confirmed(action, bruno):
    Action.objects.filter(pk=action.pk).update(status="mapped")
    claimed = services.claim_action(action=action, by=bruno)
    assert (claimed.status, claimed.last_confirmed_at is not None) == ("proposed", True)


def test_parts_are_written_with_their_history(action, bruno):
    line = FundingLineFactory(action=action)
    services.save_parts(action=action, saved=[FundingLine(source="GAL", amount=5)], removed=[line], by=bruno)
    assert list(action.funding_lines.values_list("source", "amount")) == [("GAL", 5)]
    assert [entry.act for entry in history.entries_of(action)] == ["remove"]


def test_a_portfolio_of_one_mission_says_nothing_of_another(mission, olga):
    other = PortfolioFactory()
    assert list(Portfolio.objects.for_mission(mission)) == []
    assert list(Portfolio.objects.for_mission(other.mission)) == [other]


@pytest.mark.parametrize(("who", "status"), [("bruno", "claimed"), ("sara", "agreed")])
def test_a_heavier_contribution_is_a_claim_again_unless_who_changes_it_may_agree(who, status, cast, action, objective):
    row = ContributionFactory(action=action, objective=objective, weight=1)
    row.weight = 3
    services.save_parts(action=action, saved=[row], removed=[], by=cast[who])
    assert (row.weight, row.status) == (3, status)
