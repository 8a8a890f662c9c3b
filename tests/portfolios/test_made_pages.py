"""The pages of the analyses: equal numbers behind every door, records behind figures, pictures that can be read."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from convergenze.accounts.services import clock
from portfolios import services
from portfolios.models import Action, Portfolio
from portfolios.queries.figures import ANALYSES
from portfolios.queries.tabs.made import PAGES
from tests.factories.accounts import GrantFactory, UserFactory
from tests.factories.missions import CriterionAssessmentFactory
from tests.factories.portfolios import ActionLinkFactory

DEMO = Path("convergenze/home/demo/case_piene_valli_vive.json")
DAY = "2026-10-31"
PICTURES = {"balance": "horizons", "flow": "sankey", "timeline": "gantt-wide", "sectors": "sectors"}


@pytest.fixture
def demo(db):
    """The portfolio of the demonstration; two of its actions say their sectors."""
    portfolio = services.load_story(story=json.loads(DEMO.read_text(encoding="utf-8")), by=clock()).portfolio
    Action.objects.filter(code="AZ12").update(cofog=["04", "05"], ateco_sections=["A", "C", "F"])
    Action.objects.filter(code="AZ13").update(cofog=["09"])
    return portfolio


@pytest.fixture
def stefania(demo):
    """Steward of the demonstration's mission."""
    user = UserFactory(name="Stefania")
    GrantFactory(user=user, role="steward", scope=demo.mission)
    return user


def address(portfolio, tab):
    return reverse(f"portfolios:{tab}", args=[portfolio.slug])


def page(client, portfolio, tab, **query):
    return client.get(address(portfolio, tab), {"as_of": DAY, **query})


def file(client, portfolio, tab, **query):
    return client.get(reverse("portfolios:download", args=[portfolio.slug, tab]), {"as_of": DAY, **query})


def api(client, portfolio, name, **query):
    home = f"/api/v1/portfolios/{portfolio.public_id}/analyses/"
    return client.get(f"{home}{name}/", {"as_of": DAY, **query}).json()


