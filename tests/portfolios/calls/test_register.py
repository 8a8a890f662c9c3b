"""The register of calls and programmes: pages, filters, files, API, who may write."""

from datetime import date

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from portfolios.models import FundingCall, FundingProgramme
from tests.factories.actors import TerritoryFactory
from tests.factories.calls import CallPickFactory, FundingCallFactory
from tests.factories.portfolios import FundingLineFactory, FundingProgrammeFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
STATES = {
    "open": {"opens_on": date(2026, 11, 1), "closes_on": date(2026, 11, 22)},
    "announced": {"opens_on": date(2026, 11, 23), "closes_on": None},
    "closed": {"opens_on": date(2026, 1, 1), "closes_on": date(2026, 11, 21)},
    "undated": {"opens_on": date(2026, 11, 1), "closes_on": None},
}


@pytest.fixture
def four(db):
    return {state: FundingCallFactory(title=f"Bando {state}", **dates) for state, dates in STATES.items()}


@pytest.mark.parametrize("state", STATES)
def test_the_state_of_a_day_is_the_same_in_words_and_in_lists(state, four):
    assert four[state].state_on(DAY) == state
    assert list(FundingCall.objects.in_state(state, DAY)) == [four[state]]


def test_what_is_ahead_can_be_answered_with_an_action(four):
    FundingCallFactory(kind="hiring", **STATES["open"])
    assert set(FundingCall.objects.ahead(DAY)) == {four["open"], four["announced"]}


def titles(client, **asked):
    answer = client.get(reverse("portfolios:call_list"), asked)
    assert answer.status_code == 200
    return [one.call.title for one in answer.context["rows"]]


def test_the_list_shows_first_what_can_be_answered(client, four):
    assert titles(client, on="2026-11-22") == ["Bando open", "Bando announced", "Bando undated", "Bando closed"]
    assert titles(client, on="2026-11-22", state="closed") == ["Bando closed"]
    assert titles(client, on="2026-11-21", state="open") == ["Bando open", "Bando closed"] or titles(
        client, on="2026-11-21", state="open"
    ) == ["Bando closed", "Bando open"]


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "vuote abitare"}, {"family": "cooperation"}, {"theme": "welfare_systems"}, {"lever": "finance"},
        {"closes_before": "2026-12-31"}, {"kind": "competitive"}, {"source": "padigitale"}, {"state": "open"},
    ],
)  # fmt: skip
def test_each_filter_finds_the_one_that_fits(client, asked):
    FundingCallFactory(
        title="Case vuote", summary="per abitare", families=["cooperation"], themes=["welfare_systems"],
        levers=["finance"], closes_on=date(2026, 12, 31), kind="competitive", source="padigitale",
        opens_on=date(2020, 1, 1),
    )  # fmt: skip
    FundingCallFactory(
        title="Altro", families=["knowledge"], themes=["digital_transition"], levers=["participation"],
        opens_on=date(2035, 1, 1), closes_on=date(2036, 1, 1),
    )  # fmt: skip
    assert titles(client, **asked, on="2026-11-22") == ["Case vuote"]


