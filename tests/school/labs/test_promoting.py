"""An accepted output becomes a record of the platform, once, and both sides remember."""

import json
import subprocess
import sys

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from rest_framework.test import APIClient

from convergenze.core import conversions
from convergenze.core.errors import MoveRefused
from convergenze.history.models import Entry
from portfolios.models import Action, Trigger
from school.models import Output
from school.queries import labs as reading
from school.services import labs
from tests.factories.actors import TerritoryFactory
from tests.factories.missions import ChallengeFactory, MissionFactory, ObjectiveFactory
from tests.factories.portfolios import ActionFactory, PortfolioFactory
from tests.factories.school import EditionStaffFactory, OutputFactory, OutputRevisionFactory
from tests.school.labs.race import THREADS


@pytest.fixture
def portfolio(mission):
    return PortfolioFactory(mission=mission, visibility="public")


@pytest.fixture
def steward(sara, edition):
    """Sara, who stewards the mission, facilitates the edition too."""
    EditionStaffFactory(edition=edition, person__account=sara, person__name="Sara", role="facilitator")
    return sara


def revision_of(team, kind, **data):
    output = OutputFactory(team=team, kind=kind, title="Chi torna in valle", status="accepted")
    return OutputRevisionFactory(output=output, number=1, data=data)


def test_an_idea_becomes_an_action_of_the_portfolio(accepted, portfolio, mission, cooperative, olga):
    objective = ObjectiveFactory(mission=mission)
    chosen = {"portfolio": portfolio, "objective": objective, "lead": cooperative}
    action = labs.promote_output(revision=accepted.revisions.get(), key="action", chosen=chosen, by=olga)
    accepted.refresh_from_db()
    assert (accepted.status, accepted.promoted, accepted.promoted_revision.number) == ("promoted", action, 1)
    assert (action.title, action.lead, action.levers, action.visibility) == (
        "Coabitare alla Corte", cooperative, ["social_innovation"], "public",
    )  # fmt: skip
    assert list(portfolio.actions.all()) == [action]
    assert list(objective.contributions.values_list("action", flat=True)) == [action.pk]


def test_a_card_becomes_a_challenge(team, olga):
    place = TerritoryFactory(visibility="public")
    revision = revision_of(
        team, "challenge_card", question="Chi torna?", situation="Case vuote.", desired_change="Case abitate.",
        causes="Eredità\nAffitti brevi", evidence="1.300 case (ISTAT)", theme="welfare_systems", affected="Giovani",
        territory=str(place.public_id),
    )  # fmt: skip
    challenge = labs.promote_output(revision=revision, key="challenge", by=olga)
    assert (challenge.status, challenge.question, challenge.situation, challenge.causes) == (
        "draft", "Chi torna?", "Case vuote.\n\n- 1.300 case (ISTAT)", "- Eredità\n- Affitti brevi",
    )  # fmt: skip
    assert (challenge.themes, challenge.territory) == (["welfare_systems"], place)


def test_a_canvas_becomes_a_mission_that_its_promoter_stewards(team, olga):
    challenge = ChallengeFactory(visibility="public")
    criteria = {name: f"{name}." for name in ("bold", "target", "ambitious_realistic", "cross", "multiple")}
    revision = revision_of(team, "mission_canvas", statement="Entro il 2032.", ends_on="2032-12-31", **criteria)
    mission = labs.promote_output(revision=revision, key="mission", chosen={"challenge": challenge}, by=olga)
    assert (mission.status, str(mission.ends_on), mission.challenge, mission.litmus_many) == (
        "concept", "2032-12-31", challenge, "cross.\n\nmultiple.",
    )  # fmt: skip
    assert olga.granted


def test_a_list_becomes_a_trigger_of_the_mission(team, mission, olga):
    revision = revision_of(
        team, "lever_trigger_list", trigger="Esce il bando.", unlocks="La corte\nIl forno", window_until="2027-06-30"
    )
    chosen = {"mission": mission, "kind": "funding_call"}
    trigger = labs.promote_output(revision=revision, key="trigger", chosen=chosen, by=olga)
    assert (trigger.mission, trigger.description, str(trigger.window_until)) == (
        mission, "Esce il bando.\n\n- La corte\n- Il forno", "2027-06-30",
    )  # fmt: skip


def test_the_named_revision_is_taken_not_the_last(accepted, portfolio, olga):
    data = accepted.revisions.get().data | {"summary": "La prima parola."}
    OutputRevisionFactory(output=accepted, number=2, data=accepted.revisions.get().data)
    accepted.revisions.filter(number=1).update(data=data)
    action = labs.promote_output(
        revision=accepted.revisions.get(number=1), key="action", chosen={"portfolio": portfolio}, by=olga
    )
    assert action.summary.startswith("La prima parola.")


