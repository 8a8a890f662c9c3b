"""The API of actions and portfolios: the same rules, the same services, the same sentences."""

import pytest
from rest_framework.test import APIClient

from portfolios.models import Action, ActionLink, Portfolio
from tests.factories.portfolios import (
    ActionFactory,
    ActionLinkFactory,
    ContributionFactory,
    FundingLineFactory,
    PlacementFactory,
    PortfolioFactory,
    PositionFactory,
)


@pytest.fixture
def api():
    client = APIClient()
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def address(record, *more):
    kind = {"Action": "actions", "Portfolio": "portfolios"}[type(record).__name__]
    return "/api/v1/" + "/".join([kind, str(record.public_id), *more]) + "/"


@pytest.mark.parametrize("who", ["guest", "chiara", "bruno", "anna", "sara", "olga", "ada"])
def test_the_list_is_the_one_of_the_pages(who, cast, api, client, action):
    ActionFactory()
    user = cast[who]
    if who != "guest":
        api.force_authenticate(user)
        client.force_login(user)
    listed = {row["public_id"] for row in api.get("/api/v1/actions/").json()["results"]}
    shown = {str(one.public_id) for one, *_ in client.get("/actions/").context["rows"]}
    assert listed == shown == {str(pk) for pk in Action.objects.visible_to(user).values_list("public_id", flat=True)}


def test_a_list_of_a_hundred_takes_two_queries(api, cooperative, django_assert_num_queries):
    ActionFactory.create_batch(100, lead=cooperative)
    with django_assert_num_queries(2):
        rows = api.get("/api/v1/actions/").json()["results"]
    assert (len(rows), rows[0]["lead"]["name"]) == (100, cooperative.name)


def test_one_action_carries_everything(api, action, bruno, municipality):
    api.force_authenticate(bruno)
    data = api.get(address(action)).json()
    assert data["roles"] == [{"actor": str(municipality.public_id), "role": "partner"}]
    assert (data["status"], len(data["territories"])) == ("proposed", 1)


def test_an_action_is_written_as_its_page_writes_it(api, bruno, cooperative):
    api.force_authenticate(bruno)
    body = {
        "title": "Nuova", "lead": str(cooperative.public_id), "levers": ["finance"],
        "resources": [{"direction": "offer", "resource": "data", "tag": "homes"}],
    }  # fmt: skip
    made = api.post("/api/v1/actions/", body).json()
    assert (made["status"], made["lead"]["name"], made["resources"][0]["tag"]) == ("idea", cooperative.name, "homes")
    changed = api.patch(f"/api/v1/actions/{made['public_id']}/", {"title": "Altra", "version": made["version"]})
    assert changed.json()["title"] == "Altra"
    stale = api.patch(f"/api/v1/actions/{made['public_id']}/", {"title": "Terza", "version": made["version"]})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")


def test_an_unseen_actor_is_no_lead(api, bruno):
    from tests.factories.actors import ActorFactory

    api.force_authenticate(bruno)
    answer = api.post("/api/v1/actions/", {"title": "X", "lead": str(ActorFactory(visibility="team").public_id)})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "#/lead")


def test_a_refusal_is_the_same_through_both_doors(api, client, action, sara):
    api.force_authenticate(sara)
    answer = api.post(address(action, "moves", "commit"), {})
    client.force_login(sara)
    page = client.post(f"/actions/{action.slug}/moves/commit/", follow=True).content.decode()
    sentence = "A mission has to agree to at least one contribution."
    assert (answer.status_code, answer.json()["errors"][0]["detail"]) == (409, sentence)
    assert sentence in page


@pytest.mark.parametrize(("who", "status"), [("chiara", 404), ("anna", 403), ("guest", 401), ("ada", 403)])
def test_who_may_not_write_is_told_so(who, status, cast, api, action):
    if who != "guest":
        api.force_authenticate(cast[who])
    assert api.patch(address(action), {"title": "Mia"}).status_code == status


def test_money_of_somebody_elses_action_is_not_written(api, action, anna, bruno):
    body = {"action": str(action.public_id), "source": "GAL", "amount": "10.00"}
    statuses = []
    for user in (anna, bruno):
        api.force_authenticate(user)
        statuses.append(api.post("/api/v1/funding-lines/", body).status_code)
    assert (statuses, action.funding_lines.count()) == ([403, 201], 1)


def test_a_line_is_not_carried_under_a_foreign_action(api, action, bruno):
    api.force_authenticate(bruno)
    line, foreign = FundingLineFactory(action=action), ActionFactory()
    assert api.patch(f"/api/v1/funding-lines/{line.pk}/", {"action": str(foreign.public_id)}).status_code == 403
    line.refresh_from_db()
    assert line.action == action