def test_a_call_without_places_is_valid_everywhere_one_with_places_there(client):
    region = TerritoryFactory(level="region", slug="regione", visibility="public")
    region.path = f"/{region.pk}/"
    region.save()
    town, far = TerritoryFactory(slug="qui", visibility="public"), TerritoryFactory(slug="lontano", visibility="public")
    town.path = f"/{region.pk}/{town.pk}/"
    town.save()
    FundingCallFactory(title="Ovunque")
    FundingCallFactory(title="Regione").territories.add(region)
    FundingCallFactory(title="Lontano").territories.add(far)
    assert sorted(titles(client, territory="qui")) == ["Ovunque", "Regione"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_downloaded_as_it_is_filtered(client, four, kind):
    answer = client.get(reverse("portfolios:call_list"), {"format": kind, "state": "open", "on": "2026-11-22"})
    assert answer["Content-Disposition"] == f'attachment; filename="calls.{kind}"'
    if kind == "csv":
        text = b"".join(answer.streaming_content).decode()
        assert ("Bando open" in text, "Bando closed" in text, text.count("\r\n")) == (True, False, 2)


def test_an_empty_register_offers_the_first_step_to_who_may_take_it(client, olga, chiara):
    address = reverse("portfolios:call_list")
    client.force_login(chiara)
    assert reverse("portfolios:call_new") not in client.get(address).content.decode()
    client.force_login(olga)
    assert reverse("portfolios:call_new") in client.get(address).content.decode()


def test_a_hidden_call_is_not_there(client, chiara):
    hidden = FundingCallFactory(visibility="staff", title="Riservato")
    client.force_login(chiara)
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert titles(client) == []
    assert APIClient().get("/api/v1/funding-calls/").json()["results"] == []


NEW = {
    "title": "Bando nuovo", "kind": "notice", "opens_on": "2026-11-01", "closes_on": "2026-12-01",
    "families": ["cooperation"], "language": "it", "visibility": "public",
}  # fmt: skip
WRITERS = {
    "anna": 403, "bruno": 403, "chiara": 403, "sara": 403, "ada": 403, "olga": 302, "marta": 302,
}  # fmt: skip


@pytest.mark.parametrize(("who", "code"), WRITERS.items())
def test_officers_write_calls_through_both_doors(who, code, cast, client):
    client.force_login(cast[who])
    assert client.post(reverse("portfolios:call_new"), NEW).status_code == code
    door = APIClient()
    door.force_login(cast[who])
    answer = door.post("/api/v1/funding-calls/", NEW | {"title": "Bando per API"}, format="json")
    assert answer.status_code == {302: 201}.get(code, code)
    made = set(FundingCall.objects.values_list("title", flat=True))
    assert made == ({"Bando nuovo", "Bando per API"} if code == 302 else set())


def test_a_call_that_closes_before_it_opens_is_refused_in_words(client, olga):
    client.force_login(olga)
    answer = client.post(reverse("portfolios:call_new"), NEW | {"closes_on": "2026-10-01"})
    assert "A call cannot close before it opens." in answer.content.decode()
    assert "Bando nuovo" in answer.content.decode()


def test_an_officer_changes_and_bins_a_call(client, olga, chiara):
    call = FundingCallFactory()
    edit, delete = (reverse(f"portfolios:call_{name}", args=[call.slug]) for name in ("edit", "delete"))
    client.force_login(chiara)
    assert [client.post(edit, NEW).status_code, client.post(delete).status_code] == [403, 403]
    client.force_login(olga)
    client.post(edit, NEW | {"opened_version": 1})
    call.refresh_from_db()
    assert call.title == "Bando nuovo"
    client.post(delete)
    assert client.get(call.get_absolute_url()).status_code == 404


def test_the_page_of_a_call_names_the_portfolios_that_follow_it(client, action, portfolio, olga):
    call = FundingCallFactory()
    pick = CallPickFactory(call=call, portfolio=portfolio, action=action)
    # The action is seen by its team only: that the portfolio follows the call for it stays with them.
    assert list(client.get(call.get_absolute_url()).context["followers"]) == []
    client.force_login(olga)
    action.visibility = "public"
    action.save()
    assert list(client.get(call.get_absolute_url()).context["followers"]) == [pick.portfolio]


def test_programmes_tell_their_calls_and_actions(client, action, olga):
    programme = FundingProgrammeFactory(name="PR FESR")
    FundingCallFactory(programme=programme, title="Aperto")
    FundingCallFactory(programme=programme, title="Nascosto", visibility="team")
    FundingLineFactory(action=action, programme=programme)
    (row,) = client.get(reverse("portfolios:programme_list")).context["page"]
    assert [row.n_calls, row.n_open] == [1, 1]
    page = client.get(programme.get_absolute_url())
    assert ([one.call.title for one in page.context["calls"]], list(page.context["actions"])) == (["Aperto"], [])
    client.force_login(olga)
    assert client.get(programme.get_absolute_url()).context["call_count"] == 2


@pytest.mark.parametrize(("who", "code"), WRITERS.items())
def test_officers_write_programmes(who, code, cast, client):
    client.force_login(cast[who])
    answer = client.post(reverse("portfolios:programme_new"), {"name": "Fondo nuovo", "eligibility_ends_on": ""})
    assert (answer.status_code, FundingProgramme.objects.exists()) == (code, code == 302)


def test_programmes_are_downloaded(client):
    FundingProgrammeFactory(name="PR FESR", eligibility_ends_on=date(2029, 12, 31))
    answer = client.get(reverse("portfolios:programme_list"), {"format": "csv"})
    assert "PR FESR;;;;;2029-12-31" in b"".join(answer.streaming_content).decode()