def printed(portfolio, *options):
    out = io.StringIO()
    call_command("analyse_portfolio", portfolio.slug, "--as-of", DAY, *options, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("who", ["guest", "olga"])
def test_every_page_answers_everybody(client, demo, cast, who):
    if who != "guest":
        client.force_login(cast[who])
    assert {tab: page(client, demo, tab).status_code for tab in PAGES} == dict.fromkeys(PAGES, 200)


def test_a_page_asks_as_many_questions_with_forty_actions_as_with_sixteen(client, demo):
    few = {tab: _questions(client, demo, tab) for tab in PAGES}
    _three_times_the_actions()
    more = {tab: found for tab in PAGES if (found := _questions(client, demo, tab)) > few[tab]}
    assert (more, max(few.values()) <= 20) == ({}, True)


def _questions(client, demo, tab):
    page(client, demo, tab)  # what is kept from a first visit is not counted
    with CaptureQueriesContext(connection) as found:
        page(client, demo, tab)
    return len(found)


def _three_times_the_actions():
    story = json.loads(DEMO.read_text(encoding="utf-8"))
    story["actions"] += [{**one, "code": f"{one['code']}-{n}"} for n in (1, 2) for one in story["actions"]]
    services.load_story(story=story, by=clock())
    Action.objects.update(cofog=["04"])


@pytest.mark.parametrize(("tab", "name"), [*PICTURES.items(), ("timeline", "gantt-slim")])
def test_a_picture_has_title_words_and_a_table(client, demo, tab, name):
    html = page(client, demo, tab).content.decode()
    svg = re.search(rf'<svg [^>]*aria-labelledby="{name}-title {name}-words".*?</svg>\s*</div>', html, re.S)[0]
    assert re.search(rf'<title id="{name}-title">[^<]+</title>\s*<desc id="{name}-words">[^<]+</desc>', svg)
    marks = re.findall(r'<a href="([^"]+)"[^>]*>\s*<title>([^<]+)</title>', svg)
    assert marks
    assert all(re.match(r"/actions/|\?as_of=|/portfolios/", href) for href, _title in marks)
    assert 'class="cv-twin"' in html


def test_from_forty_actions_on_a_picture_draws_groups(client, demo):
    _three_times_the_actions()
    for tab in PICTURES:
        svg = re.search(
            r'<svg class="cv-[^"]*picture.*?</svg>\s*</div>', page(client, demo, tab).content.decode(), re.S
        )[0]
        assert not re.search(r'href="/actions/', svg), tab
    opened = Portfolio.objects.get(pk=demo.pk).positions.get(code="P3").pk
    drawn = page(client, demo, "timeline", open=opened).context["schedule"]
    assert sorted({bar.bar.label[:4] for bar in drawn.picture.bars}) == ["AZ12", "AZ13", "AZ14"]


FIGURES = [
    ("balance", "horizon:H1", ["AZ04", "AZ10", "AZ16"]),
    ("balance", "stage:phase_out", ["AZ16"]),
    ("levers", "lever:learning_capabilities", ["AZ06", "AZ07", "AZ13"]),
    ("actors", "alone", ["AZ05"]),
    ("actors", "family:financial_body", ["AZ03", "AZ07"]),
    ("sectors", "cofog:09", ["AZ13"]),
    ("flow", "source:PNRR M6C1", ["AZ08"]),
]


def test_a_figure_opens_the_actions_it_counts(client, demo):
    for tab, figure, codes in FIGURES:
        found = page(client, demo, tab, show=figure)
        assert sorted(row[0].code for row in found.context["chosen"].table.rows) == codes, figure
        assert b'id="records"' in found.content


@pytest.mark.parametrize("figure", ["", "horizon:H9", "<script>", "family:nobody"])
def test_a_figure_that_is_none_opens_nothing(client, demo, figure):
    response = page(client, demo, "balance", show=figure)
    assert (response.status_code, response.context["chosen"]) == (200, None)


def test_a_reader_counts_only_what_they_may_see(client, demo):
    Action.objects.filter(code="AZ04").update(visibility="team")
    html = page(client, demo, "balance", show="horizon:H1").content.decode()
    assert "AZ04" not in html
    assert "Recupero di 36 alloggi" not in file(client, demo, "balance", format="csv", table="actions").content.decode()
    assert "Recupero di 36 alloggi" not in json.dumps(api(client, demo, "balance"))


def test_a_page_out_of_sight_gives_no_file(client, demo, chiara):
    Portfolio.objects.update(visibility="team")
    client.force_login(chiara)
    for tab in PAGES:
        assert [page(client, demo, tab).status_code, file(client, demo, tab, format="csv").status_code] == [404, 404]


def test_a_workbook_holds_every_table_of_its_page(client, demo, olga):
    client.force_login(olga)
    desk = page(client, demo, "balance").context["desk"]
    for tab, make in PAGES.items():
        tables = make(desk, {}).tables
        book = load_workbook(io.BytesIO(file(client, demo, tab, format="xlsx").content))
        assert [sheet.max_row - 1 for sheet in book] == [len(table.rows) for table in tables], tab
        assert [sheet[1][0].value for sheet in book] == [table.header[0] for table in tables], tab


@pytest.mark.parametrize("query", [{"table": "nothing"}, {"table": "<script>"}])
def test_a_table_that_is_none_is_not_found(client, demo, query):
    assert file(client, demo, "balance", format="csv", **query).status_code == 404


def test_the_same_shares_behind_every_door(client, demo, olga):
    """Horizon by number and by cost: page, CSV, API, command line as CSV and as JSON."""
    client.force_login(olga)
    on_page = {p.code: (p.count, p.money) for p in page(client, demo, "balance").context["main"].portions}
    text = file(client, demo, "balance", format="csv", table="mix").content.decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=";") if row[0] == "Horizons"]
    in_file = [(float(row[3].replace(",", ".")), float(row[5].replace(",", "."))) for row in rows]
    answered, told = api(client, demo, "balance")["horizon"], json.loads(printed(demo, "--only", "balance"))["horizon"]
    whole = json.loads(printed(demo))["horizon"]
    for place, (code, (count, money)) in enumerate(on_page.items()):
        assert in_file[place] == pytest.approx((count, money), abs=0.0001)
        for found in (answered, told):
            assert (found["count"][code], found["cost"][code]) == pytest.approx((count, money))
        assert (whole["count"][code], whole["money"][code]) == pytest.approx((count, money), abs=0.001)
    assert "H1 ·" in printed(demo, "--only", "balance", "--csv")


def test_the_command_line_prints_what_the_api_answers(client, demo, olga):
    client.force_login(olga)
    for name in ANALYSES:
        answered, told = api(client, demo, name), json.loads(printed(demo, "--only", name))
        assert told == {key: answered[key] for key in told}, name
        assert printed(demo, "--only", name, "--csv").startswith("# ")


def test_the_command_line_refuses_in_words(demo):
    with pytest.raises(CommandError, match="add --only"):
        printed(demo, "--csv")
    with pytest.raises(CommandError, match="page without figures"):
        printed(demo, "--only", "summary")
    with pytest.raises(CommandError, match="is not a date"):
        call_command("analyse_portfolio", demo.slug, "--as-of", "yesterday")


def test_the_api_refuses_a_stage_that_is_none(client, demo):
    response = client.get(f"/api/v1/portfolios/{demo.public_id}/analyses/flow/", {"stage": "spent"})
    assert response.status_code == 400
    assert "secured" in response.content.decode()


