"""Outputs: who knows, reads and moves them; revisions that stay; reviews by who is not of the team."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from convergenze.core.errors import MoveRefused
from school.choices.canvases import CANVASES
from school.choices.labs import OutputKind, OutputStatus
from school.models import Output
from school.queries import labs as reading
from school.services import labs
from school.workflow import output_workflow
from tests.factories.missions import ChallengeFactory
from tests.factories.school import (
    EnrolmentFactory,
    LabFactory,
    OutputFactory,
    TeamFactory,
    TeamMembershipFactory,
)

SCORES = dict.fromkeys(("relevance", "clarity", "feasibility", "collaboration", "evidence"), 3)
HIDDEN_WORDS = "Tre case vuote diventano una coabitazione."


def with_status(output, status):
    """The output as stored in that state, whatever it took."""
    kind = ContentType.objects.get_for_model(Output)
    born = {"promoted_id": 0, "promoted_type": kind} if status == "promoted" else {}
    Output.objects.filter(pk=output.pk).update(status=status, **born)
    return Output.objects.get(pk=output.pk)


# Who reads what, state by state: k knows there is one, r reads it, w writes in it.
ROLES = ("pia", "bruno", "rita", "teo", "giulia", "olga", "chiara", "guest")
READS = {
    "draft": ("krw", "krw", "", "kr", "kr", "kr", "", ""),
    "submitted": ("kr", "kr", "kr", "kr", "kr", "kr", "", ""),
    "in_review": ("kr", "kr", "kr", "kr", "kr", "kr", "", ""),
    "changes_requested": ("krw", "krw", "", "kr", "kr", "kr", "", ""),
    "accepted": ("kr", "kr", "kr", "kr", "kr", "kr", "", ""),
    "rejected": ("kr", "kr", "kr", "kr", "kr", "kr", "", ""),
    "promoted": ("kr", "kr", "kr", "kr", "kr", "kr", "k", "k"),
}


@pytest.fixture
def people(school_cast, rita, team):
    """Everybody who has to do with it, and who has not."""
    return {who: school_cast.get(who, rita) for who in ROLES}


@pytest.mark.parametrize("status", READS)
def test_who_knows_reads_and_writes_an_output(people, filled, status):
    output = with_status(filled, status)
    rights = {"k": "view", "r": "read", "w": "write"}
    found = tuple(
        "".join(key for key, name in rights.items() if people[who].has_perm(f"school.{name}_output", output))
        for who in ROLES
    )
    assert found == READS[status]


@pytest.mark.parametrize("status", READS)
def test_lists_and_rules_agree(people, filled, status):
    output = with_status(filled, status)
    seen = {who for who, user in people.items() if output in Output.objects.visible_to(user)}
    read = {who for who, user in people.items() if output in Output.objects.readable_by(user)}
    assert seen == {who for who, user in people.items() if user.has_perm("school.view_output", output)}
    assert read == {who for who, user in people.items() if user.has_perm("school.read_output", output)}


MOVES = {
    "draft": {"pia": ["submit"], "bruno": ["submit"]},
    "changes_requested": {"pia": ["submit"], "bruno": ["submit"]},
    "submitted": {"teo": ["review"], "giulia": ["review"]},
    "in_review": dict.fromkeys(("teo", "giulia"), ["improve", "accept", "reject"]),
    "accepted": dict.fromkeys(("teo", "giulia", "olga"), ["promote"]),
    "rejected": {},
    "promoted": {},
}


@pytest.mark.parametrize("status", MOVES)
def test_who_moves_an_output(people, filled, status):
    output = with_status(filled, status)
    found = {who: [move.name for move in output_workflow.moves_for(output, user)] for who, user in people.items()}
    assert {who: moves for who, moves in found.items() if moves} == MOVES[status]


def test_every_kind_has_a_canvas_and_asks_something_first():
    assert set(CANVASES) == set(OutputKind)
    assert all(canvas.required for canvas in CANVASES.values())
    names = [[field.name for field in canvas.fields] for canvas in CANVASES.values()]
    assert [len(set(one)) for one in names] == [len(one) for one in names]


def test_nothing_is_handed_in_before_it_is_filled(idea, pia):
    with pytest.raises(MoveRefused) as refused:
        labs.submit_output(output=idea, by=pia)
    assert refused.value.messages == [
        "Fill in “what is done, where, for whom”.",
        "Fill in “what changes because of it”.",
        "Fill in “main lever”.",
        "Fill in “the first step”.",
    ]


def test_handing_in_freezes_a_revision_and_names_the_team(filled, pia):
    output = labs.submit_output(output=filled, by=pia)
    assert [(one.number, one.note, one.data["summary"]) for one in output.revisions.all()] == [
        (1, "Handed in", HIDDEN_WORDS)
    ]
    assert sorted(one.name for one in output.contributors.all()) == ["Bruno Neri", "Pia Rossi"]


def test_a_revision_never_changes(filled, pia):
    first = labs.freeze_output(output=filled, note="Prima", by=pia)
    labs.save_field(output=filled, name="summary", value="Altro", base=1, by=pia)
    second = labs.freeze_output(output=filled, note="Seconda", by=pia)
    first.refresh_from_db()
    assert (first.number, first.data["summary"], second.number, second.data["summary"]) == (1, HIDDEN_WORDS, 2, "Altro")
    assert [(str(label), a, b) for label, a, b in reading.compare(first, second, pia)] == [
        ("what is done, where, for whom", HIDDEN_WORDS, "Altro")
    ]


def test_handing_in_what_was_frozen_makes_no_second_revision(filled, pia):
    labs.freeze_output(output=filled, by=pia)
    assert labs.submit_output(output=filled, by=pia).revisions.count() == 1


@pytest.mark.parametrize(
    ("verdict", "status"), [("accept", "accepted"), ("changes", "changes_requested"), ("reject", "rejected")]
)
def test_a_review_carries_its_verdict(filled, pia, teo, verdict, status):
    labs.submit_output(output=filled, by=pia)
    review = labs.review_output(output=filled, scores=SCORES, text="Chiaro.", verdict=verdict, by=teo)
    filled.refresh_from_db()
    assert (filled.status, review.scores, review.revision.number) == (status, SCORES, 1)


def test_who_was_in_the_team_does_not_review_it(filled, pia, teo, enrolment, pool, team):
    mine = EnrolmentFactory(pool=pool, person=teo.person)
    team.memberships.create(lab=team.lab, enrolment=mine, left_at=enrolment.created_at)
    labs.submit_output(output=filled, by=pia)
    with pytest.raises(PermissionDenied):
        labs.review_output(output=filled, scores=SCORES, text="Bellissimo.", verdict="accept", by=teo)


def test_a_verdict_is_not_given_without_a_review(filled, pia, teo):
    labs.submit_output(output=filled, by=pia)
    labs.begin_review(output=filled, by=teo)
    with pytest.raises(MoveRefused, match="Write a review"):
        output_workflow.perform(filled, "accept", by=teo)


@pytest.mark.parametrize("scores", [{}, SCORES | {"clarity": 5}, SCORES | {"clarity": "molto"}])
def test_every_criterion_has_a_score_from_0_to_4(filled, pia, teo, scores):
    labs.submit_output(output=filled, by=pia)
    with pytest.raises(ValidationError, match="Give a score from 0 to 4"):
        labs.review_output(output=filled, scores=scores, text="Sì.", verdict="accept", by=teo)


def test_after_changes_it_is_handed_in_and_reviewed_again(filled, pia, teo):
    labs.submit_output(output=filled, by=pia)
    labs.review_output(output=filled, scores=SCORES, text="Manca il chi.", verdict="changes", by=teo)
    labs.save_field(output=filled, name="summary", value="Con il chi.", base=1, by=pia)
    labs.submit_output(output=filled, by=pia)
    labs.review_output(output=filled, scores=SCORES, text="Ora sì.", verdict="accept", by=teo)
    filled.refresh_from_db()
    assert (filled.status, filled.revisions.count()) == ("accepted", 2)


# Through the pages.


def test_the_way_of_an_output_through_its_pages(client, filled, pia, teo):
    client.force_login(pia)
    client.post(reverse("school:output_revise", args=[filled.public_id]), {"note": "Bozza"})
    client.post(reverse("school:output_move", args=[filled.public_id, "submit"]))
    client.force_login(teo)
    review = reverse("school:output_review", args=[filled.public_id])
    assert "This could not be saved yet" in client.post(review, {"text": "Chiaro."}).content.decode()
    client.post(review, SCORES | {"text": "Chiaro.", "verdict": "accept"})
    filled.refresh_from_db()
    assert filled.status == "accepted"
    text = client.get(filled.get_absolute_url()).content.decode()
    assert ("Chiaro." in text, "Bring it on the platform" in text, "Bozza" in text) == (True, True, True)


def test_two_revisions_are_compared_on_a_page(client, filled, rita, pia):
    labs.freeze_output(output=filled, by=pia)
    labs.save_field(output=filled, name="summary", value="Altro", base=1, by=pia)
    labs.freeze_output(output=filled, by=pia)
    page = reverse("school:output_compare", args=[filled.public_id])
    client.force_login(pia)
    text = client.get(page, {"a": 1, "b": 2}).content.decode()
    assert (HIDDEN_WORDS in text, "From revision 1 to revision 2" in text) == (True, True)
    assert [client.get(page, {"b": b}).status_code for b in ("1", "9", "x", "", "²")] == [200, 404, 404, 404, 404]
    client.force_login(rita)
    assert client.get(page, {"b": 1}).status_code == 404


ADDRESSES = ("output_edit", "output_compare", "output_review", "output_promote", "output_pulse")


@pytest.mark.parametrize("who", ["chiara", "rita"])
def test_a_draft_is_not_there_for_the_others(request, client, filled, rita, who):
    user = request.getfixturevalue(who)
    client.force_login(user)
    pages = [filled.get_absolute_url(), *(reverse(f"school:{name}", args=[filled.public_id]) for name in ADDRESSES)]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)
    api = APIClient()
    api.force_login(user)
    assert api.get("/api/v1/outputs/").json()["results"] == []
    assert api.get(f"/api/v1/outputs/{filled.public_id}/fields/").status_code == 404


def test_outsiders_learn_that_it_was_promoted_and_nothing_of_what_it_says(client, accepted):
    with_status(accepted, "promoted")
    Output.objects.update(promoted_revision=accepted.revisions.get(), promoted_at="2027-02-01T10:00Z")
    OutputFactory(team=accepted.team, title="Bozza segreta")
    text = client.get(accepted.get_absolute_url()).content.decode()
    assert ("Coabitare alla Corte" in text, "I Cortili" in text, HIDDEN_WORDS in text, "Pia" in text) == (
        True, True, False, False,
    )  # fmt: skip
    lab = client.get(accepted.team.lab.get_absolute_url()).content.decode()
    assert ("Bozza segreta" in lab, "Pia Rossi" in lab, "Bruno" in lab) == (False, False, False)
    api = APIClient()
    assert [row["title"] for row in api.get("/api/v1/outputs/").json()["results"]] == ["Coabitare alla Corte"]
    assert api.get(f"/api/v1/outputs/{accepted.public_id}/fields/").status_code in (401, 403)
    assert api.get("/api/v1/teams/").json()["results"] == []


def test_names_go_as_far_as_their_people_allowed(filled, team, rita, pia, teo, guest, chiara, enrolment):
    filled.contributors.set([enrolment, *rita.person.enrolments.all()])
    bodies = ["Comune di Valfiorita", "Associazione Vigna"]

    def told(user):
        return [one.words for one in reading.named(filled.contributors.order_by("pk"), user)]

    assert told(teo) == [f"Pia Rossi · {bodies[0]}", f"Rita Blu · {bodies[1]}"]
    assert told(pia) == [bodies[0], f"Rita Blu · {bodies[1]}"]
    assert told(chiara) == told(guest) == bodies


def test_team_mates_know_one_another(team, pia, rita, lab):
    rows = {row.team.name: [person.name for _row, person in row.people] for row in reading.team_rows(lab, pia)}
    assert rows == {"I Cortili": ["Pia Rossi", "Bruno Neri"], "Le Vigne": ["Rita Blu"]}
    rows = {row.team.name: [person.name for _row, person in row.people] for row in reading.team_rows(lab, rita)}
    assert rows == {"I Cortili": ["", ""], "Le Vigne": ["Rita Blu"]}


def test_a_canvas_is_begun_by_the_team_or_by_staff(client, team, pia, teo, rita):
    page = reverse("school:output_new", args=[team.public_id])
    codes = []
    for who in (pia, teo, rita):
        client.force_login(who)
        codes.append(client.post(page, {"kind": "challenge_card", "title": "Chi torna"}).status_code)
    assert (codes, Output.objects.count()) == ([302, 302, 403], 2)


def test_states_have_their_groups():
    assert set(OutputStatus.writable()) | set(OutputStatus.handed_in()) == set(OutputStatus)


@pytest.mark.parametrize("name", ["labs", "teams", "outputs"])
def test_the_lists_of_the_api_cost_the_same_for_one_and_three(filled, teo, pool, name):
    api = APIClient()
    api.force_login(teo)
    type(filled.team.lab).objects.update(challenge=ChallengeFactory())

    def cost():
        api.get(f"/api/v1/{name}/")
        with CaptureQueriesContext(connection) as queries:
            answer = api.get(f"/api/v1/{name}/")
        return len(queries), len(answer.json()["results"])

    one, rows = cost()
    for _n in range(2):
        lab = LabFactory(edition=pool.edition, challenge=ChallengeFactory())
        team = TeamMembershipFactory(team=TeamFactory(lab=lab), enrolment=EnrolmentFactory(pool=pool)).team
        OutputFactory(team=team)
    assert (cost(), rows) == ((one, 3), 1)


def test_a_lab_does_not_tell_its_hidden_challenge(client, lab, chiara):
    hidden = ChallengeFactory(title="Sfida segreta", visibility="team")
    type(lab).objects.update(challenge=hidden)
    client.force_login(chiara)
    assert "Sfida segreta" not in client.get(lab.get_absolute_url()).content.decode()
    api = APIClient()
    api.force_login(chiara)
    assert api.get(f"/api/v1/labs/{lab.public_id}/").json()["challenge"] is None


@pytest.mark.parametrize("name", ["output_review", "output_promote"])
def test_pages_of_moves_that_are_not_open_lead_back(client, filled, teo, name):
    client.force_login(teo)
    answer = client.get(reverse(f"school:{name}", args=[filled.public_id]))
    assert (answer.status_code, answer.url) == (302, filled.get_absolute_url())
