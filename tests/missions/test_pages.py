"""The pages answer whoever asks, cost the same however much is on them, and lose nothing that was typed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from convergenze.core import panels
from missions.models import Challenge, Mission
from tests.factories.missions import ChallengeFactory, MissionFactory
from tests.factories.notifications import FollowFactory
from tests.missions.conftest import furnish

EVERYBODY = ["guest", "anna", "bruno", "chiara", "sara", "olga", "marta", "ada"]


@pytest.fixture
def visit(client, cast):
    def go(url, who="guest", **data):
        if who == "guest":
            client.logout()
        else:
            client.force_login(cast[who])
        client.cookies["django_language"] = "en"
        return client.post(url, data) if data else client.get(url)

    return go


def pages_of(mission):
    challenge, slug = mission.challenge, mission.slug
    objective = mission.objectives.first()
    indicator = objective.indicators.first()
    return {
        "challenges": (reverse("missions:challenge_list"), "*"),
        "challenges as table": (reverse("missions:challenge_list") + "?view=table&theme=climate_transition", "*"),
        "challenge": (challenge.get_absolute_url(), "*"),
        "new challenge": (reverse("missions:challenge_new"), "anna bruno chiara sara olga marta ada"),
        "edit challenge": (reverse("missions:challenge_edit", args=[challenge.slug]), "olga marta"),
        "actors of it": (reverse("missions:stance_edit", args=[challenge.slug]), "olga marta"),
        "merge": (reverse("missions:challenge_merge", args=[challenge.slug]), "olga marta"),
        "new evidence": (reverse("notes:evidence_new", args=["challenges", challenge.slug]), "olga marta"),
        "missions": (reverse("missions:list"), "*"),
        "missions as table": (reverse("missions:list") + "?view=table", "*"),
        "mission": (mission.get_absolute_url(), "*"),
        "objectives": (reverse("missions:objectives", args=[slug]), "*"),
        "knowledge": (reverse("missions:knowledge", args=[slug]), "*"),
        "new mission": (reverse("missions:new") + f"?challenge={challenge.slug}", "olga marta"),
        "edit mission": (reverse("missions:edit", args=[slug]), "sara olga marta"),
        "gate": (reverse("missions:gate", args=[slug]), "*"),
        "scores": (reverse("missions:gate_assess", args=[slug]), "anna bruno sara olga marta"),
        "scores of others": (reverse("missions:gate_transcribe", args=[slug]), "sara marta"),
        "team": (reverse("missions:team", args=[slug]), "sara marta"),
        "new objective": (reverse("missions:objective_new", args=[slug]), "sara olga marta"),
        "edit objective": (reverse("missions:objective_edit", args=[slug, objective.pk]), "sara olga marta"),
        "new indicator": (reverse("missions:indicator_new", args=[slug, objective.pk]), "sara olga marta"),
        "indicator": (reverse("missions:indicator_detail", args=[slug, indicator.pk]), "*"),
        "edit indicator": (reverse("missions:indicator_edit", args=[slug, indicator.pk]), "sara olga marta"),
        "new measurement": (
            reverse("missions:measurement_new", args=[slug, indicator.pk]),
            "anna sara olga marta",
        ),
    }


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_page_answers_every_persona(who, visit, full_mission):
    expected, found = {}, {}
    for name, (url, allowed) in pages_of(full_mission).items():
        may = allowed == "*" or who in allowed.split()
        expected[name] = 200 if may else 302 if who == "guest" else 403
        found[name] = visit(url, who).status_code
    assert found == expected


@pytest.mark.parametrize("who", ["guest", "olga"])
def test_the_pages_of_a_mission_lead_to_each_other(who, visit, full_mission):
    names = ["detail", "objectives", "gate", "governance", "knowledge"]
    addresses = [reverse(f"missions:{name}", args=[full_mission.slug]) for name in names]
    for name, address in zip(names, addresses, strict=True):
        page = visit(address, who)
        assert [href for _key, _label, href in page.context["tabs"]] == addresses
        assert f'<a href="{address}" aria-current="page">' in page.text, name


def test_a_hidden_mission_is_not_found(visit, mission):
    assert visit(mission.get_absolute_url(), "chiara").status_code == 404
    assert visit(reverse("missions:edit", args=[mission.slug]), "chiara").status_code == 404


@pytest.mark.parametrize("who", ["guest", "olga"])
@pytest.mark.parametrize(
    "name",
    ["challenges", "missions", "missions as table", "mission", "objectives", "knowledge", "gate", "challenge"],
)
def test_a_page_costs_the_same_with_twice_as_much(who, name, visit, full_mission, another_mission):
    url = pages_of(full_mission)[name][0]
    visit(url, who)
    with CaptureQueriesContext(connection) as before:
        visit(url, who)
    furnish(full_mission.challenge, MissionFactory(visibility="public", challenge=full_mission.challenge))
    for objective in full_mission.objectives.all():
        objective.pk, objective.code = None, f"X{objective.code}"
        objective.save()
    with CaptureQueriesContext(connection) as after:
        visit(url, who)
    assert len(after) == len(before)


def test_scripts_in_names_stay_text(visit, full_mission):
    evil = '<script>alert("x")</script>'
    Mission.objects.filter(pk=full_mission.pk).update(title=evil, statement=evil)
    Challenge.objects.filter(pk=full_mission.challenge_id).update(title=evil, question=evil)
    full_mission.objectives.update(title=evil)
    for name, (url, _allowed) in pages_of(full_mission).items():
        assert evil not in visit(url, "marta").content.decode(), name


def test_a_merged_challenge_leads_to_the_survivor(visit, challenge):
    drop = ChallengeFactory(visibility="public", merged_into=challenge, status="merged")
    response = visit(drop.get_absolute_url())
    assert (response.status_code, response.url) == (301, challenge.get_absolute_url())


def test_a_challenge_is_written_in_the_browser(visit, chiara, place):
    typed = {
        "title": "Cura di prossimità", "question": "Perché?", "territory": "Valfiorita", "themes": ["welfare_systems"],
        "language": "it", "visibility": "team",
    }  # fmt: skip
    response = visit(reverse("missions:challenge_new"), "chiara", **typed)
    made = Challenge.objects.get(title="Cura di prossimità")
    assert (response.status_code, made.territory, made.created_by, made.status) == (302, place, chiara, "draft")


def test_a_place_nobody_knows_is_told_and_nothing_typed_is_lost(visit):
    page = visit(reverse("missions:challenge_new"), "chiara", title="Cura", question="Perché?", territory="Atlantide")
    text = page.content.decode()
    assert "Nothing is called “Atlantide”: check the spelling." in text
    assert 'value="Atlantide"' in text
    assert 'value="Cura"' in text
    assert not Challenge.objects.exists()


def test_whoever_opens_a_mission_becomes_its_steward(visit, olga, challenge):
    typed = {
        "title": "Valli calde", "statement": "Entro il 2030…", "challenge": "Case vuote", "kind": "local_mission",
        "language": "it", "visibility": "team", "litmus_direction": "Sì",
    }  # fmt: skip
    assert visit(reverse("missions:new"), "olga", **typed).status_code == 302
    made = Mission.objects.get(title="Valli calde")
    assert (made.challenge, made.status) == (challenge, "concept")
    assert [(grant.role, grant.granted_by) for grant in olga.grants.on(made)] == [("steward", olga)]


def test_the_second_editor_sees_what_changed_and_loses_nothing(visit, mission, sara, olga):
    url = reverse("missions:edit", args=[mission.slug])
    typed = {"title": "Mio", "statement": "Mia frase.", "kind": "local_mission", "language": "it", "visibility": "team"}
    visit(url, "olga", **typed | {"title": "Suo", "opened_version": mission.version})
    page = visit(url, "sara", **typed | {"opened_version": mission.version}).content.decode()
    assert "Somebody saved this record while you were writing." in page
    assert "What changed meanwhile" in page
    assert 'value="Mio"' in page
    mission.refresh_from_db()
    assert mission.title == "Suo"
    visit(url, "sara", **typed | {"opened_version": mission.version})
    mission.refresh_from_db()
    assert mission.title == "Mio"


def test_unknown_filters_are_told(visit, challenge):
    text = visit(reverse("missions:challenge_list") + "?colour=red&status=weird").content.decode()
    assert "There is no filter called “colour”; it was ignored." in text
    assert "weird" in text


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("theme=climate_transition", ["Case vuote"]),
        ("theme=welfare_systems", []),
        ("sdg=1", ["Case vuote"]),
        ("sdg=17", []),
        ("territory=valfiorita", ["Case vuote"]),
        ("territory=atlantide", []),
        ("status=adopted", ["Case vuote"]),
        ("q=chiuse+vuote", ["Case vuote"]),
    ],
)
def test_challenges_are_filtered(query, titles, visit, challenge):
    ChallengeFactory(title="Altra", visibility="public", sdgs=[11, 12], themes=["digital_transition"])
    page = visit(reverse("missions:challenge_list") + f"?{query}")
    assert [one.title for one in page.context["page"]] == titles


def test_milestones_are_written_as_rows(visit, full_mission):
    indicator = full_mission.objectives.first().indicators.first()
    url = reverse("missions:indicator_edit", args=[full_mission.slug, indicator.pk])
    typed = {
        "name": "Alloggi", "measure": "unit", "level": "outcome", "aggregation": "latest", "frequency_days": "90",
        "baseline": "0", "baseline_on": "2025-06-30", "target": "240", "target_on": "2032-12-31",
        "milestones-TOTAL_FORMS": "4", "milestones-INITIAL_FORMS": "0",
        "milestones-0-day": "2030-12-31", "milestones-0-value": "130",
        "milestones-1-day": "2027-12-31", "milestones-1-value": "40.5",
    }  # fmt: skip
    assert visit(url, "sara", **typed).status_code == 302
    indicator.refresh_from_db()
    assert indicator.milestones == [["2027-12-31", 40.5], ["2030-12-31", 130.0]]
    outside = visit(url, "sara", **typed | {"milestones-0-day": "2040-01-01"}).content.decode()
    assert "Milestones lie between the baseline’s date" in outside.replace("&#x27;", "’").replace("'", "’")
    half = visit(url, "sara", **typed | {"milestones-1-value": ""}).content.decode()
    assert "A milestone needs both its date and its value." in half


def test_whoever_followed_a_merged_challenge_is_told_on_their_account(visit, challenge, chiara):
    FollowFactory(subject=challenge, user=chiara, told="“Alloggi sfitti” è confluita in “Case vuote”.")
    assert (
        "“Alloggi sfitti” è confluita in “Case vuote”." in visit(reverse("accounts:profile"), "chiara").content.decode()
    )
    assert "Alloggi sfitti" not in visit(reverse("accounts:profile"), "bruno").content.decode()


def test_territories_and_actors_show_their_challenges_and_missions(full_mission, guest, municipality, place):
    there = dict(panels.panels_for("territories.detail", place, guest))["missions/_place_panel.html"]
    theirs = dict(panels.panels_for("actors.detail", municipality, guest))["missions/_place_panel.html"]
    expected = {"challenges": [full_mission.challenge], "missions": [full_mission]}
    assert (there, theirs) == (expected, expected)


def test_suggestions_are_what_one_sees(visit, place, mission):
    url = reverse("missions:suggest_territories")
    assert "Valfiorita · TE-" in visit(f"{url}?field=territory&territory=valf", "chiara").content.decode()
    assert visit(f"{url}?field=territory&territory=v", "chiara").content.decode().strip() == ""
    assert visit(url).status_code == 302