def test_contributions_are_claimed_then_agreed(api, action, objective, bruno, sara):
    api.force_authenticate(bruno)
    body = {"action": str(action.public_id), "objective": objective.pk, "weight": 2}
    # bruno's action is in the mission's portfolio, but the mission itself is public: he sees its objectives.
    made = api.post("/api/v1/contributions/", body).json()
    assert api.post(f"/api/v1/contributions/{made['id']}/moves/agree/", {}).status_code == 403
    api.force_authenticate(sara)
    assert api.post(f"/api/v1/contributions/{made['id']}/moves/agree/", {}).json()["status"] == "agreed"


def test_actions_are_pulled_in_with_one_call(api, portfolio, objective, sara):
    api.force_authenticate(sara)
    actions, position = ActionFactory.create_batch(3), PositionFactory(portfolio=portfolio)
    body = {"actions": [str(one.public_id) for one in actions], "position": position.pk, "objective": objective.pk}
    assert len(api.post(address(portfolio, "place"), body).json()) == 3
    assert (portfolio.placements.count(), objective.contributions.count()) == (3, 3)
    body["position"] = PositionFactory().pk
    assert api.post(address(portfolio, "place"), body).json()["errors"][0]["pointer"] == "#/position"


def test_the_position_of_a_hidden_portfolio_answers_as_one_that_was_never_there(api, portfolio, objective, sara):
    api.force_authenticate(sara)
    hidden = PositionFactory(portfolio=PortfolioFactory(visibility="team")).pk
    body = {"actions": [str(ActionFactory().public_id)], "objective": objective.pk}
    told = []
    for position in (hidden, hidden + 999):
        answer = api.post(address(portfolio, "place"), body | {"position": position})
        told.append((answer.status_code, answer.json()["errors"][0]["detail"].replace(str(position), "…")))
    assert told[0] == told[1]
    assert told[0][0] == 400


def test_a_portfolio_is_opened_for_ones_own_mission_only(api, mission, sara):
    from tests.factories.missions import MissionFactory

    api.force_authenticate(sara)
    for one, status in [(mission, 201), (MissionFactory(visibility="public"), 403)]:
        answer = api.post("/api/v1/portfolios/", {"title": "Prima", "mission": str(one.public_id)})
        assert answer.status_code == status
    assert list(Portfolio.objects.values_list("mission", "number")) == [(mission.pk, 1)]


def test_links_are_listed_and_decided_by_who_may(api, action, bruno, sara, chiara):
    link = ActionLinkFactory(one=action, other=ActionFactory())
    ActionLinkFactory(one=action, other=ActionFactory(visibility="team"))
    decision = {"decision": "resolve", "resolution": "accept_as_is", "reason": "Two valleys."}
    outcomes = []
    for user in (chiara, bruno, sara):
        api.force_authenticate(user)
        listed = [row["id"] for row in api.get("/api/v1/action-links/").json()["results"]]
        outcomes.append((listed, api.post(f"/api/v1/action-links/{link.pk}/decide/", decision).status_code))
    assert outcomes == [([], 404), ([link.pk], 403), ([link.pk], 200)]
    assert ActionLink.objects.get(pk=link.pk).resolution == "accept_as_is"


def test_asking_for_a_merge_answers_with_the_pair_that_waits(api, olga):
    keep, drop = ActionFactory(), ActionFactory()
    api.force_authenticate(olga)
    answer = api.post(address(drop, "merge"), {"into": str(keep.public_id), "reason": "Same."})
    told = answer.json()
    assert (answer.status_code, told["status"], {told["one"], told["other"]}) == (
        202, "under_review", {str(keep.public_id), str(drop.public_id)},
    )  # fmt: skip
    drop.refresh_from_db()
    assert drop.merged_into is None


@pytest.mark.parametrize(
    "name", ["contributions", "funding-lines", "funding-programmes", "positions", "placements", "portfolios"]
)
def test_unknown_filters_are_refused(name, api, olga):
    api.force_authenticate(olga)
    assert [api.get(f"/api/v1/{name}/{query}").status_code for query in ("", "?colour=red")] == [200, 400]


def test_lists_cost_the_same_for_one_and_three(api, portfolio, objective, olga, django_assert_max_num_queries):
    api.force_authenticate(olga)
    assert olga.granted  # read once per user, not per list
    costs = []
    for times in (1, 2):
        for _ in range(times):
            action = PlacementFactory(portfolio=portfolio, position=PositionFactory(portfolio=portfolio)).action
            ContributionFactory(action=action, objective=objective)
            FundingLineFactory(action=action)
            ActionLinkFactory(one=action, other=ActionFactory())
        with django_assert_max_num_queries(60) as spent:
            for name in ("contributions", "funding-lines", "positions", "placements", "portfolios", "action-links"):
                assert api.get(f"/api/v1/{name}/").status_code == 200
        costs.append(len(spent))
    assert costs[0] == costs[1]
