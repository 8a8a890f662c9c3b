"""The API speaks to the same domain: rows, writes, moves, refusals."""

import pytest
from rest_framework.test import APIClient

from tests.factories.missions import (
    ChallengeFactory,
    IndicatorFactory,
    MeasurementFactory,
    MissionFactory,
    ObjectiveFactory,
)


@pytest.fixture
def api(cast):
    def as_(who):
        client = APIClient()
        if who != "guest":
            client.force_login(cast[who])
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        client.cookies["django_language"] = "en"
        return client

    return as_


LISTS = [
    "challenges", "stances", "missions", "assessments", "objectives", "indicators", "measurements", "evidence",
]  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("who", ["guest", "sara", "ada"])
def test_every_list_answers_at_a_constant_cost(name, who, api, full_mission, another_mission, query_count):
    client = api(who)
    cost = query_count(lambda: client.get(f"/api/v1/{name}/?page_size=1"))
    assert query_count(lambda: client.get(f"/api/v1/{name}/?page_size=50")) == cost
    assert client.get(f"/api/v1/{name}/").status_code == 200
    assert client.get(f"/api/v1/{name}/?colour=red").status_code == 400


@pytest.fixture
def query_count():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(act):
        act()
        with CaptureQueriesContext(connection) as found:
            act()
        return len(found)

    return count


def test_a_mission_is_opened_changed_and_told_stale(api, challenge, municipality):
    client = api("olga")
    made = client.post(
        "/api/v1/missions/",
        {"title": "Valli", "statement": "Entro il 2030…", "challenge": challenge.public_id},
        format="json",
    )
    assert (made.status_code, made.json()["status"], made.json()["reference"][:3]) == (201, "concept", "MI-")
    url = f"/api/v1/missions/{made.json()['public_id']}/"
    assert client.patch(url, {"title": "Valli vive", "version": 1}, format="json").json()["version"] == 2
    stale = client.patch(url, {"title": "Altro", "version": 1}, format="json")
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    assert client.patch(url, {"status": "active"}, format="json").json()["status"] == "concept"
    long = client.patch(url, {"statement": "x" * 281}, format="json")
    assert long.status_code == 400


def test_who_may_not_write_is_refused(api, full_mission):
    url = f"/api/v1/missions/{full_mission.public_id}/"
    assert api("guest").patch(url, {"title": "x"}, format="json").status_code == 401
    assert api("bruno").patch(url, {"title": "x"}, format="json").status_code == 403
    assert api("chiara").post("/api/v1/missions/", {"title": "x"}, format="json").status_code == 403


def test_the_moves_come_with_a_checklist(api, mission):
    moves = api("sara").get(f"/api/v1/missions/{mission.public_id}/moves/").json()
    assert [(move["name"], move["asks"]) for move in moves] == [("propose", []), ("discontinue", ["reason"])]
    assert "Write down the challenge." in moves[0]["reasons"]


def test_the_gate_is_read_and_scored(api, full_mission, municipality):
    found = api("guest").get(f"/api/v1/missions/{full_mission.public_id}/gate/").json()
    assert (found["passed"], found["criteria"][0]["median"]) == (True, 3)
    body = {
        "mission": str(full_mission.public_id), "actor": str(municipality.public_id),
        "scores": [{"criterion": "bold", "score": 1, "reason": "No."}],
    }  # fmt: skip
    given = api("anna").post("/api/v1/assessments/", body, format="json")
    assert (given.status_code, [row["score"] for row in given.json()]) == (201, [1])
    assert api("chiara").post("/api/v1/assessments/", body, format="json").status_code == 403
    wrong = api("anna").post(
        "/api/v1/assessments/", body | {"scores": [{"criterion": "bold", "score": 9}]}, format="json"
    )
    assert wrong.status_code == 400