def test_money_flows_whole_from_source_to_objective(client, demo):
    found = page(client, demo, "flow").context["streams"]
    assert found.total == 6844000
    assert sum(row.amount for row in found.rows) == pytest.approx(found.total)
    assert page(client, demo, "flow", stage="applied").context["streams"].total == 745000
    assert page(client, demo, "flow", stage="paid").context["streams"].picture is None


def test_a_portfolio_without_payments_is_not_told_that_it_spends_nothing(client, demo):
    assert "No payment is recorded" in page(client, demo, "flow").content.decode()
    demo.actions.get(code="AZ08").funding_lines.update(stage="paid")
    assert page(client, demo, "flow").context["streams"].absorption.absorbed == pytest.approx(480000 / 6844000)


def test_a_dependency_that_cannot_hold_is_told(client, demo, olga):
    # The first needs the second, which ends later than the first starts.
    one, other = Action.objects.get(code="AZ01"), Action.objects.get(code="AZ02")
    ActionLinkFactory(one=one, other=other, kind="dependency", status="confirmed")
    client.force_login(olga)
    html = page(client, demo, "timeline").content.decode()
    assert "An order that cannot hold" in html
    assert "is-critical" in html


def test_the_target_mix_is_declared_on_its_page(client, demo, stefania):
    client.force_login(stefania)
    form = {
        f"stage_{code}": share for code, share in zip(("explore", "experiment", "scale"), (20, 30, 50), strict=True)
    }
    response = client.post(address(demo, "mix"), {"opened_version": Portfolio.objects.get(pk=demo.pk).version, **form})
    assert response.status_code == 302
    assert Portfolio.objects.get(pk=demo.pk).target_mix["stage"]["scale"] == 0.5
    assert "horizon" not in Portfolio.objects.get(pk=demo.pk).target_mix
    assert page(client, demo, "balance").context["mixes"][1].found.balance_count is not None


@pytest.mark.parametrize(("share", "said"), [("40", "the shares make 40"), ("a lot", "number"), ("-5", "greater than")])
def test_a_mix_that_makes_no_sense_is_refused_in_words(client, demo, stefania, share, said):
    client.force_login(stefania)
    response = client.post(address(demo, "mix"), {"stage_explore": share})
    assert response.status_code == 200
    assert said in response.content.decode()
    assert f'value="{share}"' in response.content.decode()


@pytest.mark.parametrize(("who", "status"), [("guest", 302), ("chiara", 403), ("stefania", 200), ("olga", 200)])
def test_who_declares_the_mix(client, demo, cast, stefania, who, status):
    if who != "guest":
        client.force_login(stefania if who == "stefania" else cast[who])
    assert client.get(address(demo, "mix")).status_code == status


def test_a_declared_mix_that_makes_no_sense_is_refused_by_the_api(client, demo, stefania):
    client.force_login(stefania)
    for mix in ({"horizon": "much"}, {"horizon": {"H1": 2}}, {"colour": {"red": 1}}, ["H1"], {"horizon": {"H9": 1}}):
        response = client.patch(
            f"/api/v1/portfolios/{demo.public_id}/",
            json.dumps({"target_mix": mix, "version": Portfolio.objects.get(pk=demo.pk).version}),
            content_type="application/json",
        )
        assert (response.status_code, mix) == (400, mix)
    assert page(client, demo, "balance").status_code == 200


def test_weights_and_thresholds_are_shown_to_everybody(client, db, settings):
    html = client.get(reverse("portfolios:parameters")).content.decode()
    for name in (
        "overlap_from",
        "overlap.text",
        "synergy.exchange",
        "status_factors.idea",
        "mix_warning",
        "stale_days",
    ):
        assert f"<code>{name}</code>" in html


def test_every_score_leads_to_its_weights(client, demo):
    for tab in PAGES:
        assert reverse("portfolios:parameters") in page(client, demo, tab).content.decode(), tab


def test_the_quality_reads_this_round_beside_the_last(client, demo, cast):
    mission = demo.mission
    for number, scores in ((8, (1, 1, 2)), (9, (0, 2, 3))):
        for score in scores:
            CriterionAssessmentFactory(mission=mission, criterion="bold", score=score, round=number)
    mission.gate_round = 9
    mission.save()
    found = next(c for c in api(client, demo, "quality")["criteria"] if c["criterion"] == "bold")
    assert (found["median"], found["last_round"], found["change"], found["lowest"], found["highest"]) == (2, 1, 1, 0, 3)
    assert found["disagreement"] is True
    for html in (
        page(client, demo, "quality").content.decode(),
        client.get(reverse("missions:gate", args=[mission.slug])).content.decode(),
    ):
        assert "disagreement: discuss" in html
        assert "1 up since the last round" in re.sub(r"<[^>]+>", "", html)
