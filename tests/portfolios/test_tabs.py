"""Pages of a portfolio: the figures of a story computed by hand, who sees what, dates, decisions."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from portfolios.models import Action, ActionLink, Portfolio
from tests.factories.accounts import GrantFactory, UserFactory

TABS = ["map", "coverage", "overlaps", "money", "indicators", "alignment", "summary"]
DAY = "2026-01-01"


@pytest.fixture
def stefania(story):
    """Steward of the story's mission."""
    user = UserFactory(name="Stefania")
    GrantFactory(user=user, role="steward", scope=story.mission)
    return user


def action(code):
    return Action.objects.get(code=code)


def page(client, story, tab, query=f"as_of={DAY}"):
    return client.get(f"{reverse(f'portfolios:{tab}', args=[story.slug])}?{query}")


def words(response):
    """The text of the page, blanks made one."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def waiting(response):
    """The number beside the page of convergences."""
    return next(p.count for group in response.context["pages"].groups for p in group.pages if p.key == "overlaps")


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("who", ["guest", "chiara", "olga", "ada"])
def test_every_page_answers_everybody(client, story, cast, tab, who):
    if who != "guest":
        client.force_login(cast[who])
    response = page(client, story, tab)
    assert response.status_code == 200
    assert tab in [page.key for page in response.context["pages"].open.pages]


@pytest.mark.parametrize("tab", TABS)
def test_a_portfolio_out_of_sight_does_not_exist(client, story, chiara, tab):
    Portfolio.objects.update(visibility="team")
    client.force_login(chiara)
    assert page(client, story, tab).status_code == 404


@pytest.mark.parametrize("text", ["yesterday", "2026-13-45", "31/10/2026", "0001-01-01", "<script>alert(1)</script>"])
def test_a_date_that_is_none_gives_today_and_says_so(client, story, text):
    response = page(client, story, "money", f"as_of={text}")
    assert response.context["desk"].as_of == timezone.localdate()
    assert "is not a date such as 2026-10-31" in str(next(iter(get_messages(response.wsgi_request))))
    assert b"<script>alert" not in response.content


def test_the_coverage_page_says_what_is_uncovered(client, story):
    response = page(client, story, "coverage")
    cells = {
        (line.objective.code, square.column): (square.cell.label, square.count)
        for line in response.context["matrix"].lines
        for square in line.squares
        if square.cell.label != "none"
    }
    assert cells == {
        ("O1", "finance"): ("ok", 2), ("O1", "participation"): ("thin", 1), ("O2", "finance"): ("thin", 1),
        ("O2", "governance_policy"): ("thin", 1), ("O2", "learning_capabilities"): ("gap", 0),
    }  # fmt: skip
    assert "1 of the 4 required cells is uncovered." in words(response)


def test_every_cell_leads_to_its_actions(client, story):
    objective = story.mission.objectives.get(code="O1")
    response = page(client, story, "coverage", f"objective={objective.pk}&column=finance&as_of={DAY}")
    _square, counting, dormant = response.context["chosen"]
    assert ([a.code for a in counting], dormant) == (["B1", "B2"], [])


def test_a_gap_can_be_turned_into_an_action_by_who_may_add_one(client, story, olga):
    objective = story.mission.objectives.get(code="O2")
    query = f"objective={objective.pk}&column=learning_capabilities"
    link = f"{reverse('portfolios:action_new')}?objective={objective.pk}&amp;lever=learning_capabilities"
    assert link not in page(client, story, "coverage", query).content.decode()
    client.force_login(olga)
    assert link in page(client, story, "coverage", query).content.decode()


@pytest.mark.parametrize("columns", ["lever", "territory", "target_group", "stage", "horizon", "family"])
def test_columns_can_be_switched(client, story, columns):
    response = page(client, story, "coverage", f"columns={columns}")
    assert response.context["matrix"].by == columns


def test_unknown_columns_give_levers_and_say_so(client, story):
    response = page(client, story, "coverage", "columns=colour")
    assert response.context["matrix"].by == "lever"
    assert "Columns are one of" in str(next(iter(get_messages(response.wsgi_request))))


def test_the_page_of_money_tells_stages_gaps_and_cliffs(client, story):
    found = page(client, story, "money").context["resources"]
    assert [(s.code, int(s.amount)) for s in found.stages] == [
        ("paid", 600), ("committed", 300), ("awarded", 300), ("applied", 100), ("not_awarded", 500),
    ]  # fmt: skip
    assert [(g.action.code, int(g.missing)) for g in found.gaps] == [("B2", 2400), ("B4", 500), ("B1", 300)]
    assert [(c.action.code, c.source, int(c.amount)) for c in found.cliffs] == [("B1", "S1", 300)]
    assert ([a.code for a in found.unpriced], str(found.spread)) == (["B3"], "concentrated: few sources decide")


def test_the_page_of_indicators_prints_the_measured_weight(client, story):
    response = page(client, story, "indicators")
    steps = [(s.objective.code, s.told.reading.status) for s in response.context["progress"].steps]
    assert steps == [("O1", "ahead"), ("O2", "at_risk")]
    assert "Measured weight 3 of 3" in words(response)


def test_hidden_actions_are_left_out_of_a_visitors_figures_and_the_page_says_so(client, story, olga):
    Action.objects.filter(code="B2").update(visibility="team")
    response = page(client, story, "coverage")
    assert "B2" not in words(response)
    assert "Figures on the 3 actions you can see; others are not public." in words(response)
    client.force_login(olga)
    assert len(page(client, story, "coverage").context["desk"].world.actions) == 4


def test_the_map_draws_every_action_with_a_link_and_a_table(client, story):
    response = page(client, story, "map")
    html = response.content.decode()
    for one in Action.objects.filter(placements__portfolio=story):
        assert html.count(f'href="{one.get_absolute_url()}"') == 2
    assert html.count('<path class="cv-flow') == len(response.context["network"].picture.flows)


def test_visitors_see_no_duplications_and_strangers_none_of_others(client, story, chiara):
    assert "For who works on these actions" in words(page(client, story, "overlaps"))
    client.force_login(chiara)
    response = page(client, story, "overlaps")
    assert (list(response.context["page"]), response.context["synergies"]) == ([], [])
    assert page_of_pair(client, story).status_code == 404


def test_who_works_on_the_mission_sees_pairs_with_their_parts_and_a_count_on_the_tab(client, story, stefania):
    client.force_login(stefania)
    response = page(client, story, "overlaps")
    pair = response.context["page"][0]
    assert (pair.one.code, pair.other.code, round(pair.score, 3), int(pair.at_stake)) == ("B1", "B2", 0.8, 1000)
    assert len(pair.parts) == 6
    assert [(s.one.code, s.other.code) for s in response.context["synergies"]] == [("B2", "B4")]
    assert waiting(response) == 1


def pair_address(story):
    return reverse("portfolios:pair", args=[story.slug, action("B1").pk, action("B2").pk])


def page_of_pair(client, story):
    return client.get(pair_address(story))


def test_two_actions_that_nobody_linked_are_compared_and_taken_up(client, story, stefania):
    client.force_login(stefania)
    fields = {str(f.label): f for f in page_of_pair(client, story).context["fields"]}
    shared = {label: [str(item.text) for item in field.one if item.shared] for label, field in fields.items()}
    assert (shared["Summary"], shared["Levers"], shared["Places"]) == (
        ["Prestiti alle famiglie"],
        ["Finance"],
        ["Ipsilon"],
    )
    assert (fields["Title"].state, fields["Levers"].state) == ("same", "partly")
    response = client.post(pair_address(story))
    link = ActionLink.objects.get()
    assert (response.url, link.status, link.kind) == (link.get_absolute_url(), "under_review", "duplication")
    assert page_of_pair(client, story).url == link.get_absolute_url()


def test_who_only_reads_takes_nothing_up(client, story, ada):
    client.force_login(ada)
    assert page_of_pair(client, story).status_code == 200
    assert client.post(pair_address(story)).status_code == 403
