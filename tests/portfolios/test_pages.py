"""Pages of actions and portfolios, as people use them."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from convergenze.search import services as search
from portfolios.models import Action, Portfolio, SourceRecord
from tests.factories.actors import ActorFactory
from tests.factories.portfolios import (
    ActionFactory,
    ActionLinkFactory,
    ContributionFactory,
    FundingLineFactory,
    PlacementFactory,
    PositionFactory,
)

LIST = "/actions/"


def rows_of(form):
    """What a browser sends for the empty row lists of the form."""
    return {
        f"{name}-{count}": 0
        for name in ("contributions", "roles", "funding_lines", "resources")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS")
    } | form


def written(**changes):
    return rows_of(
        {"title": "Nuova", "kind": "project", "health": "not_assessed", "language": "it", "visibility": "public"}
        | changes
    )


def test_a_visitor_finds_public_actions_only(client, db):
    seen, hidden = ActionFactory(title="Nido a valle"), ActionFactory(title="Piano segreto", visibility="team")
    page = client.get(LIST).content.decode()
    assert (seen.title in page, hidden.title in page) == (True, False)
    assert client.get(hidden.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(many, client, portfolio, django_assert_max_num_queries):
    for _ in range(many):
        action = PlacementFactory(portfolio=portfolio).action
        FundingLineFactory(action=action)
    with django_assert_max_num_queries(5) as spent:
        client.get(LIST)
    assert len(spent) == 5


def test_the_placements_cost_the_same_for_one_and_three(client, portfolio, objective, sara):
    client.force_login(sara)
    client.get(portfolio.get_absolute_url())  # warms what is kept between requests
    costs = []
    for more in (1, 2):
        for _ in range(more):
            ContributionFactory(action=PlacementFactory(portfolio=portfolio).action, objective=objective)
        with CaptureQueriesContext(connection) as spent:
            client.get(portfolio.get_absolute_url())
        costs.append(len(spent))
    assert costs[0] == costs[1]


FILTERS = [
    ("q=nido+valle", ["Nido a valle"]),
    ("status=mapped", ["Nido a valle"]),
    ("lever=finance", ["Fondo casa"]),
    ("horizon=H1", ["Fondo casa"]),
    ("family=cooperation", ["Fondo casa"]),
    ("cost_min=100", ["Fondo casa"]),
    ("cost_max=100", ["Nido a valle"]),
    ("cup=d11f22000950006", ["Nido a valle"]),
    ("placed=yes", ["Fondo casa"]),
    ("placed=no", ["Nido a valle"]),
    ("source=pnrr", ["Nido a valle"]),
    ("money=awarded", ["Fondo casa"]),
    ("portfolio=case-piene", ["Fondo casa"]),
    ("sort=-cost", ["Fondo casa", "Nido a valle"]),
    ("sort=title", ["Fondo casa", "Nido a valle"]),
]


@pytest.mark.parametrize(("query", "titles"), FILTERS)
def test_filters_and_order_of_the_list(query, titles, client, cooperative, portfolio):
    ActionFactory(title="Nido a valle", status="mapped", cost=10, cup="D11F22000950006", origin="pnrr")
    fund = ActionFactory(title="Fondo casa", lead=cooperative, levers=["finance"], horizon="H1", cost=500)
    FundingLineFactory(action=fund)
    PlacementFactory(portfolio=portfolio, action=fund)
    search.index(Action.objects.all())
    assert [action.title for action, *_ in client.get(f"{LIST}?{query}").context["rows"]] == titles


WORDS = [
    ("case valle", "visitor", ["Fondo per la casa"]),  # a word of the title, a word of its lead
    ("valle fondo", "visitor", ["Fondo per la casa"]),
    ("abitazioni", "visitor", ["Fondo per la casa"]),
    ("fond", "visitor", ["Fondo per la casa"]),
    ("valle -casa", "visitor", []),
    ("segreta", "visitor", []),  # the lead is hidden
    ("segreta", "olga", ["Nido a monte"]),
    ('"fondo casa"', "visitor", []),
    ("%_", "visitor", []),
]


@pytest.mark.parametrize(("words", "reader", "titles"), WORDS)
def test_words_are_looked_for_in_the_action_and_in_a_lead_one_may_see(words, reader, titles, client, olga):
    ActionFactory(
        title="Fondo per la casa", summary="Per chi cerca un’abitazione", lead=ActorFactory(name="Unione della Valle")
    )
    ActionFactory(title="Nido a monte", lead=ActorFactory(name="Lega segreta", visibility="team"))
    search.index(Action.objects.all())
    if reader == "olga":
        client.force_login(olga)
    rows = client.get(LIST, {"q": words}).context["rows"]
    assert [action.title for action, *_ in rows] == titles


@pytest.mark.parametrize(
    ("who", "order"), [("visitor", ["Orto", "Asilo", "Bosco"]), ("olga", ["Asilo", "Orto", "Bosco"])]
)
def test_a_hidden_lead_does_not_order_the_list(who, order, client, olga):
    if who == "olga":
        client.force_login(olga)
    ActionFactory(title="Orto", lead=ActorFactory(name="Municipio"))
    ActionFactory(title="Bosco", lead=None)
    ActionFactory(title="Asilo", lead=ActorFactory(name="Abbazia", visibility="team"))
    rows = client.get(LIST, {"sort": "lead"}).context["rows"]
    assert [action.title for action, *_ in rows] == order


def test_a_page_of_what_words_find_goes_on_where_the_last_ended(client, db):
    ActionFactory.create_batch(30, title="Fondo casa")
    search.index(Action.objects.all())
    pages = [[row.pk for row, *_ in client.get(LIST, {"q": "casa", "page": n}).context["rows"]] for n in (1, 2, 9)]
    assert pages[0] + pages[1] == list(Action.objects.order_by("-pk").values_list("pk", flat=True))
    assert pages[2] == pages[1]


def test_an_unknown_filter_is_a_sentence(client, db):
    page = client.get(f"{LIST}?colour=red&cost_min=abc&territory=Nowhere").content.decode()
    assert "There is no filter called “colour”" in page
    assert "Nothing is called “Nowhere”" in page


def test_the_file_holds_what_is_filtered_and_no_formula(client, db):
    ActionFactory(title="=cmd|' /C calc'!A0", cost=12)
    ActionFactory(title="Altro", cost=1)
    text = b"".join(client.get(f"{LIST}?cost_min=5&format=csv").streaming_content).decode("utf-8-sig")
    assert [line.split(";")[2] for line in text.splitlines()] == ["Title", "'=cmd|' /C calc'!A0"]
    book = load_workbook(io.BytesIO(client.get(f"{LIST}?format=xlsx").content))
    assert [row[2].data_type for row in book.active.iter_rows(min_row=2)] == ["s", "s"]


def test_a_script_in_a_name_stays_text(client, db):
    action = ActionFactory(title="<script>alert(1)</script>", summary="<img src=x onerror=alert(1)>")
    page = client.get(action.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


def test_a_merged_action_sends_to_the_survivor(client, db):
    keep = ActionFactory()
    drop = ActionFactory(status="merged", merged_into=keep)
    answer = client.get(drop.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, keep.get_absolute_url())


def test_nobody_learns_of_the_other_action_of_a_pair(client, action, bruno):
    ActionLinkFactory(one=action, other=ActionFactory(title="Piano segreto", visibility="team"))
    client.force_login(bruno)
    assert "Piano segreto" not in client.get(action.get_absolute_url()).content.decode()


def test_an_editor_writes_an_action_of_their_actor_with_its_rows(client, bruno, cooperative, objective, mission):
    mission.visibility = "public"
    mission.save()
    client.force_login(bruno)
    rows = {
        "contributions-TOTAL_FORMS": 1, "contributions-0-objective": objective.pk, "contributions-0-weight": 2,
        "funding_lines-TOTAL_FORMS": 1, "funding_lines-0-source": "GAL", "funding_lines-0-amount": "1000",
        "funding_lines-0-stage": "applied", "funding_lines-0-instrument": "grant", "funding_lines-0-share": "public",
        "resources-TOTAL_FORMS": 1, "resources-0-direction": "offer", "resources-0-resource": "data",
        "resources-0-tag": "homes",
    }  # fmt: skip
    client.post(reverse("portfolios:action_new"), written(lead=cooperative.name, **rows))
    made = Action.objects.get()
    assert (made.lead, made.status, made.created_by) == (cooperative, "idea", bruno)
    assert list(made.contributions.values_list("objective", "weight", "status")) == [(objective.pk, 2, "claimed")]
    assert list(made.funding_lines.values_list("source", "stage")) == [("GAL", "applied")]
    assert [one.code for one in made.resources.all()] == ["data:homes"]


def test_an_editor_cannot_write_for_somebody_elses_actor(client, bruno, municipality):
    client.force_login(bruno)
    page = client.post(reverse("portfolios:action_new"), written(lead=municipality.name))
    assert "Nothing is called" in page.content.decode()
    assert not Action.objects.exists()


def test_wrong_rows_save_nothing(client, bruno, cooperative):
    client.force_login(bruno)
    rows = {"resources-TOTAL_FORMS": 1, "resources-0-direction": "offer", "resources-0-resource": "data"}
    page = client.post(
        reverse("portfolios:action_new"), written(lead=cooperative.name, **rows, **{"resources-0-tag": "!!!"})
    )
    assert page.status_code == 200
    assert not Action.objects.exists()


def test_two_people_editing_at_once_lose_nothing(client, action, bruno):
    client.force_login(bruno)
    Action.objects.filter(pk=action.pk).update(version=5)
    page = client.post(
        reverse("portfolios:action_edit", args=[action.slug]),
        written(title="Scritto da me", lead=action.lead.name, opened_version=1),
    )
    assert page.status_code == 409
    assert "Scritto da me" in page.content.decode()
    assert Action.objects.get(pk=action.pk).title == action.title


def test_a_move_tells_what_it_waits_for_and_moves_once(client, action, sara, objective):
    client.force_login(sara)
    address = reverse("portfolios:action_move", args=[action.slug, "commit"])
    assert "A mission has to agree" in client.post(address, follow=True).content.decode()
    ContributionFactory(action=action, objective=objective)
    assert [client.post(address).status_code for _ in range(2)] == [302, 302]
    assert Action.objects.get(pk=action.pk).status == "committed"


def test_ticked_actions_go_into_a_portfolio_in_two_steps(client, portfolio, objective, olga):
    client.force_login(olga)
    position, actions = PositionFactory(portfolio=portfolio), ActionFactory.create_batch(10, status="mapped")
    chosen = {"chosen": [one.pk for one in actions], "portfolio": portfolio.pk}
    asked = client.post("/actions/place/", chosen).content.decode()
    assert all(one.title in asked for one in actions)
    done = {"confirmed": 1, "position": position.pk, "objective": objective.pk, "weight": 3}
    for _ in range(2):
        client.post("/actions/place/", chosen | done)
    assert (portfolio.placements.count(), objective.contributions.count()) == (10, 10)


def test_hidden_actions_cannot_be_pulled_in(client, portfolio, sara):
    client.force_login(sara)
    hidden = ActionFactory(visibility="team")
    client.post("/actions/place/", {"chosen": [hidden.pk, "x", "9" * 30], "portfolio": portfolio.pk, "confirmed": 1})
    assert not portfolio.placements.exists()


@pytest.mark.parametrize(("who", "status"), [("bruno", 403), ("ada", 403), ("guest", 302)])
def test_who_does_not_fill_a_portfolio_pulls_nothing(who, status, cast, client, portfolio):
    if who != "guest":
        client.force_login(cast[who])
    action = ActionFactory()
    answer = client.post("/actions/place/", {"chosen": action.pk, "portfolio": portfolio.pk, "confirmed": 1})
    assert (answer.status_code, portfolio.placements.count()) == (status, 0)


def test_a_portfolio_is_opened_for_a_mission_with_its_target_mix(client, mission, sara):
    client.force_login(sara)
    form = {"title": "Prima versione", "mission": mission.title, "language": "it", "visibility": "team"}
    wrong = client.post("/portfolios/new/", form | {"mix_H1": 50, "mix_H3": 40}).content.decode()
    assert "bring them to 100" in wrong
    client.post("/portfolios/new/", form | {"mix_H1": 60, "mix_H3": 40})
    assert Portfolio.objects.get().target_mix == {"horizon": {"H1": 0.6, "H2-": 0.0, "H2+": 0.0, "H3": 0.4}}


def test_positions_are_changed_and_actions_removed_twice_without_harm(client, portfolio, action, sara):
    client.force_login(sara)
    position, placement = PositionFactory(portfolio=portfolio), portfolio.placements.get()
    address = reverse("portfolios:arrange", args=[portfolio.slug])
    assert f'name="place_{placement.pk}"' in client.get(address).text
    client.post(address, {f"place_{placement.pk}": position.pk})
    placement.refresh_from_db()
    assert placement.position == position
    for _ in range(2):
        answer = client.post(reverse("portfolios:placement_remove", args=[portfolio.slug, placement.pk]))
    assert (answer.status_code, portfolio.placements.count()) == (302, 0)


def test_a_contribution_is_agreed_from_the_portfolio(client, portfolio, action, objective, sara):
    client.force_login(sara)
    one = ContributionFactory(action=action, objective=objective, status="claimed")
    client.post(reverse("portfolios:contribution_move", args=[one.pk, "agree"]), {"portfolio": portfolio.slug})
    one.refresh_from_db()
    assert one.status == "agreed"


@pytest.mark.parametrize("address", [LIST, "/portfolios/"])
def test_lists_answer_everybody(address, cast, client, action):
    for who, user in cast.items():
        if who != "guest":
            client.force_login(user)
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(("release", "shown"), [("2023-02-21", "21/02/2023"), ("2026-05", "2026-05"), ("", "–")])
def test_the_release_of_a_source_is_shown_as_readers_write_days(release, shown, client, db):
    action = ActionFactory(origin="pnrr")
    SourceRecord.objects.create(action=action, source="pnrr", external_id="X", digest="0" * 64, release=release)
    page = client.get(action.get_absolute_url(), headers={"accept-language": "it"}).text
    assert shown in page