def test_it_is_promoted_once(accepted, portfolio, olga):
    revision = accepted.revisions.get()
    labs.promote_output(revision=revision, key="action", chosen={"portfolio": portfolio}, by=olga)
    with pytest.raises(MoveRefused, match="On the platform"):
        labs.promote_output(revision=revision, key="action", chosen={"portfolio": portfolio}, by=olga)
    assert Action.objects.count() == 1


def race(name):
    command = [sys.executable, "-m", "tests.school.labs.race", name]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def test_of_many_who_promote_at_once_one_does(db):
    assert race("promote") == {"ends": ["MoveRefused"] * (THREADS - 1) + ["done"], "left": 1}


def test_of_many_who_write_a_field_at_once_one_does_and_the_others_are_told(db):
    assert race("write") == {"ends": ["FieldConflict"] * (THREADS - 1) + ["done"], "left": 1}


@pytest.mark.parametrize("status", ["draft", "submitted", "in_review", "changes_requested", "rejected"])
def test_only_what_was_accepted_is_promoted_and_nothing_remains_of_the_attempt(accepted, portfolio, olga, status):
    Output.objects.update(status=status)
    with pytest.raises(MoveRefused):
        labs.promote_output(revision=accepted.revisions.get(), key="action", chosen={"portfolio": portfolio}, by=olga)
    assert (Action.objects.count(), Entry.objects.filter(verb__contains="born").count()) == (0, 0)


@pytest.mark.parametrize("who", ["pia", "rita", "teo"])
def test_who_may_not_fill_the_portfolio_does_not(request, accepted, portfolio, rita, who):
    with pytest.raises(PermissionDenied):
        labs.promote_output(
            revision=accepted.revisions.get(), key="action", chosen={"portfolio": portfolio},
            by=request.getfixturevalue(who),
        )  # fmt: skip
    assert Action.objects.count() == 0


def test_what_is_not_chosen_is_asked(accepted, olga):
    with pytest.raises(ValidationError, match="Choose one"):
        labs.promote_output(revision=accepted.revisions.get(), key="action", by=olga)


@pytest.mark.parametrize("key", ["challenge", "mission", "trigger"])
def test_a_canvas_becomes_only_what_it_can(accepted, olga, key):
    with pytest.raises(ValidationError, match="cannot become that"):
        labs.promote_output(revision=accepted.revisions.get(), key=key, by=olga)


def test_an_unknown_conversion_is_told_with_the_known_ones(accepted, olga):
    with pytest.raises(ValidationError, match="action, challenge, mission, trigger"):
        labs.promote_output(revision=accepted.revisions.get(), key="poem", by=olga)


def test_an_objective_of_another_mission_is_refused(accepted, portfolio, olga):
    chosen = {"portfolio": portfolio, "objective": ObjectiveFactory()}
    with pytest.raises(ValidationError, match="another mission"):
        labs.promote_output(revision=accepted.revisions.get(), key="action", chosen=chosen, by=olga)
    assert Action.objects.count() == 0


# Tied to what is there already.


def test_an_action_that_is_there_learns_where_it_was_born(accepted, steward, portfolio, client):
    action = ActionFactory(title="Coabitare", code="AZ05", visibility="public")
    portfolio.placements.create(action=action)
    labs.adopt_output(revision=accepted.revisions.get(), key="action", record=action, by=steward)
    assert [(one.edition, one.output) for one in reading.origin_of(action, steward)] == [
        (accepted.team.lab.edition, accepted)
    ]
    text = client.get(action.get_absolute_url()).content.decode()
    assert ("Nata nella Scuola" in text, "I Cortili" in text, "Comune di Valfiorita" in text, "Pia" in text) == (
        True, True, True, False,
    )  # fmt: skip


def test_a_record_one_may_not_change_is_not_adopted(accepted, steward):
    with pytest.raises(PermissionDenied):
        labs.adopt_output(revision=accepted.revisions.get(), key="action", record=ActionFactory(), by=steward)


def test_a_record_of_another_kind_is_not_adopted(accepted, olga):
    with pytest.raises(ValidationError, match="cannot become that"):
        labs.adopt_output(revision=accepted.revisions.get(), key="action", record=ChallengeFactory(), by=olga)


# Both sides remember.


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("challenge", lambda mission: ChallengeFactory(visibility="public", status="adopted")),
        ("mission", lambda mission: MissionFactory(visibility="public", status="active")),
        ("action", lambda mission: ActionFactory(visibility="public")),
    ],
)
def test_every_page_says_what_was_born_in_the_school(client, team, mission, olga, kind, make):
    record = make(mission)
    canvas = next(iter(conversions.named(kind).kinds))
    labs.adopt_output(revision=revision_of(team, canvas), key=kind, record=record, by=olga)
    text = client.get(record.get_absolute_url()).content.decode()
    assert ("Nata nella Scuola" in text, "Abitare le valli" in text, "versione 1" in text) == (True, True, True)


