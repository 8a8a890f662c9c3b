"""Who sees and does what with actions and portfolios: the list and the rule never disagree."""

import pytest

from convergenze.core.visibility import Visibility
from portfolios.models import Action, ActionLink, Contribution, Portfolio
from tests.factories.portfolios import (
    ActionFactory,
    ActionLinkFactory,
    ActionRoleFactory,
    ContributionFactory,
    PlacementFactory,
    PortfolioFactory,
)

EVERYBODY = ["guest", "chiara", "bruno", "anna", "sara", "olga", "marta", "ada"]


@pytest.fixture
def one_action_of_each_level(portfolio, cooperative, municipality, chiara):
    made = []
    for level in Visibility.values:
        made += [ActionFactory(visibility=level), ActionFactory(visibility=level, lead=cooperative)]
        made += [ActionFactory(visibility=level, created_by=chiara)]
        made += [ActionRoleFactory(action__visibility=level, actor=municipality).action]
        made += [PlacementFactory(portfolio=portfolio, action__visibility=level).action]
    ActionFactory(visibility="public", deleted_at="2026-01-01T00:00Z")
    return made


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_of_actions_and_the_rule_agree(who, cast, one_action_of_each_level):
    seen = set(Action.objects.visible_to(cast[who]))
    assert seen == {one for one in Action.objects.all() if cast[who].has_perm("portfolios.view_action", one)}


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_of_portfolios_and_the_rule_agree(who, cast, mission, chiara):
    for level in Visibility.values:
        PortfolioFactory(visibility=level, mission=mission)
        PortfolioFactory(visibility=level)
        PortfolioFactory(visibility=level, created_by=chiara)
    seen = set(Portfolio.objects.visible_to(cast[who]))
    assert seen == {one for one in Portfolio.objects.all() if cast[who].has_perm("portfolios.view_portfolio", one)}


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_of_links_and_the_rule_agree(who, cast, action, cooperative):
    for one, other in [
        (action, ActionFactory(visibility="public")),
        (action, ActionFactory(visibility="team")),
        (ActionFactory(visibility="public"), ActionFactory(visibility="public")),
        (ActionFactory(visibility="public"), ActionFactory(visibility="public", lead=cooperative)),
    ]:
        ActionLinkFactory(one=one, other=other)
    seen = set(ActionLink.objects.visible_to(cast[who]))
    assert seen == {one for one in ActionLink.objects.all() if cast[who].has_perm("portfolios.view_actionlink", one)}


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_of_contributions_and_the_rule_agree(who, cast, action, objective):
    ContributionFactory(action=action, objective=objective)
    ContributionFactory(objective=objective)
    ContributionFactory(action=action)
    seen = set(Contribution.objects.visible_to(cast[who]))
    assert seen == {
        one for one in Contribution.objects.all() if cast[who].has_perm("portfolios.view_contribution", one)
    }


# Who may do what with the action of the cast (seen by its team; bruno leads, anna joins, sara stewards).
ACTION_RIGHTS = [
    ("view_action", ["bruno", "anna", "sara", "olga", "marta", "ada"]),
    ("change_action", ["bruno", "sara", "olga", "marta"]),
    ("delete_action", ["olga", "marta"]),
    ("confirm_action", ["bruno", "olga", "marta"]),
    ("claim_action", ["bruno"]),
    ("commit_action", ["sara", "marta"]),
    ("merge_action", ["sara", "olga", "marta"]),
    ("add_action", ["bruno", "anna", "olga", "marta"]),
]


@pytest.mark.parametrize(("permission", "people"), ACTION_RIGHTS)
def test_who_may_do_what_with_an_action(permission, people, cast, action):
    assert [
        who for who in sorted(cast, key=EVERYBODY.index) if cast[who].has_perm(f"portfolios.{permission}", action)
    ] == [who for who in EVERYBODY if who in people]


PORTFOLIO_RIGHTS = [
    ("add_portfolio", ["sara", "olga", "marta"]),
    ("change_portfolio", ["sara", "olga", "marta"]),
    ("place_portfolio", ["sara", "olga", "marta"]),
    ("agree_portfolio", ["sara", "olga", "marta"]),
    ("adopt_portfolio", ["sara", "marta"]),
    ("delete_portfolio", ["marta"]),
]


@pytest.mark.parametrize(("permission", "people"), PORTFOLIO_RIGHTS)
def test_who_may_do_what_with_a_portfolio(permission, people, cast, portfolio):
    assert [who for who in EVERYBODY if cast[who].has_perm(f"portfolios.{permission}", portfolio)] == [
        who for who in EVERYBODY if who in people
    ]


def test_a_steward_of_another_mission_has_no_say(action, chiara):
    from tests.factories.accounts import GrantFactory
    from tests.factories.missions import MissionFactory

    GrantFactory(user=chiara, role="steward", scope=MissionFactory())
    assert not chiara.has_perm("portfolios.view_action", action)
    assert not chiara.has_perm("portfolios.change_action", action)
