"""Intentions, signals and scenarios: who may what, what each move waits for, what is refused in words."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from rest_framework.test import APIClient

from convergenze.accounts.services import clock
from convergenze.core import panels
from convergenze.core.errors import MoveRefused
from convergenze.history.models import Entry
from missions import services
from missions.models import Intention, Scenario, Signal
from missions.pictures.signals import signal_map
from missions.workflow import intention_workflow, signal_workflow
from tests.factories.actors import ActorFactory
from tests.factories.foresight import IntentionFactory, ScenarioFactory, SignalFactory
from tests.factories.missions import ChallengeFactory, MissionFactory

EVERYBODY = ["guest", "anna", "bruno", "chiara", "sara", "olga", "marta", "ada"]
# bruno writes for the actor · sara stewards the mission · chiara captured the signal
SPEAK = {"declared": "unlock take_up withdraw", "unlocked": "relock take_up withdraw", "withdrawn": "redeclare"}
INTENTION_MOVES = {
    "declared": {who: SPEAK["declared"] for who in ("bruno", "olga", "marta")} | {"sara": "unlock"},
    "unlocked": {who: SPEAK["unlocked"] for who in ("bruno", "olga", "marta")} | {"sara": "relock"},
    "withdrawn": {who: SPEAK["withdrawn"] for who in ("bruno", "olga", "marta")},
    "taken_up": {},
}
WEIGH = {
    "captured": "assess dismiss",
    "assessed": "link watch dismiss",
    "linked": "watch dismiss",
    "watched": "link dismiss",
    "dismissed": "reopen",
}
SIGNAL_MOVES = {state: dict.fromkeys(("sara", "olga", "marta"), moves) for state, moves in WEIGH.items()}


def _table(moves):
    return [(state, who, by.get(who, "").split()) for state, by in moves.items() for who in EVERYBODY]


@pytest.fixture
def public(mission):
    mission.visibility = "public"
    mission.save()
    return mission


@pytest.fixture
def client(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def intention(cooperative, public):
    return IntentionFactory(actor=cooperative, mission=public, title="Apriamo un condominio", slug="condominio")


@pytest.fixture
def signal(public, chiara):
    return SignalFactory(mission=public, created_by=chiara, title="Chiude la banca", slug="chiude-la-banca")


@pytest.mark.parametrize(("state", "who", "moves"), _table(INTENTION_MOVES))
def test_who_may_move_an_intention(state, who, moves, cast, intention):
    intention.status = state
    assert [move.name for move in intention_workflow.moves_for(intention, cast[who])] == moves


@pytest.mark.parametrize(("state", "who", "moves"), _table(SIGNAL_MOVES))
def test_who_may_move_a_signal(state, who, moves, cast, signal):
    signal.status = state
    assert [move.name for move in signal_workflow.moves_for(signal, cast[who])] == moves


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_writes_scenarios(who, cast, public):
    assert cast[who].has_perm("missions.write_scenario", Scenario(mission=public)) == (who in ("sara", "olga", "marta"))


def test_an_editor_declares_for_their_actor_alone(bruno, cooperative, municipality, public):
    said = services.declare_intention(
        intention=Intention(actor=cooperative, mission=public, title="Apriamo", condition="Se"), by=bruno
    )
    assert (said.status, said.created_by) == ("declared", bruno)
    with pytest.raises(ValidationError) as refused:
        services.declare_intention(
            intention=Intention(actor=municipality, mission=public, title="Apriamo", condition="Se"), by=bruno
        )
    assert refused.value.message_dict == {"actor": ["You do not write for this actor: choose one of yours."]}


def test_an_intention_says_on_what(bruno, cooperative):
    with pytest.raises(ValidationError) as refused:
        services.declare_intention(intention=Intention(actor=cooperative, title="Apriamo", condition="Se"), by=bruno)
    assert refused.value.message_dict == {
        "mission": ["Say on which mission or on which challenge the actor would act."]
    }


def test_an_intention_becomes_an_action_only_through_the_action(intention, bruno):
    with pytest.raises(MoveRefused, match="Make an action of it"):
        intention_workflow.perform(intention, "take_up", by=bruno)


def test_the_clock_may_unlock(intention):
    moved = intention_workflow.perform(intention, "unlock", by=clock(), answers={"reason": "È successo."})
    assert moved.status == "unlocked"


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("what", ["actor", "mission", "challenge"])
def test_an_intention_is_hidden_with_what_it_hangs_from(what, who, cast, cooperative, public):
    """Public by its own level; ada and the officers read everything, nobody of the cast belongs to the hidden one."""
    hidden = {
        "actor": {"actor": ActorFactory(visibility="team"), "mission": public},
        "mission": {"actor": cooperative, "mission": MissionFactory(visibility="team")},
        "challenge": {"actor": cooperative, "mission": None, "challenge": ChallengeFactory(visibility="team")},
    }[what]
    intention = IntentionFactory(**hidden)
    sees = who in ("ada", "olga", "marta")
    assert Intention.objects.visible_to(cast[who]).filter(pk=intention.pk).exists() == sees
    assert cast[who].has_perm("missions.view_intention", intention) == sees


def test_a_signal_is_assessed_once_both_numbers_are_said(signal, sara):
    with pytest.raises(MoveRefused) as refused:
        signal_workflow.perform(signal, "assess", by=sara)
    assert refused.value.messages == ["Say how large its impact and its uncertainty are, from 1 to 5."]
    assert services.assess_signal(signal=signal, impact=4, uncertainty=2, by=sara).status == "assessed"


def test_who_captures_with_numbers_and_may_assess_has_assessed(sara, chiara, public):
    told = {"mission": public, "title": "Piove di più", "impact": 5, "uncertainty": 1}
    assert services.capture_signal(signal=Signal(**told), by=sara).status == "assessed"
    assert services.capture_signal(signal=Signal(**told), by=chiara).status == "captured"


def test_nobody_else_weighs_a_signal(signal, chiara):
    with pytest.raises(PermissionDenied):
        services.assess_signal(signal=signal, impact=4, uncertainty=2, by=chiara)


def test_a_signal_is_linked_to_something(olga):
    loose = SignalFactory(mission=None, status="assessed")
    with pytest.raises(MoveRefused) as refused:
        signal_workflow.perform(loose, "link", by=olga)
    assert refused.value.messages == [
        "Say what it changes: choose a mission or a challenge, or name it in a scenario or a trigger."
    ]
    ScenarioFactory().signals.add(loose)
    assert signal_workflow.perform(loose, "link", by=olga).status == "linked"


def test_linking_says_to_what(olga, public):
    loose = SignalFactory(mission=None, status="assessed")
    with pytest.raises(ValidationError, match="Choose the mission or the challenge"):
        services.link_signal(signal=loose, by=olga)
    linked = services.link_signal(signal=loose, mission=public, by=olga)
    assert (linked.status, linked.mission) == ("linked", public)


def test_the_signals_one_does_not_see_stay_behind_a_scenario(sara, public):
    seen, unseen = SignalFactory(mission=public), SignalFactory(mission=MissionFactory(visibility="team"))
    scenario = ScenarioFactory(mission=public)
    scenario.signals.set([seen, unseen])
    services.write_scenario(scenario=scenario, signals=[], by=sara)
    assert list(scenario.signals.all()) == [unseen]


def test_the_picture_has_a_mark_per_weighed_signal_in_its_field():
    far = SignalFactory.build(impact=5, uncertainty=5)
    near = SignalFactory.build(impact=1, uncertainty=1)
    picture = signal_map([far, near, SignalFactory.build(impact=None, uncertainty=2)])
    assert [(mark.number, mark.signal) for mark in picture.marks] == [(1, far), (2, near)]
    first, second = picture.marks
    assert first.x > second.x
    assert first.y < second.y
    assert signal_map([SignalFactory.build()]) is None


def test_a_crowded_field_says_how_many_it_leaves_out():
    picture = signal_map([SignalFactory.build(impact=3, uncertainty=3) for _one in range(11)])
    assert (len(picture.marks), picture.more) == (9, 2)
    assert len({(mark.x, mark.y) for mark in picture.marks}) == 9


# Pages and API.


def test_an_intention_goes_from_the_form_to_withdrawn(client, bruno, cooperative, public):
    client.force_login(bruno)
    asked = client.get(reverse("missions:intention_new") + f"?mission={public.slug}")
    assert asked.context["form"].initial == {"mission": public, "visibility": "public", "actor": cooperative.pk}
    typed = {
        "actor": cooperative.reference, "title": "Apriamo un condominio", "condition": "Se il Comune affida la scuola",
        "mission": public.pk, "language": "it", "visibility": "public",
    }  # fmt: skip
    answer = client.post(reverse("missions:intention_new"), typed, follow=True)
    said = Intention.objects.get()
    assert answer.redirect_chain == [(said.get_absolute_url(), 302)]
    assert "We would: Apriamo un condominio" in answer.content.decode()
    move = reverse("missions:intention_move", args=[said.slug, "withdraw"])
    assert "Write a reason" in client.post(move, {}, follow=True).content.decode()
    client.post(move, {"reason": "Abbiamo cambiato idea."})
    said.refresh_from_db()
    assert said.status == "withdrawn"


def test_a_form_that_says_nothing_keeps_what_was_typed(client, bruno, cooperative):
    client.force_login(bruno)
    typed = {
        "actor": cooperative.reference,
        "title": "Apriamo",
        "condition": "Se",
        "language": "it",
        "visibility": "team",
    }
    page = client.post(reverse("missions:intention_new"), typed).content.decode()
    assert "Say on which mission or on which challenge the actor would act." in page
    assert 'value="Apriamo"' in page


@pytest.mark.parametrize(
    ("who", "status"), [("guest", 404), ("chiara", 404), ("bruno", 200), ("sara", 200), ("ada", 200)]
)
def test_a_team_intention_is_for_its_actor_and_its_mission(who, status, cast, client, intention):
    Intention.objects.filter(pk=intention.pk).update(visibility="team")
    if who != "guest":
        client.force_login(cast[who])
    assert client.get(intention.get_absolute_url()).status_code == status
    listed = client.get(reverse("missions:intention_list")).content.decode()
    assert ("Apriamo un condominio" in listed) == (status == 200)


@pytest.mark.parametrize(("who", "status"), [("chiara", 403), ("sara", 200)])
def test_a_signal_is_weighed_from_its_page(who, status, cast, client, signal):
    client.force_login(cast[who])
    url = reverse("missions:signal_assess", args=[signal.slug])
    answer = client.post(url, {"impact": 4, "uncertainty": 5}, follow=True)
    signal.refresh_from_db()
    assert (answer.status_code, signal.impact) == (status, 4 if status == 200 else None)


def test_wrong_numbers_are_told(client, sara, signal):
    client.force_login(sara)
    url = reverse("missions:signal_assess", args=[signal.slug])
    page = client.post(url, {"impact": 9, "uncertainty": ""}, follow=True).content.decode()
    assert "impact (1 to 5): Select a valid choice. 9 is not one of the available choices." in page


def test_the_list_of_signals_draws_those_that_are_weighed(client, public):
    SignalFactory(mission=public, title="Pesato", impact=5, uncertainty=4)
    SignalFactory(mission=public, title="Da pesare")
    SignalFactory(mission=public, title="Scartato", impact=5, uncertainty=4, status="dismissed")
    context = client.get(reverse("missions:signal_list") + f"?mission={public.slug}").context
    assert [mark.signal.title for mark in context["picture"].marks] == ["Pesato"]
    assert len(context["page"]) == 3


def test_a_scenario_is_written_from_its_mission(client, sara, public, signal):
    client.force_login(sara)
    url = reverse("missions:scenario_new", args=[public.slug])
    typed = {"title": "Valli calde", "year": 2040, "narrative": "Si vive su.", "signals": [signal.pk], "language": "it",
             "visibility": "public"}  # fmt: skip
    answer = client.post(url, typed, follow=True)
    scenario = Scenario.objects.get()
    assert (list(scenario.signals.all()), scenario.mission) == ([signal], public)
    assert "Chiude la banca" in answer.content.decode()


def test_mission_challenge_and_actor_show_intentions(intention, public, cooperative, bruno, guest):
    place = "missions/foresight/_intentions_panel.html"
    on_mission = dict(panels.panels_for("missions.knowledge", public, guest))[place]
    assert (on_mission["intentions"], on_mission["may_add"]) == ([intention], False)
    theirs = dict(panels.panels_for("actors.detail", cooperative, bruno))[place]
    assert (theirs["intentions"], theirs["may_add"]) == ([intention], True)
    assert place not in dict(panels.panels_for("actors.detail", ActorFactory(), bruno))
    challenge = ChallengeFactory(visibility="public")
    assert place not in dict(panels.panels_for("challenges.detail", challenge, guest))


def test_the_api_declares_moves_and_refuses(bruno, cooperative, municipality, public):
    api = APIClient()
    api.force_login(bruno)
    told = {
        "actor": str(cooperative.public_id),
        "mission": str(public.public_id),
        "title": "Apriamo",
        "condition": "Se",
    }
    made = api.post("/api/v1/intentions/", told, format="json")
    assert (made.status_code, made.json()["status"]) == (201, "declared")
    refused = api.post("/api/v1/intentions/", told | {"actor": str(municipality.public_id)}, format="json")
    assert refused.status_code == 400
    place = f"/api/v1/intentions/{made.json()['public_id']}/"
    assert [row["name"] for row in api.get(f"{place}moves/").json()] == ["unlock", "take_up", "withdraw"]
    moved = api.post(f"{place}moves/unlock/", {"reason": "È successo."}, format="json")
    assert moved.json()["status"] == "unlocked"
    listed = api.get(f"/api/v1/intentions/?mission={public.slug}&status=unlocked").json()["results"]
    assert [row["title"] for row in listed] == ["Apriamo"]


def test_the_api_weighs_and_links_signals(sara, chiara, public, signal):
    api = APIClient()
    api.force_login(sara)
    place = f"/api/v1/signals/{signal.public_id}/"
    assert api.post(f"{place}assess/", {"impact": 6, "uncertainty": 1}, format="json").status_code == 400
    assert api.post(f"{place}assess/", {"impact": 5, "uncertainty": 1}, format="json").json()["status"] == "assessed"
    linked = api.post(f"{place}link/", {"mission": str(public.public_id)}, format="json")
    assert linked.json()["status"] == "linked"
    api.force_login(chiara)
    assert api.post(f"{place}assess/", {"impact": 1, "uncertainty": 1}, format="json").status_code == 403


def test_what_happens_to_an_intention_is_remembered_in_words(client, intention, sara):
    intention_workflow.perform(intention, "unlock", by=sara, answers={"reason": "La scuola è affidata."})
    entry = Entry.objects.about(intention).get()
    assert (entry.verb, entry.reason) == ("missions.intention.unlock", "La scuola è affidata.")
    client.force_login(sara)
    assert "its condition is met" in client.get(intention.get_absolute_url()).content.decode()
