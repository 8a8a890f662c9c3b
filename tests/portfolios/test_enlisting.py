"""Recorded actions proposed for their actors, many at once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portfolios import services
from tests.factories.actors import TerritoryFactory
from tests.factories.portfolios import ActionFactory, PlacementFactory

DAYS = {"starts_on": date(2026, 1, 1), "ends_on": date(2027, 12, 31)}


@pytest.fixture
def recorded(portfolio, cooperative):
    """Three mapped actions of the portfolio, in places; the last without a lead."""
    actions = [
        ActionFactory(lead=lead, status="mapped", visibility="public", levers=[], starts_on=None, ends_on=None)
        for lead in (cooperative, cooperative, None)
    ]
    for action in actions:
        action.territories.add(TerritoryFactory())
        PlacementFactory(portfolio=portfolio, action=action)
    return actions


def test_proposing_fills_only_what_an_action_does_not_say(portfolio, objective, recorded, olga):
    recorded[1].levers = ["governance_policy"]
    recorded[1].save()
    done = services.enlist_actions(
        portfolio=portfolio, actions=recorded, by=olga, reason="Tavolo", objective=objective, levers=["finance"], **DAYS
    )
    assert [(one.status, one.levers, one.starts_on) for one in done.proposed] == [
        ("proposed", ["finance"], DAYS["starts_on"]),
        ("proposed", ["governance_policy"], DAYS["starts_on"]),
    ]
    assert [(one.pk, sentences) for one, sentences in done.waiting] == [(recorded[2].pk, ["Name the lead actor."])]
    recorded[2].refresh_from_db()
    assert (recorded[2].status, recorded[2].levers) == ("mapped", [])


def test_who_is_no_officer_proposes_nothing(portfolio, objective, recorded, sara):
    with pytest.raises(PermissionDenied):
        services.enlist_actions(portfolio=portfolio, actions=recorded, by=sara, reason="x", objective=objective)


def test_the_page_proposes_the_ticked_ones_and_tells_who_waits(client, portfolio, objective, recorded, olga):
    client.force_login(olga)
    address = reverse("portfolios:enlist", args=[portfolio.slug])
    assert "3 actions are only recorded" in client.get(reverse("portfolios:detail", args=[portfolio.slug])).text
    wrong = client.post(address, {"actions": [recorded[0].pk], "starts_on": "2027-01-01", "ends_on": "2026-01-01"})
    assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {"ends_on", "reason"})
    answer = client.post(
        address,
        {"actions": [one.pk for one in recorded], "objective": objective.pk, "reason": "Tavolo"},
        follow=True,
    )
    told = [str(message) for message in answer.context["messages"]]
    assert told == ["2 actions are proposed: the figures count them now.", f"{recorded[2].title}: Name the lead actor."]


def test_a_mission_without_a_portfolio_shows_the_way_to_one(client, mission, olga, chiara):
    mission.visibility = "public"
    mission.save()
    for user, shown in ((olga, True), (chiara, False)):
        client.force_login(user)
        page = client.get(mission.get_absolute_url()).text
        assert (f"{reverse('portfolios:new')}?mission={mission.slug}" in page) is shown


@pytest.mark.parametrize(("who", "status", "shown"), [("sara", 403, False), ("olga", 200, True)])
def test_only_who_may_propose_them_is_shown_the_way(who, status, shown, client, portfolio, recorded, request):
    client.force_login(request.getfixturevalue(who))
    address = reverse("portfolios:enlist", args=[portfolio.slug])
    for name in ("portfolios:detail", "portfolios:coverage"):
        page = client.get(reverse(name, args=[portfolio.slug])).text
        assert ("3 actions are only recorded" in page, address in page) == (True, shown)
    assert client.get(address).status_code == status
