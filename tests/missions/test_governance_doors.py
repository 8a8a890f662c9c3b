"""The same act through the page and through the API, with the same outcome and the same words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from missions.models import Body, Commitment, Decision, Procedure, Seat
from tests.factories.actors import ActorFactory
from tests.factories.governance import (
    BodyFactory,
    CommitmentFactory,
    DecisionFactory,
    DecisionSubjectFactory,
    MeetingFactory,
    ProcedureFactory,
    SeatFactory,
)


@pytest.fixture
def governed(mission):
    mission.visibility, mission.status = "public", "active"
    mission.save()
    return mission


def test_a_refused_act_is_told_in_words(door, sara, governed):
    promise = CommitmentFactory(mission=governed, status="offered", due_on=None, title="Prestiti")
    decision = DecisionFactory(mission=governed, body=BodyFactory(mission=governed))
    DecisionSubjectFactory(decision=decision, subject=promise, move="accept")
    outcome = door.move(decision, "adopt", by=sara, reason="Sì.")
    assert "Write by when it is to be kept." in outcome.text
    assert (outcome.status, Commitment.objects.get().status) == ("open", "offered")


def test_an_outcome_without_reason_is_asked_for_it(door, sara, governed):
    outcome = door.move(DecisionFactory(mission=governed), "reject", by=sara)
    assert "Write a reason: it stays in the history." in outcome.text
    assert outcome.status == "open"


def test_who_does_not_record_may_not(door, olga, governed):
    assert door.move(
        DecisionFactory(mission=governed, visibility="public"), "adopt", by=olga, reason="Sì."
    ).is_forbidden


def test_a_hidden_decision_does_not_exist(door, chiara, governed):
    assert door.move(DecisionFactory(mission=governed), "adopt", by=chiara, reason="Sì.").is_missing


def test_a_promise_is_kept_with_its_proof(door, olga, governed):
    outcome = door.move(CommitmentFactory(mission=governed), "fulfil", by=olga, proof="Verbale del 3 marzo.")
    assert outcome.status == "fulfilled"
    assert Commitment.objects.get().proof == "Verbale del 3 marzo."


def test_a_meeting_that_has_not_begun_was_not_held(door, sara, governed):
    outcome = door.move(MeetingFactory(body=BodyFactory(mission=governed)), "hold", by=sara)
    assert "It has not begun yet" in outcome.text
    assert outcome.status == "planned"


def test_a_procedure_is_stopped_with_a_reason(door, olga, governed):
    outcome = door.move(ProcedureFactory(mission=governed, status="opened"), "stop", by=olga, reason="Ricorso.")
    assert outcome.status == "stopped"


# Creating through the pages and through the API.


@pytest.fixture
def api(client):
    def post(path, data, by):
        client.force_login(by)
        return client.post(f"/api/v1/{path}", data, content_type="application/json")

    return post


def _form(client, path, data, by):
    client.force_login(by)
    client.cookies["django_language"] = "en"
    return client.post(path, data | {"language": "it", "visibility": "public"}, follow=True)


def _options(*rows):
    """The options formset of a decision."""
    found = {"options-TOTAL_FORMS": len(rows), "options-INITIAL_FORMS": 0}
    for index, (text, chosen) in enumerate(rows):
        found |= {f"options-{index}-text": text} | ({f"options-{index}-is_chosen": "on"} if chosen else {})
    return found


def test_a_steward_creates_a_body_and_seats_an_actor(client, sara, governed, cooperative):
    _form(
        client,
        f"/missions/{governed.slug}/bodies/new/",
        {"name": "Cabina", "kind": "mission_board", "method": "consent"},
        sara,
    )
    body = Body.objects.get()
    assert (body.name, body.mission, body.created_by) == ("Cabina", governed, sara)
    client.post(f"/bodies/{body.slug}/seats/", {"actor": "Cooperativa La Corte", "role": "chair"})
    assert [(seat.actor, seat.role) for seat in body.seats.all()] == [(cooperative, "chair")]


def test_a_program_creates_a_body_and_seats_an_actor(api, sara, governed, cooperative):
    made = api("bodies/", {"name": "Cabina", "kind": "mission_board", "mission": str(governed.public_id)}, sara)
    assert made.status_code == 201
    seat = {"body": made.json()["public_id"], "actor": str(cooperative.public_id), "role": "chair"}
    assert api("seats/", seat, sara).status_code == 201
    assert [(seat.actor, seat.role) for seat in Seat.objects.all()] == [(cooperative, "chair")]


@pytest.mark.parametrize("who", ["bruno", "chiara"])
def test_who_does_not_govern_creates_no_body(who, api, cast, client, governed):
    user = cast[who]
    data = {"name": "Cabina", "kind": "mission_board", "mission": str(governed.public_id)}
    assert api("bodies/", data, user).status_code == 403
    assert client.get(f"/missions/{governed.slug}/bodies/new/").status_code == 403
    assert list(Body.objects.all()) == []


def test_a_decision_is_written_with_its_options(client, sara, governed):
    body = BodyFactory(mission=governed)
    data = {"title": "Una sola agenda", "body": body.pk, "method": "consent"}
    _form(
        client,
        f"/missions/{governed.slug}/decisions/new/",
        data | _options(("Una", True), ("Due", False), ("", False)),
        sara,
    )
    decision = Decision.objects.get()
    assert list(decision.options.values_list("text", "is_chosen")) == [("Una", True), ("Due", False)]
    assert (decision.body, decision.status) == (body, "open")


def test_a_meeting_of_another_body_is_refused_beside_its_field(client, sara, governed):
    body, meeting = BodyFactory(mission=governed), MeetingFactory(body=BodyFactory(mission=governed))
    data = {"title": "X", "body": body.pk, "meeting": meeting.pk, "method": "consent"}
    page = _form(client, f"/missions/{governed.slug}/decisions/new/", data | _options(), sara)
    assert "This is a meeting of another body" in page.content.decode()
    assert list(Decision.objects.all()) == []


def test_an_actor_promises_for_itself_only(client, api, bruno, governed, cooperative, municipality):
    path = f"/missions/{governed.slug}/commitments/new/"
    page = _form(client, path, {"actor": municipality.name, "title": "Dati", "kind": "data"}, bruno)
    assert "You do not write for this actor" in page.content.decode()
    data = {"mission": str(governed.public_id), "actor": str(municipality.public_id), "title": "Dati", "kind": "data"}
    assert api("commitments/", data, bruno).status_code == 403
    _form(client, path, {"actor": cooperative.name, "title": "Ore", "kind": "staff_time"}, bruno)
    assert [(one.actor, one.title, one.status) for one in Commitment.objects.all()] == [(cooperative, "Ore", "draft")]


def test_progress_is_reported_through_both(client, api, bruno, governed, cooperative):
    one = CommitmentFactory(mission=governed, actor=cooperative, quantity=6, visibility="public")
    client.force_login(bruno)
    client.post(f"/commitments/{one.slug}/report/", {"quantity_done": "2"})
    assert Commitment.objects.get().quantity_done == 2
    api(f"commitments/{one.public_id}/report/", {"quantity_done": 4, "note": "Due in più."}, bruno)
    assert Commitment.objects.get().quantity_done == 4


def test_attendance_is_written_through_both(client, api, sara, governed):
    seat = SeatFactory(body__mission=governed)
    meeting = MeetingFactory(body=seat.body)
    client.force_login(sara)
    client.post(f"/meetings/{meeting.slug}/attendance/", {f"presence_{seat.pk}": "remote", f"came_{seat.pk}": "Rossi"})
    assert list(meeting.attendances.values_list("presence", "came")) == [("remote", "Rossi")]
    api(f"meetings/{meeting.public_id}/attendance/", [{"seat": seat.pk, "presence": "excused"}], sara)
    assert list(meeting.attendances.values_list("presence", "came")) == [("excused", "")]
    elsewhere = SeatFactory()
    assert (
        api(
            f"meetings/{meeting.public_id}/attendance/", [{"seat": elsewhere.pk, "presence": "present"}], sara
        ).status_code
        == 404
    )


def test_who_came_is_told_to_signed_in_readers_only(client, chiara, governed):
    seat = SeatFactory(body=BodyFactory(mission=governed, visibility="public"))
    meeting = MeetingFactory(body=seat.body, visibility="public")
    meeting.attendances.create(seat=seat, came="Rossi Maria")
    for path in (meeting.get_absolute_url(), f"/api/v1/meetings/{meeting.public_id}/attendance/"):
        assert "Rossi Maria" not in client.get(path).content.decode()
        client.force_login(chiara)
        assert "Rossi Maria" in client.get(path).content.decode()
        client.logout()


def test_a_procedure_advances_through_both(client, api, olga, governed):
    one = ProcedureFactory(mission=governed, responsible="Rossi", notice_url="https://example.it")
    client.force_login(olga)
    client.post(f"/procedures/{one.slug}/advance/", {"document": "comune.example.it/atto"})
    assert Procedure.objects.get().status == "opened"
    assert Procedure.objects.get().steps.get().document == "https://comune.example.it/atto"
    answer = api(f"procedures/{one.public_id}/advance/", {"note": "Albo"}, olga)
    assert (answer.status_code, Procedure.objects.get().status) == (200, "notice_published")
    assert api(f"procedures/{one.public_id}/moves/convention/", {}, olga).status_code == 409


def test_minutes_are_sanitised(client, governed):
    minutes = "# Titolo\n\n**Deciso** <script>alert(1)</script> [qui](javascript:alert(1)) [là](https://example.it)"
    meeting = MeetingFactory(
        body=BodyFactory(mission=governed, visibility="public"), visibility="public", minutes=minutes
    )
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "<h4>Titolo</h4>" in page
    assert "<strong>Deciso</strong> &lt;script&gt;" in page
    assert 'href="javascript' not in page
    assert 'href="https://example.it" rel="noopener nofollow ugc"' in page


FILTERS = [
    ("decisions", "?mission=case-piene", 1), ("decisions", "?status=adopted", 0), ("decisions", "?review=due", 0),
    ("commitments", "?family=public_administration", 1), ("commitments", "?family=cooperation", 0),
    ("commitments", "?actor=Valfiorita", 1), ("commitments", "?late=yes", 0),
    ("commitments", "?due_after=2020-01-01", 1),
    ("bodies", "?kind=mission_board", 1), ("bodies", "?kind=citizens_panel", 0), ("procedures", "?late=yes", 0),
    ("procedures", "?kind=co_progettazione", 1), ("procedures", "?q=agenzia", 1),
]  # fmt: skip


@pytest.mark.parametrize(("name", "query", "count"), FILTERS)
def test_page_and_api_filter_alike(name, query, count, client, governed):
    public = {"mission": governed, "visibility": "public"}
    DecisionFactory(**public), CommitmentFactory(**public), BodyFactory(**public), ProcedureFactory(**public)
    assert client.get(f"/{name}/{query}").context["page"].paginator.count == count
    assert len(client.get(f"/api/v1/{name}/{query}").json()["results"]) == count


def test_a_mission_is_named_by_its_slug_or_its_public_id(client, governed):
    DecisionFactory(mission=governed, visibility="public")
    DecisionFactory(visibility="public")
    for word in (governed.slug, governed.public_id):
        assert len(client.get(f"/api/v1/decisions/?mission={word}").json()["results"]) == 1
    assert client.get("/api/v1/decisions/?mission=nessuna").status_code == 400


def test_overdue_promises_are_marked(client, governed):
    CommitmentFactory(mission=governed, visibility="public", due_on="2026-01-01", actor=ActorFactory(name="Banca"))
    client.cookies["django_language"] = "en"
    page = client.get(f"/missions/{governed.slug}/governance/").content.decode()
    assert "late</span>" in page
    assert client.get("/commitments/?late=yes").context["page"].paginator.count == 1


def test_the_governance_of_an_empty_mission_offers_the_first_step(client, sara, guest, governed):
    path = f"/missions/{governed.slug}/governance/"
    assert f"/missions/{governed.slug}/bodies/new/" not in client.get(path).content.decode()
    client.force_login(sara)
    assert f"/missions/{governed.slug}/bodies/new/" in client.get(path).content.decode()


def test_the_governance_page_costs_the_same_for_one_and_three(client, sara, governed):
    def fill():
        body = SeatFactory(body__mission=governed, body__visibility="public").body
        MeetingFactory(body=body)
        DecisionFactory(mission=governed, body=body, visibility="public")
        CommitmentFactory(mission=governed, visibility="public")
        ProcedureFactory(mission=governed, visibility="public").steps.create(stage="opened")

    client.force_login(sara)
    path = f"/missions/{governed.slug}/governance/"
    fill(), client.get(path)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    fill(), fill()
    with CaptureQueriesContext(connection) as three:
        client.get(path)
    assert len(three) == len(one)


def test_meetings_of_a_hidden_body_do_not_show(client, governed):
    hidden = MeetingFactory(body=BodyFactory(mission=governed), visibility="public")
    decision = DecisionFactory(mission=governed, meeting=hidden, body=hidden.body, visibility="public")
    assert client.get(hidden.get_absolute_url()).status_code == 404
    page = client.get(decision.get_absolute_url()).content.decode()
    assert hidden.title not in page
    assert hidden.body.name not in page
    assert client.get(f"/api/v1/decisions/{decision.public_id}/").json()["meeting"] is None
