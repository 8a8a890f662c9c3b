"""The same catalogue for programs: read by everybody, written through the same services."""

import pytest
from rest_framework.test import APIClient

from school.models import Edition, Session
from tests.factories.school import (
    EditionFactory,
    ExpertFactory,
    MaterialFactory,
    SeatPoolFactory,
    SessionExpertFactory,
    SessionFactory,
    VenueFactory,
)

JOIN = "https://meet.example.org/segreta"


def _client(user=None):
    client = APIClient(headers={"accept-language": "en"})
    client.cookies["django_language"] = "en"
    if user is not None:
        client.force_authenticate(user)
    return client


@pytest.mark.parametrize("kind", ["courses", "editions", "school-sessions", "experts", "venues"])
def test_what_is_public_is_read_by_everybody(kind, edition, meeting):
    SessionExpertFactory(session=meeting)
    VenueFactory()
    answer = _client().get(f"/api/v1/{kind}/")
    assert answer.status_code == 200
    assert answer.json()["results"]


def test_an_edition_tells_its_seats_and_not_those_by_invitation(edition, pool):
    SeatPoolFactory(edition=edition, name="Invitati", invitation_only=True)
    told = _client().get(f"/api/v1/editions/{edition.public_id}/").json()
    assert [(row["name"], row["capacity"], row["free"]) for row in told["pools"]] == [("In presenza", 10, 10)]
    assert (told["code"], told["status"], told["course"]) == ("MT-2027-01", "running", str(edition.course.public_id))


@pytest.mark.parametrize("who", [None, "pia", "giulia"])
def test_links_to_join_and_materials_are_not_told(who, people, edition, meeting):
    Session.objects.filter(pk=meeting.pk).update(join_url=JOIN)
    MaterialFactory(edition=edition, title="Segretissimo")
    client = _client(people[who]) if who else _client()
    said = "".join(client.get(f"/api/v1/{kind}/").content.decode() for kind in ("editions", "school-sessions"))
    assert JOIN not in said
    assert "Segretissimo" not in said


def test_drafts_are_not_there_for_others(people):
    draft = EditionFactory(status="draft")
    meeting = SessionFactory(edition=draft)
    for address in (f"editions/{draft.public_id}", f"school-sessions/{meeting.public_id}"):
        assert _client(people["chiara"]).get(f"/api/v1/{address}/").status_code == 404
        assert _client(people["giulia"]).get(f"/api/v1/{address}/").status_code == 200


def test_an_expert_one_does_not_see_is_not_named(meeting):
    SessionExpertFactory(session=meeting, expert=ExpertFactory(name="Segretissimo", visibility="team"))
    told = _client().get(f"/api/v1/school-sessions/{meeting.public_id}/").json()
    assert told["speakers"] == []


NEW = {
    "title": "Leve", "kind": "lecture", "mode": "online", "starts_at": "2027-02-04T09:30:00+01:00",
    "ends_at": "2027-02-04T13:00:00+01:00",
}  # fmt: skip


@pytest.mark.parametrize(
    ("who", "status"), [(None, 401), ("chiara", 403), ("teo", 403), ("dina", 201), ("giulia", 201)]
)
def test_who_writes_a_meeting(who, status, people, edition):
    client = _client(people[who]) if who else _client()
    answer = client.post("/api/v1/school-sessions/", NEW | {"edition": str(edition.public_id)}, format="json")
    assert answer.status_code == status
    assert edition.sessions.count() == (3 if status == 201 else 2)


def test_a_meeting_that_is_moved_tells_calendars_and_its_edition(giulia, edition, meeting):
    later = {"starts_at": "2027-03-04T09:30:00+01:00", "ends_at": "2027-03-04T13:00:00+01:00", "credited_minutes": 210}
    answer = _client(giulia).patch(f"/api/v1/school-sessions/{meeting.public_id}/", later, format="json")
    assert (answer.status_code, answer.json()["sequence"]) == (200, 1)
    edition.refresh_from_db()
    assert edition.ends_at.isoformat() == "2027-03-04T12:00:00+00:00"


def test_a_meeting_that_ends_before_it_starts_is_told_what_to_do(giulia, edition):
    wrong = NEW | {"edition": str(edition.public_id), "ends_at": "2027-02-04T08:00:00+01:00"}
    answer = _client(giulia).post("/api/v1/school-sessions/", wrong, format="json")
    assert answer.status_code == 400
    assert "A meeting ends after it starts: check the two times." in answer.content.decode()


def test_what_is_odd_is_asked_for(giulia, edition, meeting):
    SessionFactory(edition=edition, title="Insieme")
    answer = _client(giulia).get(f"/api/v1/school-sessions/{meeting.public_id}/warnings/")
    assert answer.json() == ["“La sfida” and “Insieme” are at the same time."]


@pytest.mark.parametrize(("who", "status"), [("teo", 403), ("dina", 200)])
def test_who_changes_an_edition(who, status, people, edition):
    answer = _client(people[who]).patch(f"/api/v1/editions/{edition.public_id}/", {"fee": "Gratuito"}, format="json")
    edition.refresh_from_db()
    assert (answer.status_code, edition.fee) == (status, "Gratuito" if status == 200 else "")


def test_what_a_move_waits_for_is_told(giulia):
    edition = EditionFactory(status="draft")
    answer = _client(giulia).post(f"/api/v1/editions/{edition.public_id}/moves/publish/", {}, format="json")
    assert answer.status_code == 409
    assert "Add a pool of seats." in answer.content.decode()


def test_an_edition_is_cancelled_with_its_people_and_meetings(giulia, edition, enrolment):
    address = f"/api/v1/editions/{edition.public_id}/moves/cancel/"
    assert _client(giulia).post(address, {"reason": "Neve."}, format="json").json()["status"] == "cancelled"
    enrolment.refresh_from_db()
    assert enrolment.status == "removed"
    assert set(Session.objects.values_list("status", flat=True)) == {"cancelled"}


def test_the_same_act_through_page_and_api(door, giulia, edition):
    Edition.objects.filter(pk=edition.pk).update(status="published")
    done = door.move(edition, "start", by=giulia)
    assert done.status == "running"


def test_somebody_else_makes_no_move_through_either_door(door, pia, edition, enrolment):
    refused = door.move(edition, "cancel", by=pia, reason="x")
    assert (refused.is_forbidden or refused.code == 403, refused.status) == (True, "running")


@pytest.mark.parametrize("query", ["?nothing=1", "?month=x", "?mode=x"])
def test_a_filter_that_cannot_be_read_is_refused(query, edition):
    assert _client().get(f"/api/v1/editions/{query}").status_code == 400
