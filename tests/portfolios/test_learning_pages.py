"""Pages and API of triggers, sessions, insights, futures and learning."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from missions.models import Intention
from portfolios.models import Action, Insight, ScenarioTrial, SensemakingSession, Trigger
from tests.factories.foresight import (
    InsightFactory,
    IntentionFactory,
    ScenarioFactory,
    ScenarioTrialFactory,
    SensemakingSessionFactory,
    TriggerFactory,
)
from tests.factories.missions import MissionFactory
from tests.factories.portfolios import ActionFactory, FundingLineFactory, PlacementFactory


@pytest.fixture
def visit(client, cast):
    """``visit(address, who, **typed)``: GET, or POST of what is typed, following."""

    def go(address, who="guest", data=None, **how):
        client.logout()
        if who != "guest":
            client.force_login(cast[who])
        return client.get(address, **how) if data is None else client.post(address, data, follow=True, **how)

    return go


@pytest.fixture
def api(cast):
    """``api(who)``: a client of the API."""

    def enter(who):
        made = APIClient(headers={"accept-language": "en"})
        made.force_login(cast[who])
        return made

    return enter


@pytest.fixture
def trigger(portfolio, mission, action):
    trigger = TriggerFactory(mission=mission, title="Bando per le case vuote", slug="bando")
    trigger.unlocks.set([action])
    return trigger


@pytest.fixture
def session(portfolio):
    return SensemakingSessionFactory(portfolio=portfolio, question="Che cosa ferma i proprietari?", slug="proprietari")


def text(answer):
    return answer.content.decode().replace("&#x27;", "’")


# Triggers.


def test_a_trigger_is_written_from_its_mission(visit, mission, action):
    typed = {
        "title": "Apre il bando", "kind": "funding_call", "window_from": "2027-01-01", "window_until": "2027-03-31",
        "probability": "60", "unlocks": [action.pk], "language": "it", "visibility": "public",
    }  # fmt: skip
    page = visit(reverse("portfolios:trigger_new", args=[mission.slug]), "sara", typed)
    made = Trigger.objects.get()
    assert (made.mission, list(made.unlocks.all()), made.probability) == (mission, [action], 60)
    assert "Apre il bando" in text(page)
    upside_down = typed | {"window_from": "2027-12-31", "title": "Altro"}
    page = visit(reverse("portfolios:trigger_new", args=[mission.slug]), "sara", upside_down)
    assert "A window cannot close before it opens." in text(page)
    assert 'value="Altro"' in text(page)


def test_a_trigger_fires_from_its_page_and_the_action_says_so(visit, trigger, action):
    waits = text(visit(action.get_absolute_url(), "bruno"))
    assert "Waits for" in waits
    assert trigger.title in waits
    page = visit(reverse("portfolios:trigger_move", args=[trigger.slug, "fire"]), "sara", {"fired_on": "2026-10-01"})
    assert "Done: it is now “Fired”." in text(page)
    told = text(visit(action.get_absolute_url(), "bruno"))
    assert "What it waited for has happened" in told
    assert "Suggested next step: Commit." in told
    assert "a trigger set it free" in told


def test_a_wrong_day_is_a_sentence(visit, trigger):
    page = visit(reverse("portfolios:trigger_move", args=[trigger.slug, "fire"]), "sara", {"fired_on": "2149-10-01"})
    assert "A trigger fires on a day that has come" in text(page)


@pytest.mark.parametrize(("who", "status"), [("guest", 404), ("bruno", 404), ("sara", 200)])
def test_a_hidden_trigger_is_nowhere(who, status, visit, trigger, action, portfolio):
    Trigger.objects.update(visibility="team")
    Action.objects.update(visibility="public")
    pages = [
        action.get_absolute_url(), reverse("portfolios:trigger_list"),
        reverse("missions:knowledge", args=[portfolio.mission.slug]),
        reverse("portfolios:triggers", args=[portfolio.slug]), f"/api/v1/triggers/?action={action.slug}",
    ]  # fmt: skip
    assert visit(trigger.get_absolute_url(), who).status_code == status
    assert [trigger.title in text(visit(page, who)) for page in pages] == [status == 200] * 5


def test_a_trigger_does_not_tell_of_the_actions_one_does_not_see(visit, trigger, action):
    for page in (trigger.get_absolute_url(), reverse("portfolios:trigger_list")):
        assert action.title not in text(visit(page))
        assert action.title in text(visit(page, "bruno"))


def test_the_api_moves_triggers(api, trigger, action, mission, objective):
    sara = api("sara")
    place = f"/api/v1/triggers/{trigger.public_id}/"
    assert sara.get(place).json()["unlocks"] == [str(action.public_id)]
    refused = sara.post(f"{place}moves/fire/", {"fired_on": "2999-01-01"}, format="json")
    assert refused.status_code == 400
    fired = sara.post(f"{place}moves/fire/", {"fired_on": "2026-10-01"}, format="json").json()
    assert (fired["status"], fired["fired_on"]) == ("fired", "2026-10-01")
    assert api("bruno").post(f"{place}moves/reopen/", {"reason": "No"}, format="json").status_code == 403
    told = {"title": "Nuova legge", "kind": "rule_change", "mission": str(mission.public_id)}
    assert api("bruno").post("/api/v1/triggers/", told, format="json").status_code == 403
    assert sara.post("/api/v1/triggers/", told, format="json").status_code == 201
    listed = sara.get("/api/v1/triggers/?status=fired").json()["results"]
    assert [row["title"] for row in listed] == [trigger.title]


def test_the_api_keeps_what_a_writer_does_not_see(api, trigger):
    unseen = ActionFactory(visibility="team")
    trigger.unlocks.add(unseen)
    place = f"/api/v1/triggers/{trigger.public_id}/"
    changed = api("sara").patch(place, {"unlocks": []}, format="json")
    assert changed.json()["unlocks"] == []
    assert list(trigger.unlocks.all()) == [unseen]


# Intentions that become actions.


def test_an_intention_is_taken_up_from_its_page(visit, cooperative, mission, objective):
    mission.visibility = "public"
    mission.save()
    intention = IntentionFactory(actor=cooperative, mission=mission, slug="condominio")
    page = reverse("portfolios:intention_take_up", args=["condominio"])
    assert page in text(visit(intention.get_absolute_url(), "bruno"))
    assert page not in text(visit(intention.get_absolute_url(), "sara"))
    answer = visit(
        page, "bruno", {"title": "Condominio solidale", "summary": "Nella scuola", "objective": objective.pk}
    )
    made = Action.objects.get(intention=intention)
    assert (made.title, made.contributions.get().objective) == ("Condominio solidale", objective)
    assert "The intention is now an idea" in text(answer)
    assert "Condominio solidale" in text(visit(intention.get_absolute_url(), "bruno"))


def test_the_api_takes_intentions_up(api, cooperative, mission, objective):
    mission.visibility = "public"
    mission.save()
    intention = IntentionFactory(actor=cooperative, mission=mission)
    place = f"/api/v1/intentions/{intention.public_id}/action/"
    assert api("chiara").post(place, {}, format="json").status_code == 403
    made = api("bruno").post(place, {"objective": objective.pk}, format="json")
    assert (made.status_code, made.json()["title"]) == (201, intention.title)
    assert Intention.objects.get().status == "taken_up"
    Intention.objects.update(visibility="team")
    assert api("anna").post(place, {}, format="json").status_code == 403


# Sessions and insights.


def test_a_session_is_planned_held_told_and_closed(visit, portfolio, municipality, action):
    typed = {"question": "Che cosa manca?", "held_on": "2026-09-25", "place": "Vergato", "actors": [municipality.pk],
             "language": "it", "visibility": "public"}  # fmt: skip
    visit(reverse("portfolios:session_new", args=[portfolio.slug]), "sara", typed)
    session = SensemakingSession.objects.get()
    assert list(session.actors.all()) == [municipality]
    visit(reverse("portfolios:session_move", args=[session.slug, "hold"]), "sara", {})
    told = {"title": "Mancano i notai", "kind": "surprise", "confidence": "high", "response": "act"}
    page = visit(reverse("portfolios:session_tell", args=[session.slug]), "anna", told)
    assert "Mancano i notai" in text(page)
    visit(reverse("portfolios:session_move", args=[session.slug, "close"]), "sara", {})
    session.refresh_from_db()
    assert (session.status, session.snapshot.portfolio) == ("closed", portfolio)
    assert Insight.objects.get().mission == portfolio.mission


def test_htmx_gets_the_insights_alone_and_an_empty_form(visit, session, municipality):
    session.actors.set([municipality])
    told = {"title": "Mancano i notai", "kind": "surprise", "confidence": "high", "response": "act"}
    url = reverse("portfolios:session_tell", args=[session.slug])
    part = text(visit(url, "anna", told, headers={"hx-request": "true"}))
    assert "<html" not in part
    assert "Mancano i notai" in part
    assert 'value="Mancano i notai"' not in part
    wrong = text(visit(url, "anna", told | {"kind": ""}, headers={"hx-request": "true"}))
    assert 'value="Mancano i notai"' in wrong
    assert "This field is required." in wrong


def test_who_does_not_take_part_does_not_tell(visit, session):
    told = {"title": "Io", "kind": "surprise", "confidence": "high", "response": "act"}
    assert visit(reverse("portfolios:session_tell", args=[session.slug]), "bruno", told).status_code == 403
    assert Insight.objects.count() == 0


def test_the_sessions_of_a_portfolio_say_what_was_answered(visit, session, mission):
    InsightFactory(session=session, mission=mission)
    page = text(visit(reverse("portfolios:session_list", args=[session.portfolio.slug])))
    assert session.question in page
    assert "0%" in page.replace("\xa0", "")


def test_the_api_holds_sessions_and_writes_insights(api, session, mission):
    sara = api("sara")
    held = sara.post(f"/api/v1/sensemaking-sessions/{session.public_id}/moves/hold/", {}, format="json").json()
    assert (held["status"], held["snapshot"] is not None) == ("held", True)
    told = {"title": "Temono", "kind": "barrier", "session": str(session.public_id)}
    made = sara.post("/api/v1/insights/", told, format="json")
    assert (made.status_code, made.json()["mission"]) == (201, str(mission.public_id))
    assert api("bruno").post("/api/v1/insights/", told, format="json").status_code == 403
    place = f"/api/v1/insights/{made.json()['public_id']}/"
    answered = sara.post(f"{place}answer/", {"response": "watch"}, format="json")
    assert (answered.status_code, answered.json()["response"]) == (200, "watch")
    listed = sara.get(f"/api/v1/insights/?mission={mission.slug}&kind=barrier").json()["results"]
    assert [row["title"] for row in listed] == ["Temono"]


# Learning notes.


@pytest.fixture
def completed(action):
    action.status = "completed"
    action.save()
    return action


def test_a_completed_action_asks_for_its_note_and_closes_with_it(visit, completed):
    page = text(visit(completed.get_absolute_url(), "sara"))
    assert "Save and close the action" in page
    assert "Save and close the action" not in text(visit(completed.get_absolute_url(), "bruno"))
    url = reverse("portfolios:action_learnt", args=[completed.slug])
    told = {"kind": "what_works", "title": "Servono visite", "confidence": "medium", "close": "1"}
    answer = visit(url, "sara", told)
    completed.refresh_from_db()
    assert (completed.status, completed.insights.get().title) == ("closed", "Servono visite")
    assert "Servono visite" in text(answer)


def test_the_lead_leaves_a_note_without_closing(visit, completed):
    url = reverse("portfolios:action_learnt", args=[completed.slug])
    told = {"kind": "what_works", "title": "Servono visite", "confidence": "medium", "close": "1"}
    assert visit(url, "bruno", told).status_code == 403
    completed.refresh_from_db()
    told.pop("close")
    visit(url, "bruno", told | {"title": "Altro"})
    assert (completed.status, completed.insights.filter(title="Altro").count()) == ("completed", 1)


@pytest.mark.parametrize("door", ["page", "api"])
def test_closing_without_a_note_is_refused_in_words(door, visit, api, completed):
    if door == "page":
        answer = visit(reverse("portfolios:action_move", args=[completed.slug, "close"]), "sara", {})
    else:
        answer = api("sara").post(f"/api/v1/actions/{completed.public_id}/moves/close/", {}, format="json")
    assert "Write what was learnt from it" in text(answer)
    completed.refresh_from_db()
    assert completed.status == "completed"


def test_a_hidden_note_is_not_told_on_the_page_of_a_public_action(visit, completed):
    Action.objects.update(visibility="public")
    InsightFactory(action=completed, mission=None, title="Segreto", visibility="team")
    assert "Segreto" not in text(visit(completed.get_absolute_url(), "chiara"))
    assert "Segreto" in text(visit(completed.get_absolute_url(), "bruno"))


# Futures and the page of learning.


@pytest.fixture
def tunnel(mission, portfolio):
    scenario = ScenarioFactory(mission=mission, title="Valli calde", slug="valli-calde")
    rich, poor = ActionFactory(title="Ricca", code="AZ01"), ActionFactory(title="Povera", code="AZ02")
    for one, amount in ((rich, 900), (poor, 100)):
        PlacementFactory(portfolio=portfolio, action=one)
        FundingLineFactory(action=one, amount=amount)
    return scenario, rich, poor


def test_actions_are_tried_on_one_page_and_read_on_another(visit, tunnel, portfolio):
    scenario, rich, poor = tunnel
    url = reverse("portfolios:scenario_try", args=[scenario.slug])
    typed = {f"score_{rich.pk}": "-2", f"reason_{rich.pk}": "Senz’acqua", f"score_{poor.pk}": ""}
    assert "The trials are written." in text(visit(url, "sara", typed))
    assert [(row.action, row.score, row.reason) for row in ScenarioTrial.objects.all()] == [(rich, -2, "Senz’acqua")]
    page = text(visit(reverse("portfolios:futures", args=[portfolio.slug])))
    assert [word in page for word in ("−2", "it breaks", "Senz’acqua", "not tried", "Ricca", "Povera")] == [True] * 6
    assert visit(url, "bruno").status_code == 403


def test_the_wind_tunnel_is_a_file_too(visit, tunnel, portfolio):
    scenario, rich, _poor = tunnel
    ScenarioTrialFactory(scenario=scenario, action=rich, score=-1, reason="=formula")
    answer = visit(reverse("portfolios:futures", args=[portfolio.slug]) + "?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].split(";")[:3] == ["Reference", "Code", "Action"]
    assert (len(lines), ";-1;" in lines[1] or ";'-1;" in lines[1], ";'=formula;" in lines[1]) == (3, True, True)


def test_the_api_tries_actions(api, tunnel):
    scenario, rich, _poor = tunnel
    told = {"scenario": str(scenario.public_id), "action": str(rich.public_id), "score": 2}
    assert api("bruno").post("/api/v1/scenario-trials/", told, format="json").status_code == 403
    made = api("sara").post("/api/v1/scenario-trials/", told, format="json")
    again = api("sara").post("/api/v1/scenario-trials/", told | {"score": -1}, format="json")
    assert (made.status_code, again.status_code, ScenarioTrial.objects.get().score) == (201, 201, -1)
    assert api("sara").post("/api/v1/scenario-trials/", told | {"score": 5}, format="json").status_code == 400
    assert api("sara").delete(f"/api/v1/scenario-trials/{again.json()['id']}/").status_code == 204
    assert ScenarioTrial.objects.count() == 0


def test_the_page_of_learning_shows_the_funnel_and_what_waits(visit, mission, portfolio):
    InsightFactory(mission=mission, title="Temono chi non paga", response="act")
    page = visit(reverse("portfolios:learning", args=[portfolio.slug]))
    assert [(bar.count) for bar in page.context["picture"].bars] == [0, 1, 0, 0]
    assert "Temono chi non paga" in text(page)
    answer = visit(reverse("portfolios:mission_learning", args=[mission.slug]))
    assert answer.headers["Location"] == reverse("portfolios:learning", args=[portfolio.slug])


def test_a_mission_without_a_portfolio_learns_too(visit):
    alone = MissionFactory(visibility="public", title="Senza portafoglio")
    page = visit(reverse("portfolios:mission_learning", args=[alone.slug]))
    assert (page.status_code, "Learning · Senza portafoglio" in text(page)) == (200, True)


@pytest.mark.parametrize("name", ["learning", "session_list", "futures", "triggers"])
def test_the_pages_cost_the_same_whatever_they_hold(name, visit, mission, portfolio):
    def fill():
        action = ActionFactory()
        PlacementFactory(portfolio=portfolio, action=action)
        session = SensemakingSessionFactory(portfolio=portfolio)
        InsightFactory(mission=mission, session=session, action=action)
        trigger = TriggerFactory(mission=mission)
        trigger.unlocks.set([action])
        trigger.intentions.set([IntentionFactory(mission=mission)])
        ScenarioTrialFactory(scenario=ScenarioFactory(mission=mission), action=action)

    url = reverse(f"portfolios:{name}", args=[portfolio.slug])
    counts = []
    for _times in range(3):
        fill()
        visit(url, "sara")
        with CaptureQueriesContext(connection) as queries:
            visit(url, "sara")
        counts.append(len(queries))
    assert counts[1] == counts[2]
