"""Overlaps are proposed with their reasons, decided by people, and come back only when something changed."""

import datetime as dt

import pytest

from convergenze.core.errors import MoveRefused
from portfolios import services
from portfolios.models import ActionLink
from tests.factories.actors import TerritoryFactory
from tests.factories.portfolios import ActionFactory, ContributionFactory, PlacementFactory

DAY = dt.date(2026, 10, 31)


@pytest.fixture
def twins(portfolio, objective):
    """Two energy desks in one village at one time, and an unlike third."""
    village, made = TerritoryFactory(), []
    for title in ("Sportello energia di valle", "Sportello energia della valle", "Coro di montagna"):
        action = ActionFactory(
            title=title, status="in_progress", levers=["learning_capabilities"], target_groups=["families"],
            starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31),
        )  # fmt: skip
        action.territories.add(village)
        PlacementFactory(portfolio=portfolio, action=action)
        made.append(action)
    for action in made[:2]:
        ContributionFactory(action=action, objective=objective)
    return made


def test_a_candidate_is_stored_with_its_parts(portfolio, twins):
    (link,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    assert ((link.one, link.other), link.kind, link.status) == (tuple(twins[:2]), "duplication", "suggested")
    assert set(link.parts) == {"text", "objectives", "targets", "levers", "geo", "time"}
    assert len(link.fingerprint) == 64


def test_looking_again_changes_nothing(portfolio, twins):
    (first,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    (again,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    assert (again.pk, again.updated_at) == (first.pk, first.updated_at)


def test_one_action_can_be_looked_at_alone(portfolio, twins):
    assert services.propose_links(portfolio=portfolio, action=twins[2], as_of=DAY) == []
    assert len(services.propose_links(portfolio=portfolio, action=twins[1], as_of=DAY)) == 1


@pytest.mark.parametrize("decision", ["dismiss", "resolve"])
def test_a_decided_pair_comes_back_only_when_something_compared_changes(decision, portfolio, twins, olga):
    (link,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    services.decide_link(link=link, decision=decision, resolution="coordinate", reason="One book, two desks.", by=olga)
    twins[0].cost = 5
    twins[0].save()
    assert services.propose_links(portfolio=portfolio, as_of=DAY) == []
    twins[0].title = "Sportello energia per la valle"
    twins[0].save()
    (back,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    assert (back.pk, back.status, back.resolution, back.reason, back.decided_by) == (link.pk, "suggested", "", "", None)


def test_a_suggestion_that_no_longer_holds_disappears_but_a_decision_stays(portfolio, twins, olga):
    (link,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    services.decide_link(link=link, decision="review", by=olga)
    twins[0].status = "completed"
    twins[0].save()
    services.propose_links(portfolio=portfolio, as_of=DAY)
    assert ActionLink.objects.get().status == "under_review"
    ActionLink.objects.update(status="suggested")
    services.propose_links(portfolio=portfolio, as_of=DAY)
    assert not ActionLink.objects.exists()


def test_resolving_says_who_when_which_and_why(portfolio, twins, olga):
    (link,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    done = services.decide_link(link=link, decision="resolve", resolution="merge", reason="Same desk.", by=olga)
    assert (done.status, done.resolution, done.reason, done.decided_by) == ("resolved", "merge", "Same desk.", olga)
    assert done.decided_at is not None


def test_a_link_is_decided_once(portfolio, twins, olga):
    (link,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    services.decide_link(link=link, decision="dismiss", reason="No.", by=olga)
    with pytest.raises(MoveRefused):
        services.decide_link(link=link, decision="dismiss", reason="No.", by=olga)


def test_a_synergy_is_linked_once_whatever_the_order(twins, olga):
    one = services.link_actions(one=twins[1], other=twins[2], kind="synergy", by=olga)
    again = services.link_actions(one=twins[2], other=twins[1], kind="synergy", by=olga)
    assert (one, one.status, one.one) == (again, "confirmed", twins[1])
