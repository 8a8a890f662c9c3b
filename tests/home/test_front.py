"""The front page and what it tells each person to do next."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from convergenze.home.queries import public, todo
from portfolios.models import Action
from tests.factories.actors import ActorFactory, ClaimRequestFactory, MembershipFactory, PersonFactory
from tests.factories.governance import BodyFactory, CommitmentFactory, DecisionFactory, MeetingFactory
from tests.factories.missions import (
    ChallengeFactory,
    IndicatorFactory,
    MeasurementFactory,
    MissionFactory,
    ObjectiveFactory,
)
from tests.factories.portfolios import (
    ActionFactory,
    ActionLinkFactory,
    ActionRoleFactory,
    ContributionFactory,
    FundingLineFactory,
    PlacementFactory,
    PortfolioFactory,
)

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def running(municipality):
    """A public mission under way with one public portfolio, two actions placed and money at two stages."""
    mission = MissionFactory(title="Case vive", status="active", visibility="public", owner=municipality)
    portfolio = PortfolioFactory(mission=mission, visibility="public")
    for lead in (municipality, ActorFactory()):
        placement = PlacementFactory(portfolio=portfolio, action=ActionFactory(lead=lead))
        FundingLineFactory(action=placement.action, amount=100_000, stage="awarded")
        FundingLineFactory(action=placement.action, amount=900_000, stage="identified")
    return mission


def test_an_empty_platform_has_a_front_page_too(client, db):
    page = client.get("/", headers=ENGLISH)
    assert page.status_code == 200
    assert page.context["figures"] == {"actors": 0, "challenges": 0, "missions": 0, "actions": 0, "money": None}
    assert "No mission is under way yet" in page.content.decode()


def test_money_counts_only_what_was_awarded_to_placed_actions(running, guest):
    FundingLineFactory(action=ActionFactory(), amount=5_000_000, stage="paid")
    assert public.money_in_portfolios(guest) == 200_000


def test_an_action_in_two_portfolios_counts_its_money_once(running, guest):
    action = Action.objects.first()
    PlacementFactory(portfolio=PortfolioFactory(mission=running, visibility="public"), action=action)
    assert public.money_in_portfolios(guest) == 200_000


def test_a_card_tells_progress_actors_and_actions(running, guest):
    indicator = IndicatorFactory(objective=ObjectiveFactory(mission=running), baseline=0, target=100)
    MeasurementFactory(indicator=indicator, value=25, status="approved", measured_on=timezone.localdate())
    ActionRoleFactory(action=Action.objects.first(), actor=ActorFactory(visibility="public"))
    ActionRoleFactory(action=Action.objects.first(), actor=ActorFactory(visibility="team"))
    (card,) = public.running_missions(guest)
    assert (card.mission, card.progress, card.actors, card.actions) == (running, 0.25, 3, 2)


def test_visitors_count_only_what_they_may_see(running, guest, olga):
    MissionFactory(status="active", visibility="team")
    ActorFactory(visibility="team")
    ChallengeFactory(status="proposed", themes=["climate_transition"], visibility="staff")
    assert (public.figures(guest)["missions"], public.figures(olga)["missions"]) == (1, 2)
    assert public.figures(olga)["actors"] - public.figures(guest)["actors"] == 1
    climate = {who: public.themes(user)[1].count for who, user in {"guest": guest, "olga": olga}.items()}
    assert climate == {"guest": 0, "olga": 1}


def test_there_are_six_themes_and_nine_families(guest, db):
    assert (len(public.themes(guest)), len(public.families(guest))) == (6, 9)


def test_the_front_page_costs_the_same_with_one_mission_or_three(client, running, django_assert_num_queries):
    def count():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/")
        return len(queries)

    one = count()
    for _n in range(2):
        mission = MissionFactory(status="active", visibility="public", challenge=ChallengeFactory())
        PlacementFactory(portfolio=PortfolioFactory(mission=mission, visibility="public"))
    assert count() == one


@pytest.mark.parametrize("who", ["anna", "bruno", "chiara", "sara", "olga", "marta", "ada"])
def test_nobody_signed_in_is_left_without_a_next_step(who, cast, client):
    client.force_login(cast[who])
    assert client.get("/").context["steps"]


def sentences(user):
    return [step.text for step in todo.next_steps(user)]


def test_an_officer_is_told_what_waits(olga):
    ChallengeFactory(status="proposed")
    ClaimRequestFactory()
    MissionFactory(title="Case piene", status="candidate")
    portfolio = PortfolioFactory(title="Valli vive")
    one, other = (PlacementFactory(portfolio=portfolio).action for _n in range(2))
    ActionLinkFactory(one=one, other=other)
    assert sentences(olga)[:4] == [
        "1 challenge waits to be framed.",
        "1 person asks to answer for an actor.",
        "The gate of “Case piene” needs more assessors.",
        "1 pair of actions waits for your decision.",
    ]


def test_a_decided_overlap_no_longer_waits(olga):
    portfolio = PortfolioFactory()
    one, other = (PlacementFactory(portfolio=portfolio).action for _n in range(2))
    ActionLinkFactory(one=one, other=other, status="resolved")
    assert not [text for text in sentences(olga) if "pair" in text]


def test_a_steward_is_told_of_gate_contributions_and_measurements(sara, mission):
    objective = ObjectiveFactory(mission=mission)
    ContributionFactory(objective=objective, status="claimed")
    MeasurementFactory(indicator=IndicatorFactory(objective=objective), status="submitted")
    assert sentences(sara) == [
        "Ask for the first scores of “Case piene”.",
        "1 contribution waits for your agreement.",
        "1 measurement waits for approval.",
    ]


def test_a_partner_is_told_of_mapped_and_stale_actions(bruno, cooperative):
    ActionFactory(lead=cooperative, status="mapped")
    ActionFactory(title="Tetti caldi", lead=cooperative, last_confirmed_at=timezone.now() - dt.timedelta(days=200))
    assert sentences(bruno) == [
        "1 mapped action of yours waits: claim it, or correct it.",
        "Is “Tetti caldi” still as written? Confirm it or correct it.",
        "Keep up to date: Cooperativa La Corte",
    ]


def test_a_member_who_may_not_write_is_not_asked_to(cooperative, chiara):
    MembershipFactory(actor=cooperative, person=PersonFactory(account=chiara), role="member")
    ActionFactory(lead=cooperative, status="mapped")
    assert not [text for text in sentences(chiara) if "mapped" in text]


def test_scripts_in_titles_stay_text(client, running):
    running.title = "<script>alert(1)</script>"
    running.save()
    assert "<script>alert" not in client.get("/").content.decode()


def test_the_front_page_speaks_italian_first(client, db):
    assert client.get(reverse("home")).headers["Content-Language"] == "it"


def test_who_runs_or_does_it_is_told_of_decisions_meetings_and_promises(sara, mission, cooperative):
    today = timezone.localdate()
    body = BodyFactory(name="Cabina di regia", mission=mission)
    MeetingFactory(title="Giugno", body=body, starts_at=timezone.now() + dt.timedelta(days=3))
    DecisionFactory(title="Un'agenda sola", mission=mission, body=body)
    DecisionFactory(title="Sospesa", mission=mission, body=body, status="adopted", review_on=today)
    promised = {"mission": mission, "actor": cooperative, "visibility": "public"}
    CommitmentFactory(title="Plafond", **promised, status="accepted", due_on=today - dt.timedelta(days=1))
    CommitmentFactory(title="Assemblee", **promised, status="accepted", due_on=today + dt.timedelta(days=9))
    CommitmentFactory(title="Garanzia", **promised, status="offered", due_on=today + dt.timedelta(days=9))
    told = [text for text in sentences(sara) if "Ask for the first" not in text]
    assert [re.sub(r"\d+ \w+ \d{4}", "…", text) for text in told] == [
        "Cooperativa La Corte promised “Plafond” by …: say whether it is kept.",
        "To be decided: “Un'agenda sola”.",
        "Look again at “Sospesa”: its day was ….",
        "Cooperativa La Corte offers “Garanzia”: accept it, or talk about it.",
        "Cabina di regia meets on …: “Giugno”.",
        "Cooperativa La Corte promised “Assemblee” by ….",
    ]


def test_a_partner_is_told_of_their_own_promises_only(bruno, mission, cooperative):
    late = {"mission": mission, "status": "accepted", "due_on": "2026-01-01", "visibility": "public"}
    mission.visibility = "public"
    mission.save()
    CommitmentFactory(title="Plafond", actor=cooperative, **late)
    CommitmentFactory(title="D'altri", actor=ActorFactory(visibility="public"), **late)
    assert [text for text in sentences(bruno) if "promised" in text] == [
        "Cooperativa La Corte promised “Plafond” by 1 January 2026: say whether it is kept."
    ]


@pytest.mark.parametrize("who", ["olga", "sara", "bruno"])
def test_every_number_of_the_desk_opens_a_list_that_understands_it(client, cast, who, mission):
    client.force_login(cast[who])
    numbers = [number for part in client.get("/", headers=ENGLISH).context["parts"] for number in part.numbers]
    pages = {number.href: client.get(number.href, headers=ENGLISH) for number in numbers if number.href}
    assert numbers
    assert {href: page.status_code for href, page in pages.items() if page.status_code != 200} == {}
    assert [href for href, page in pages.items() if "There is no filter called" in page.content.decode()] == []