def test_a_trigger_says_it_too(client, team, mission, olga):
    type(mission).objects.update(visibility="public")
    mission.refresh_from_db()
    revision = revision_of(team, "lever_trigger_list", trigger="Esce il bando.")
    chosen = {"mission": mission, "kind": "funding_call"}
    trigger = labs.promote_output(revision=revision, key="trigger", chosen=chosen, by=olga)
    assert "Nata nella Scuola" in client.get(trigger.get_absolute_url()).content.decode()
    assert Trigger.objects.count() == 1


def test_the_history_of_both_tells_it(accepted, portfolio, olga):
    action = labs.promote_output(
        revision=accepted.revisions.get(), key="action", chosen={"portfolio": portfolio}, by=olga
    )
    assert [entry.act for entry in Entry.objects.about(accepted)][:2] == ["become", "promote"]
    born = Entry.objects.about(action).get(verb="portfolios.action.born_in_school")
    assert (born.by, born.extra) == (olga, {"revision": 1, "output": accepted.pk})


def test_the_origin_of_a_hidden_edition_is_not_told(client, accepted, olga):
    action = ActionFactory(visibility="public")
    labs.adopt_output(revision=accepted.revisions.get(), key="action", record=action, by=olga)
    type(accepted.team.lab.edition).objects.update(visibility="team")
    text = client.get(action.get_absolute_url()).content.decode()
    assert ("Nata nella Scuola" in text, "Abitare le valli" in text) == (False, False)


def test_the_lab_and_the_api_tell_what_came_out_as_far_as_each_may_see(client, accepted, olga):
    action = ActionFactory(title="Azione riservata", visibility="team")
    labs.adopt_output(revision=accepted.revisions.get(), key="action", record=action, by=olga)
    text = client.get(accepted.team.lab.get_absolute_url()).content.decode()
    assert ("Coabitare alla Corte" in text, "Azione riservata" in text) == (True, False)
    told = APIClient().get(f"/api/v1/outputs/{accepted.public_id}/born/").json()
    assert told == {
        "record": None, "revision": 1, "edition": "abitare-le-valli", "team": "I Cortili",
        "authors": ["Comune di Valfiorita"],
    }  # fmt: skip


def test_what_came_out_of_three_outputs_costs_as_much_as_of_one(accepted, team, olga, django_assert_max_num_queries):
    labs.adopt_output(revision=accepted.revisions.get(), key="action", record=ActionFactory(), by=olga)
    for _n in range(2):
        labs.adopt_output(revision=revision_of(team, "action_idea"), key="action", record=ActionFactory(), by=olga)
    edition = type(team.lab.edition).objects.all()
    with django_assert_max_num_queries(7):
        assert len(reading.came_out_of(edition, olga)) == 3


# Through the pages and the API.


def test_an_output_is_promoted_on_its_page(client, accepted, portfolio, olga):
    client.force_login(olga)
    page = reverse("school:output_promote", args=[accepted.public_id])
    sent = {"revision": accepted.revisions.get().pk, "title": "Coabitare", "portfolio": "", "objective": "", "lead": ""}
    assert "This field is required" in client.post(page, sent).content.decode()
    answer = client.post(page, sent | {"portfolio": portfolio.pk})
    assert answer.url == Action.objects.get(title="Coabitare").get_absolute_url()


def test_an_action_that_is_there_is_adopted_on_the_page_by_its_code(client, accepted, olga):
    action = ActionFactory(title="Coabitare alla Corte di Mezzo", code="AZ05", visibility="public")
    client.force_login(olga)
    page = reverse("school:output_promote", args=[accepted.public_id]) + "?as=action&tie=1"
    answer = client.post(page, {"revision": accepted.revisions.get().pk, "record": "AZ05"})
    assert answer.url == action.get_absolute_url()


def test_an_output_is_promoted_through_the_api(accepted, portfolio, olga):
    api = APIClient()
    api.force_login(olga)
    address = f"/api/v1/outputs/{accepted.public_id}/promote/"
    wrong = {"conversion": "action", "revision": 1, "chosen": {"portfolio": "x"}}
    assert "no such choice" in api.post(address, wrong, format="json").json()["errors"][0]["detail"]
    sent = wrong | {"chosen": {"portfolio": str(portfolio.public_id)}}
    told = api.post(address, sent, format="json").json()
    action = Action.objects.get()
    assert told["record"] == {
        "kind": "portfolios.action", "public_id": str(action.public_id), "title": "Coabitare alla Corte",
    }  # fmt: skip
    assert api.post(address, sent, format="json").status_code == 409


def test_a_hidden_portfolio_cannot_be_chosen(accepted, steward):
    hidden = PortfolioFactory(visibility="team")
    api = APIClient()
    api.force_login(steward)
    sent = {"conversion": "action", "revision": 1, "chosen": {"portfolio": str(hidden.public_id)}}
    answer = api.post(f"/api/v1/outputs/{accepted.public_id}/promote/", sent, format="json")
    assert (answer.status_code, Action.objects.count()) == (400, 0)
