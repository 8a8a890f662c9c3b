"""Calls on the pages of a portfolio and of an action, and the answers: through the page and through the API."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from portfolios.models import CallPick
from tests.factories.calls import CallPickFactory, FundingCallFactory
from tests.factories.missions import ChallengeFactory
from tests.factories.portfolios import ContributionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def needy(action, objective, mission):
    """A public action that misses money, in a mission on welfare that requires participation and has none."""
    mission.challenge = ChallengeFactory(themes=["welfare_systems"], visibility="public", status="adopted")
    mission.save()
    objective.required_levers = ["participation"]
    objective.save()
    action.visibility, action.cost, action.levers = "public", Decimal(1000), ["finance"]
    action.save()
    ContributionFactory(action=action, objective=objective)
    return action


@pytest.fixture
def call():
    return FundingCallFactory(
        title="Bando welfare", themes=["welfare_systems"], levers=["finance", "participation"],
        families=["cooperation"], amount=Decimal(5000),
    )  # fmt: skip


def page_of(client, portfolio):
    return client.get(reverse("portfolios:calls", args=[portfolio.slug])).context["found"]


def test_a_call_is_suggested_for_the_gap_and_for_the_action_with_reasons(client, needy, call, portfolio, objective):
    FundingCallFactory(title="Chiuso", closes_on=timezone.localdate() - timedelta(days=1), themes=["welfare_systems"])
    (found,) = page_of(client, portfolio).suggested
    assert found.standing.call == call
    gap, paying = sorted(found.offers, key=lambda offer: offer.purpose.lever, reverse=True)
    assert (gap.purpose.objective.key, gap.purpose.lever, paying.purpose.action.key) == (
        objective.pk, "participation", needy.pk,
    )  # fmt: skip
    closes = call.closes_on.strftime("%d/%m/%Y")
    assert [(reason.verdict, reason.text) for reason in paying.fit.reasons] == [
        ("fits", "Theme in common: Welfare systems."),
        ("fits", "It pays for: Finance."),
        ("fits", "The lead may apply: Cooperation."),
        ("unsaid", "No place said: valid everywhere."),
        ("unsaid", f"Open until {closes}."),
        ("fits", "It has € 5,000; € 1,000 are still to find."),
    ]


def test_a_hidden_action_is_never_behind_a_suggestion(client, needy, call, portfolio, bruno):
    needy.visibility = "team"
    needy.save()
    CallPickFactory(portfolio=portfolio, call=call, action=needy, note="per questa azione")
    purposes = [offer.purpose.action for one in page_of(client, portfolio).suggested for offer in one.offers]
    assert (purposes, page_of(client, portfolio).followed) == ([None], [])
    assert list(CallPick.objects.visible_to(bruno)) == [CallPick.objects.get()]


ANSWERS = {"anna": 403, "bruno": 403, "chiara": 403, "ada": 403, "sara": 302, "olga": 302, "marta": 302}


@pytest.mark.parametrize(("who", "code"), ANSWERS.items())
def test_who_fills_the_portfolio_answers_through_both_doors(who, code, cast, client, needy, call, portfolio, objective):
    client.force_login(cast[who])
    given = {"call": str(call.public_id), "status": "chosen", "action": needy.pk}
    assert client.post(reverse("portfolios:call_answer", args=[portfolio.slug]), given).status_code == code
    door = APIClient()
    door.force_login(cast[who])
    asked = {
        "call": str(call.public_id), "status": "dismissed", "objective": objective.pk, "lever": "participation",
        "note": "troppo grande",
    }  # fmt: skip
    answer = door.post(f"/api/v1/portfolios/{portfolio.public_id}/calls/", asked, format="json")
    assert answer.status_code == {302: 201}.get(code, code)
    given = set(CallPick.objects.values_list("status", "action", "objective", "lever", "note"))
    expected = {("chosen", needy.pk, None, "", ""), ("dismissed", None, objective.pk, "participation", "troppo grande")}
    assert given == (expected if code == 302 else set())


def test_an_answered_call_is_no_longer_suggested_and_can_be_taken_back(client, sara, needy, call, portfolio):
    client.force_login(sara)
    address = reverse("portfolios:call_answer", args=[portfolio.slug])
    for status in ("chosen", "dismissed"):  # answering again replaces
        client.post(address, {"call": call.public_id, "status": status, "action": needy.pk})
    found = page_of(client, portfolio)
    assert [offer.purpose.action for one in found.suggested for offer in one.offers] == [None]
    (answered,) = found.dismissed
    client.post(reverse("portfolios:call_answer_forget", args=[portfolio.slug, answered.pick.pk]))
    assert len(page_of(client, portfolio).suggested[0].offers) == 2
    assert CallPick.objects.count() == 0


def test_an_answer_about_what_is_not_there_is_refused_in_words(client, sara, needy, portfolio):
    client.force_login(sara)
    hidden = FundingCallFactory(visibility="team")
    given = {"call": hidden.public_id, "status": "chosen", "action": needy.pk}
    answer = client.post(reverse("portfolios:call_answer", args=[portfolio.slug]), given, follow=True)
    assert "no longer there" in answer.content.decode()
    assert CallPick.objects.count() == 0


def test_the_way_back_stays_on_this_site(client, sara, needy, call, portfolio):
    client.force_login(sara)
    given = {"call": call.public_id, "status": "chosen", "action": needy.pk}
    address = reverse("portfolios:call_answer", args=[portfolio.slug])
    assert client.post(address, given | {"next": "https://altrove.it/"}).url == reverse(
        "portfolios:calls", args=[portfolio.slug]
    )
    assert client.post(address, given | {"next": needy.get_absolute_url()}).url == needy.get_absolute_url()


def test_the_page_of_an_action_shows_the_calls_that_could_pay_for_it(client, sara, needy, call, portfolio):
    client.force_login(sara)
    page = client.get(needy.get_absolute_url()).content.decode()
    assert "Calls that could pay for it" in page
    assert call.get_absolute_url() in page
    CallPickFactory(portfolio=portfolio, call=call, action=needy, status="dismissed")
    assert "Calls that could pay for it" not in client.get(needy.get_absolute_url()).content.decode()


def test_the_api_gives_suggestions_with_their_reasons(needy, call, portfolio):
    answer = APIClient().get(f"/api/v1/portfolios/{portfolio.public_id}/calls/", headers={"accept-language": "en"})
    (found,) = answer.json()["suggested"]
    assert (found["call"]["public_id"], [one["action"] for one in found["for"]], len(found["for"][0]["reasons"])) == (
        str(call.public_id), [str(needy.public_id), None], 6,
    )  # fmt: skip


def test_the_page_costs_the_same_for_one_call_and_for_five(
    client, needy, call, portfolio, django_assert_max_num_queries
):
    page_of(client, portfolio)
    for _time in range(4):
        FundingCallFactory(themes=["welfare_systems"], levers=["finance"], families=["cooperation"])
    with django_assert_max_num_queries(40) as counted:
        assert len(page_of(client, portfolio).suggested) == 5
    many = len(counted)
    FundingCallFactory(themes=["welfare_systems"], levers=["finance"], families=["cooperation"])
    with django_assert_max_num_queries(many):
        page_of(client, portfolio)