def test_parts_are_written_by_who_writes_the_mission(api, mission):
    body = {"mission": str(mission.public_id), "title": "Riuso", "weight": 3, "required_levers": ["finance"]}
    assert api("anna").post("/api/v1/objectives/", body, format="json").status_code == 403
    made = api("sara").post("/api/v1/objectives/", body, format="json")
    assert (made.status_code, made.json()["code"]) == (201, "O1")
    indicator = {
        "objective": made.json()["id"], "name": "Alloggi", "baseline": 0, "baseline_on": "2025-06-30", "target": 240,
        "target_on": "2032-12-31", "milestones": [["2027-12-31", 40]],
    }  # fmt: skip
    assert api("sara").post("/api/v1/indicators/", indicator, format="json").status_code == 201
    bad = api("sara").post("/api/v1/indicators/", indicator | {"milestones": [["mai", 40]]}, format="json")
    assert "Write each milestone as a date and a value." in bad.content.decode()


def test_a_part_never_changes_its_mission(api, mission, sara):
    mine, other = ObjectiveFactory(mission=mission), ObjectiveFactory(mission=MissionFactory(visibility="public"))
    url = f"/api/v1/objectives/{mine.pk}/"
    api("sara").patch(url, {"mission": str(other.mission.public_id), "title": "Nuovo"}, format="json")
    mine.refresh_from_db()
    assert (mine.mission, mine.title) == (mission, "Nuovo")
    assert api("sara").delete(f"/api/v1/objectives/{other.pk}/").status_code == 403


def test_a_measurement_is_checked_by_somebody_else(api, mission):
    indicator = IndicatorFactory(objective=ObjectiveFactory(mission=mission))
    body = {"indicator": indicator.pk, "value": 14, "measured_on": "2026-09-30"}
    assert (
        api("chiara").post("/api/v1/measurements/", body, format="json").status_code == 400
    )  # hidden answers as missing
    made = api("anna").post("/api/v1/measurements/", body, format="json").json()
    url = f"/api/v1/measurements/{made['id']}/moves/"
    assert api("anna").post(url + "submit/", {}, format="json").json()["status"] == "submitted"
    assert api("anna").post(url + "approve/", {}, format="json").status_code == 403
    assert api("olga").post(url + "approve/", {}, format="json").json()["status"] == "approved"


def test_a_challenge_is_merged_and_followed(api, challenge):
    drop = ChallengeFactory(visibility="public", status="proposed")
    follow = f"/api/v1/challenges/{drop.public_id}/follow/"
    assert api("chiara").post(follow).status_code == 204
    assert api("guest").post(follow).status_code == 401
    url, body = f"/api/v1/challenges/{drop.public_id}/merge/", {"into": str(challenge.public_id)}
    assert api("chiara").post(url, body, format="json").status_code == 403
    assert api("olga").post(url, body, format="json").json()["public_id"] == str(challenge.public_id)


def test_a_stance_is_added_once(api, challenge, cooperative):
    body = {"challenge": str(challenge.public_id), "actor": str(cooperative.public_id), "stance": "opposes"}
    made = api("olga").post("/api/v1/stances/", body, format="json")
    assert made.status_code == 201
    again = api("olga").post("/api/v1/stances/", body, format="json")
    assert "This actor already has this stance." in again.content.decode()
    assert api("chiara").post("/api/v1/stances/", body, format="json").status_code == 403
    assert api("olga").delete(f"/api/v1/stances/{made.json()['id']}/").status_code == 204


def test_drafts_of_measurements_stay_inside(api, mission):
    mission.visibility = "public"
    mission.save()
    for state in ("draft", "submitted", "returned", "approved"):
        MeasurementFactory(indicator__objective=ObjectiveFactory(mission=mission), status=state)
    seen = api("guest").get("/api/v1/measurements/").json()["results"]
    assert [row["status"] for row in seen] == ["approved"]
    assert len(api("sara").get("/api/v1/measurements/").json()["results"]) == 4
