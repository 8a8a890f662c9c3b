"""The tables of moves, typed once more by hand (domain study, 2.4), and what each move waits for."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from convergenze.core.errors import MoveRefused
from portfolios.models import Portfolio
from portfolios.workflow import action_workflow, contribution_workflow, link_workflow, portfolio_workflow
from tests.factories.portfolios import (
    ActionFactory,
    ActionLinkFactory,
    ContributionFactory,
    FundingLineFactory,
    PlacementFactory,
    PortfolioFactory,
)

# Lead's editor, steward of a mission that placed it, officer, manager, and who has nothing to do with it.
ACTION_MOVES = [
    ("mapped", "bruno", ["claim", "discontinue"]),
    ("mapped", "sara", ["discontinue", "merge"]),
    ("mapped", "olga", ["enlist", "merge"]),
    ("mapped", "marta", ["enlist", "discontinue", "merge"]),
    ("idea", "bruno", ["propose", "discontinue"]),
    ("idea", "olga", ["propose", "merge"]),
    ("proposed", "bruno", ["discontinue"]),
    ("proposed", "sara", ["commit", "discontinue", "merge"]),
    ("proposed", "olga", ["merge"]),
    ("proposed", "marta", ["commit", "discontinue", "merge"]),
    ("committed", "bruno", ["start", "discontinue"]),
    ("committed", "sara", ["discontinue", "merge"]),
    ("in_progress", "bruno", ["suspend", "complete", "discontinue"]),
    ("in_progress", "sara", ["suspend", "discontinue", "merge"]),
    ("suspended", "bruno", ["resume", "discontinue"]),
    ("suspended", "sara", ["resume", "discontinue", "merge"]),
    ("completed", "bruno", []),
    ("completed", "sara", ["close"]),
    ("completed", "olga", ["close"]),
    ("closed", "marta", []),
    ("discontinued", "marta", []),
    ("merged", "marta", []),
    *[
        (state, who, [])
        for state in ("mapped", "proposed", "in_progress")
        for who in ("guest", "chiara", "anna", "ada")
    ],
]


@pytest.mark.parametrize(("state", "who", "moves"), ACTION_MOVES)
def test_who_may_move_an_action(state, who, moves, cast, action):
    action.status = state
    assert [move.name for move in action_workflow.moves_for(action, cast[who])] == moves


CONTRIBUTION_MOVES = [
    ("claimed", "sara", ["agree", "dispute"]),
    ("claimed", "olga", ["agree", "dispute"]),
    ("agreed", "sara", ["dispute"]),
    ("disputed", "sara", ["agree"]),
    ("claimed", "bruno", []),
    ("claimed", "anna", []),
    ("claimed", "ada", []),
]


@pytest.mark.parametrize(("state", "who", "moves"), CONTRIBUTION_MOVES)
def test_who_may_agree_to_a_contribution(state, who, moves, cast, action, objective):
    contribution = ContributionFactory(action=action, objective=objective, status=state)
    assert [move.name for move in contribution_workflow.moves_for(contribution, cast[who])] == moves


LINK_MOVES = [
    ("suggested", "bruno", ["review"]),
    ("suggested", "sara", ["review", "dismiss"]),
    ("suggested", "olga", ["review", "dismiss"]),
    ("under_review", "sara", ["confirm", "dismiss"]),
    ("under_review", "bruno", []),
    ("confirmed", "sara", ["resolve", "reopen"]),
    ("confirmed", "bruno", []),
    ("resolved", "sara", ["reopen"]),
    ("dismissed", "sara", ["reopen"]),
    ("suggested", "anna", []),
    ("suggested", "chiara", []),
    ("suggested", "ada", []),
]


@pytest.mark.parametrize(("state", "who", "moves"), LINK_MOVES)
def test_who_may_decide_on_a_link(state, who, moves, cast, action):
    link = ActionLinkFactory(one=action, other=ActionFactory(), status=state)
    assert [move.name for move in link_workflow.moves_for(link, cast[who])] == moves


def test_nobody_decides_on_a_pair_of_which_one_is_hidden(sara, action):
    link = ActionLinkFactory(one=action, other=ActionFactory(visibility="team"))
    assert link_workflow.moves_for(link, sara) == []


PORTFOLIO_MOVES = [
    ("draft", "sara", ["sense"]),
    ("draft", "olga", ["sense"]),
    ("in_sensemaking", "sara", ["propose", "return"]),
    ("proposed", "sara", ["return", "adopt"]),
    ("proposed", "olga", ["return"]),
    ("proposed", "marta", ["return", "adopt"]),
    ("adopted", "marta", []),
    ("draft", "bruno", []),
    ("proposed", "ada", []),
]


@pytest.mark.parametrize(("state", "who", "moves"), PORTFOLIO_MOVES)
def test_who_may_move_a_portfolio(state, who, moves, cast, portfolio):
    portfolio.status = state
    assert [move.name for move in portfolio_workflow.moves_for(portfolio, cast[who])] == moves


def test_an_idea_is_proposed_once_it_says_who_where_and_what_for(cooperative):
    idea = ActionFactory(status="idea", lead=None)
    assert action_workflow.reasons_to_wait(idea, "propose") == [
        "Name the lead actor.",
        "Say in which territory it happens.",
        "Add at least one objective it contributes to.",
    ]


def test_an_action_is_committed_when_overlaps_are_answered_and_a_mission_agrees(action, objective, sara):
    link = ActionLinkFactory(one=action, other=ActionFactory())
    ContributionFactory(action=action, objective=objective, status="claimed")
    with pytest.raises(MoveRefused) as refused:
        action_workflow.perform(action, "commit", by=sara)
    assert refused.value.messages == [
        "Answer the possible duplications that wait: 1.",
        "A mission has to agree to at least one contribution.",
    ]
    link_workflow.perform(link, "dismiss", by=sara, answers={"reason": "Other valleys."})
    contribution_workflow.perform(action.contributions.get(), "agree", by=sara)
    assert action_workflow.perform(action, "commit", by=sara).status == "committed"


def test_an_action_starts_on_its_day_and_with_money(action, bruno):
    action.status, action.starts_on = "committed", dt.date(2999, 1, 1)
    action.save()
    assert action_workflow.reasons_to_wait(action, "start") == [
        "The start date has not come yet.",
        "Add a funding line that is at least awarded, or say that the action needs no money.",
    ]
    FundingLineFactory(action=action, stage="awarded")
    action.starts_on = dt.date(2026, 1, 1)
    action.save()
    assert action_workflow.perform(action, "start", by=bruno).status == "in_progress"


def test_an_action_that_needs_no_money_asks_for_none(action):
    action.needs_no_money, action.starts_on = True, dt.date(2026, 1, 1)
    assert action_workflow.reasons_to_wait(action, "start") == []


def test_suspending_asks_for_a_reason_and_keeps_it(action, bruno):
    action.status = "in_progress"
    action.save()
    with pytest.raises(ValidationError):
        action_workflow.perform(action, "suspend", by=bruno)
    action_workflow.perform(action, "suspend", by=bruno, answers={"reason": "No driver."})
    from convergenze.history import services as history

    assert history.entries_of(action)[0].reason == "No driver."


def test_resolving_asks_for_one_of_the_four_decisions(action, sara):
    link = ActionLinkFactory(one=action, other=ActionFactory(), status="confirmed")
    with pytest.raises(ValidationError):
        link_workflow.perform(link, "resolve", by=sara, answers={"resolution": "forget", "reason": "x"})
    link.refresh_from_db()
    assert (link.status, link.resolution) == ("confirmed", "")


def test_who_may_not_move_is_refused(action, anna):
    with pytest.raises(PermissionDenied):
        action_workflow.perform(action, "commit", by=anna)


def test_an_empty_portfolio_waits(portfolio):
    assert portfolio_workflow.reasons_to_wait(portfolio, "adopt") == [
        "Place at least one action in the portfolio.",
        "Write the objectives of the mission.",
    ]


def test_adopting_a_version_supersedes_the_one_before(portfolio, objective, sara):
    earlier = PortfolioFactory(mission=portfolio.mission, status="adopted")
    PlacementFactory(portfolio=portfolio)
    portfolio.status = "proposed"
    portfolio.save()
    portfolio_workflow.perform(portfolio, "adopt", by=sara)
    assert dict(Portfolio.objects.values_list("pk", "status")) == {earlier.pk: "superseded", portfolio.pk: "adopted"}


def test_a_mission_starts_with_an_adopted_portfolio_of_three_families(mission, portfolio, action):
    from missions.workflow import mission_workflow

    # Apps register what they ask for as they are loaded; the order says nothing.
    assert sorted(mission_workflow.reasons_to_wait(mission, "activate")) == [
        "Accept commitments of actors of at least 3 families: there are 0.",
        "Adopt a portfolio before the mission starts.",
        "Bring actors of at least 3 families into its actions: there are 2.",
    ]
