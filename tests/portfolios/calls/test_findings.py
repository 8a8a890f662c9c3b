"""Findings become work: what is found, what it becomes through both doors, who may, who sees it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from convergenze.notes.models import Task
from convergenze.notes.services import close_met
from missions.models import Challenge
from portfolios.analysis import findings as analysis
from portfolios.analysis import world as plain
from portfolios.models import CallPick, FindingAnswer, Insight, Trigger
from portfolios.services.findings import answer_finding
from tests.factories.calls import FundingCallFactory
from tests.factories.missions import ChallengeFactory
from tests.factories.portfolios import ActionFactory, ContributionFactory, FundingLineFactory, PlacementFactory

pytestmark = pytest.mark.django_db


def test_everything_that_can_be_found_is_found_once():
    actors = {"A": plain.Actor("A", "Coop", "cooperation"), "B": plain.Actor("B", "Comune", "public_administration")}
    line = plain.FundingLine("PNRR", Decimal(60), "awarded", eligibility_end=date(2026, 8, 31))
    world = plain.World(
        date(2026, 11, 1),
        objectives=(
            plain.Objective("O1", required_levers=frozenset({"finance", "participation"})),
            plain.Objective("O2"),
        ),
        actors=actors,
        actions=(
            plain.Action(
                "Z1", lead="A", status="in_progress", levers=frozenset({"participation"}), funding=(line, line),
                objectives={"O1": plain.Contribution(3)}, cost=Decimal(200), ends_on=date(2027, 6, 30),
            ),
            plain.Action("Z2", lead="B", status="in_progress"),
        ),
    )  # fmt: skip
    found = [(one.kind, one.key, one.amount, one.needed) for one in analysis.findings(world)]
    missing = [row for row in found if row[0] == "missing_family"]
    assert [row for row in found if row[0] != "missing_family"] == [
        ("gap", "O1:finance", None, ()),
        ("thin", "O1:participation", None, ()),
        ("orphan_objective", "O2", None, ()),
        ("orphan_action", "Z2", None, ()),
        ("cliff", "Z1", Decimal(120), ()),
        ("open_money", "Z1", Decimal(80), ()),
    ]
    assert [(key, needed) for _kind, key, _amount, needed in missing] == [
        ("public_body", ()), ("foundation", ("finance",)), ("economic_actor", ()), ("third_sector", ()),
        ("financial_body", ("finance",)), ("civil_society", ()), ("knowledge", ()),
    ]  # fmt: skip


def test_a_portfolio_without_active_actions_misses_no_family():
    assert analysis.findings(plain.World(date(2026, 1, 1))) == []


@pytest.fixture
def gap(action, objective, mission):
    """A required lever nobody pulls, in a mission with a challenge on welfare; the key of the finding."""
    mission.challenge = ChallengeFactory(themes=["welfare_systems"], visibility="public", status="adopted")
    mission.save()
    objective.required_levers = ["participation"]
    objective.save()
    return f"{objective.pk}:participation"


def shown(client, portfolio, kind="gap"):
    groups = client.get(reverse("portfolios:findings", args=[portfolio.slug])).context["groups"]
    return [row for group in groups for row in group.rows if group.kind == kind]


def through_page(client, portfolio, key, kind, **given):
    address = reverse("portfolios:finding_answer", args=[portfolio.slug])
    data = {f"{kind}-{name}": value for name, value in given.items()}
    return client.post(address, {"finding": "gap", "key": key, "kind": kind, **data})


def test_a_task_with_owner_and_day_that_closes_when_the_gap_does(
    client, sara, olga, portfolio, gap, objective, cooperative
):
    client.force_login(sara)
    day = timezone.localdate() + timedelta(days=10)
    answer = through_page(client, portfolio, gap, "task", title="Trovare chi", owner="Olga", due_on=day.isoformat())
    assert answer.status_code == 302
    task = Task.objects.get()
    assert [task.title, task.owner, task.due_on, task.subject, task.source] == [
        "Trovare chi", olga, day, portfolio, "finding",
    ]  # fmt: skip
    (row,) = shown(client, portfolio)
    assert [(one.kind, one.text, one.href) for one in row.answers] == [("task", "Trovare chi", task.get_absolute_url())]
    close_met()
    assert Task.objects.get().status == "open"
    there = ActionFactory(lead=cooperative, levers=["participation"])
    PlacementFactory(portfolio=portfolio, action=there)
    ContributionFactory(action=there, objective=objective)
    close_met()
    assert Task.objects.get().status == "done"


def test_a_draft_challenge_keeps_where_it_comes_from(client, sara, portfolio, gap, mission):
    client.force_login(sara)
    page = client.get(
        reverse("portfolios:finding_answer", args=[portfolio.slug]), {"finding": "gap", "key": gap, "kind": "challenge"}
    )
    form = dict(page.context["forms"])["challenge"]
    through_page(client, portfolio, gap, "challenge", **form.initial)
    made = Challenge.objects.latest("pk")
    assert [made.status, made.parent, made.themes, made.territory, made.created_by, made.visibility] == [
        "draft", mission.challenge, ["welfare_systems"], mission.territory, sara, "team",
    ]  # fmt: skip
    assert "Case piene" in made.situation
    assert made.question.endswith("?")


def test_a_call_that_fits_is_followed_up(client, sara, portfolio, gap, objective):
    call = FundingCallFactory(themes=["welfare_systems"], levers=["participation"], families=["cooperation"])
    client.force_login(sara)
    through_page(client, portfolio, gap, "call", title="x", fitting=call.pk)
    pick, (row,) = CallPick.objects.get(), shown(client, portfolio)
    assert [pick.call, pick.objective, pick.lever, pick.status] == [call, objective, "participation", "chosen"]
    assert [one.href for one in row.answers] == [call.get_absolute_url()]


def test_a_call_that_is_not_there_yet_is_waited_for_by_a_trigger(client, sara, portfolio, gap, mission):
    client.force_login(sara)
    through_page(client, portfolio, gap, "call", title="Bando regionale", due_on="2027-06-30")
    trigger = Trigger.objects.get()
    assert [trigger.kind, trigger.mission, trigger.window_until, trigger.visibility] == [
        "funding_call", mission, date(2027, 6, 30), "public",
    ]  # fmt: skip


def test_a_research_question_is_an_insight_of_the_mission(client, sara, portfolio, gap, mission):
    client.force_login(sara)
    through_page(client, portfolio, gap, "question", title="Chi parteciperebbe?", text="Se ne sa poco")
    insight = Insight.objects.get()
    assert [insight.kind, insight.title, insight.mission] == ["question", "Chi parteciperebbe?", mission]
    assert insight.text.startswith("Se ne sa poco\n\nBorn of the portfolio “Case piene”: ")


ANSWERS = {"anna": 403, "bruno": 403, "chiara": 403, "ada": 403, "sara": 201, "olga": 201, "marta": 201}


@pytest.mark.parametrize(("who", "code"), ANSWERS.items())
def test_who_fills_the_portfolio_turns_findings_into_work(who, code, cast, client, portfolio, gap):
    door = APIClient()
    door.force_login(cast[who])
    address = f"/api/v1/portfolios/{portfolio.public_id}/findings/"
    asked = {"finding": "gap", "key": gap, "kind": "question", "title": "Chi?"}
    assert door.post(address, asked, format="json").status_code == code
    assert FindingAnswer.objects.count() == (code == 201)
    client.force_login(cast[who])
    page = client.get(reverse("portfolios:finding_answer", args=[portfolio.slug]), {"finding": "gap", "key": gap})
    assert page.status_code == (200 if code == 201 else 403)


def test_the_api_lists_findings_with_what_they_became(sara, portfolio, gap):
    door = APIClient()
    door.force_login(sara)
    address = f"/api/v1/portfolios/{portfolio.public_id}/findings/"
    door.post(address, {"finding": "gap", "key": gap, "kind": "question", "title": "Chi?"}, format="json")
    (found,) = [row for row in door.get(address).json()["findings"] if row["finding"] == "gap"]
    assert (found["key"], [one["title"] for one in found["answers"]]) == (gap, ["Chi?"])


def test_the_same_task_twice_is_one(client, sara, portfolio, gap):
    client.force_login(sara)
    for _time in range(2):
        through_page(client, portfolio, gap, "task", title="Trovare chi")
    assert (Task.objects.count(), FindingAnswer.objects.count()) == (1, 1)


def test_what_it_became_is_told_to_who_may_see_it_only(client, sara, chiara, portfolio, gap):
    client.force_login(sara)
    through_page(client, portfolio, gap, "challenge", title="Segreta per ora", text="Come?")
    client.force_login(chiara)
    assert [row.answers for row in shown(client, portfolio)] == [[]]
    coverage = client.get(reverse("portfolios:coverage", args=[portfolio.slug]))
    assert "Segreta per ora" not in coverage.content.decode()


def test_findings_about_a_hidden_action_do_not_exist_and_its_work_is_seen_by_no_more(
    client, sara, chiara, action, portfolio
):
    action.cost = 1000
    action.save()
    client.force_login(sara)
    (row,) = shown(client, portfolio, "open_money")
    address = reverse("portfolios:finding_answer", args=[portfolio.slug])
    given = {"finding": "open_money", "key": row.key}
    client.post(address, {**given, "kind": "call", "call-title": "Un bando"})
    assert [Trigger.objects.get().visibility, list(Trigger.objects.get().unlocks.all())] == ["team", [action]]
    client.force_login(chiara)
    assert shown(client, portfolio, "open_money") == []
    assert list(Trigger.objects.visible_to(chiara)) == []


def test_a_finding_that_is_gone_is_not_found(client, sara, portfolio, gap):
    client.force_login(sara)
    address = reverse("portfolios:finding_answer", args=[portfolio.slug])
    answers = [client.get(address, {"finding": kind, "key": key}).status_code for kind, key in
               (("gap", "1:boh"), ("boh", gap), ("gap", ""))]  # fmt: skip
    assert answers == [404, 404, 404]


def test_untied_a_finding_is_nobodys_again_and_the_work_stays(client, sara, olga, portfolio, gap):
    client.force_login(sara)
    through_page(client, portfolio, gap, "question", title="Chi?")
    answer = FindingAnswer.objects.get()
    client.post(reverse("portfolios:finding_answer_forget", args=[portfolio.slug, answer.pk]))
    assert (FindingAnswer.objects.count(), Insight.objects.count()) == (0, 1)
    assert [row.answers for row in shown(client, portfolio)] == [[]]


def test_the_matrix_and_the_money_page_offer_the_step_and_show_it_done(client, sara, action, portfolio, gap, objective):
    action.visibility, action.cost, action.ends_on = "public", 1000, timezone.localdate() + timedelta(days=400)
    action.save()
    FundingLineFactory(action=action, amount=10, eligibility_ends_on=timezone.localdate() + timedelta(days=4))
    coverage = reverse("portfolios:coverage", args=[portfolio.slug])
    cell = {"objective": objective.pk, "column": "participation"}
    offer = f"finding=gap&amp;key={gap.replace(':', '%3A')}"
    assert offer not in client.get(coverage, cell).content.decode()
    client.force_login(sara)
    assert offer in client.get(coverage, cell).content.decode()
    money = client.get(reverse("portfolios:money", args=[portfolio.slug])).content.decode()
    assert f"finding=cliff&amp;key={action.pk}" in money
    assert f"finding=open_money&amp;key={action.pk}" in money
    through_page(client, portfolio, gap, "question", title="Chi parteciperebbe?")
    client.get(coverage)  # tells that it was done
    assert client.get(coverage).content.decode().count("Chi parteciperebbe?") == 1


def test_only_what_is_nobodys_when_asked(client, sara, portfolio, gap):
    client.force_login(sara)
    through_page(client, portfolio, gap, "question", title="Chi?")
    page = client.get(reverse("portfolios:findings", args=[portfolio.slug]), {"show": "open"})
    assert "gap" not in [group.kind for group in page.context["groups"]]
    assert page.context["total"] == page.context["open_count"] + 1


def test_an_unknown_kind_is_refused_in_words(sara, portfolio):
    with pytest.raises(ValidationError, match="cannot become this"):
        answer_finding(portfolio=portfolio, finding="gap", key="1:x", label="x", kind="boh", by=sara)
