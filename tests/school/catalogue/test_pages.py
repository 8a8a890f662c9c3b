"""Pages of the catalogue: what is found, what is shown to whom, what is written on them."""

import datetime as dt
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from school.models import Course, Edition, Material, Session
from school.services import materials
from tests.factories.actors import TerritoryFactory
from tests.factories.missions import MissionFactory
from tests.factories.school import (
    CourseFactory,
    EditionFactory,
    ExpertFactory,
    MaterialFactory,
    SeatPoolFactory,
    SessionExpertFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db
HOME = reverse("school:home")
SOON = timezone.now() + dt.timedelta(days=30)
JOIN = "https://meet.example.org/segreta"


def _coming(**fields):
    starts = fields.pop("starts_at", SOON)
    edition = EditionFactory(starts_at=starts, ends_at=starts + dt.timedelta(days=1), **fields)
    SessionFactory(edition=edition, starts_at=starts)
    return edition


def _shown(client, query=""):
    return {str(card.edition) for card in client.get(f"{HOME}{query}").context["cards"]}


@pytest.fixture
def shelf(db):
    """Editions that differ in what people look for."""
    valley = TerritoryFactory(name="Valfiorita", slug="valfiorita", visibility="public")
    lab = CourseFactory(kind="lab", competences=["innovate"], themes=["climate_transition"])
    full, closed = dt.timedelta(days=-2), dt.timedelta(days=-1)
    one = _coming(title="Laboratorio", course=lab, territory=valley, mode="hybrid")
    SeatPoolFactory(edition=one)
    two = _coming(title="Piena", mode="online", themes=["climate_transition"], starts_at=SOON + dt.timedelta(days=62))
    SeatPoolFactory(edition=two, capacity=1, seats_taken=1)
    now = timezone.now()
    three = _coming(title="Chiusa", enrolment_opens_at=now + full, enrolment_closes_at=now + closed)
    SeatPoolFactory(edition=three, invitation_only=True)
    EditionFactory(title="Bozza", status="draft")
    _coming(title="Passata", status="concluded", starts_at=timezone.now() - dt.timedelta(days=90))


FOUND = {
    "": {"Laboratorio", "Piena", "Chiusa"},
    "?q=labor": {"Laboratorio"},
    "?kind=lab": {"Laboratorio"},
    "?mode=online": {"Piena"},
    "?theme=climate_transition": {"Laboratorio", "Piena"},
    "?competence=innovate": {"Laboratorio"},
    "?territory=valfiorita": {"Laboratorio"},
    f"?month={SOON:%Y-%m}": {"Laboratorio", "Chiusa"},
    "?open=on": {"Laboratorio", "Piena"},
    "?free=on": {"Laboratorio"},
    "?open=on&free=on&mode=online": set(),
    "?view=past": {"Passata"},
}


@pytest.mark.parametrize("query", FOUND)
def test_the_catalogue_is_filtered(query, shelf, client):
    assert _shown(client, query) == FOUND[query]


@pytest.mark.parametrize("query", ["?month=13", "?month=2027-99", "?view=calendar&month=x", "?view=x", "?open=x"])
def test_a_query_that_means_nothing_harms_nobody(query, shelf, client):
    assert client.get(f"{HOME}{query}").status_code == 200


def test_the_calendar_opens_on_the_month_of_the_next_meeting(shelf, client):
    page = client.get(f"{HOME}?view=calendar").context
    assert page["month"].written == f"{SOON:%Y-%m}"
    assert [one.edition.title for _day, found in page["days"] for one in found] == ["Laboratorio", "Chiusa"]


def test_drafts_are_shown_to_their_makers(shelf, client, giulia):
    assert list(client.get(HOME).context["drafts"]) == []
    client.force_login(giulia)
    assert [str(one) for one in client.get(HOME).context["drafts"]] == ["Bozza"]


def _linked(page):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode(), re.DOTALL)
    return json.loads(found[1])


def test_an_edition_tells_machines_what_it_is(client, edition, meeting):
    Edition.objects.filter(pk=edition.pk).update(title="</script><b>&amp;", mode="hybrid")
    SessionExpertFactory(session=meeting, expert=ExpertFactory(name="Rui Almeida"))
    facts = _linked(client.get(edition.get_absolute_url()))
    instance = facts["hasCourseInstance"][0]
    assert (facts["@type"], facts["name"]) == ("Course", edition.course.title)
    assert (instance["name"], instance["courseMode"]) == ("</script><b>&amp;", "blended")
    assert instance["startDate"] == "2027-01-14T09:30:00+01:00"
    assert instance["courseWorkload"] == "PT7H"
    assert [event["performer"][0]["name"] for event in instance["subEvent"] if "performer" in event] == ["Rui Almeida"]
    assert JOIN not in json.dumps(facts)


def test_a_course_lists_its_coming_editions_for_machines(client):
    edition = _coming()
    facts = _linked(client.get(edition.course.get_absolute_url()))
    assert [one["name"] for one in facts["hasCourseInstance"]] == [edition.title]


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("guest", ("1 material is for those with a seat", "")),
        ("chiara", ("1 material is for those with a seat", "")),
        ("pia", ("", "The link to join opens here at 09:15.")),
        ("teo", ("", "")),
    ],
)
def test_the_programme_tells_each_what_is_theirs(who, words, client, people, edition, meeting):
    starts = timezone.now().replace(year=2031, hour=8, minute=30, month=1, day=14)
    Session.objects.filter(pk=meeting.pk).update(
        join_url=JOIN, mode="online", starts_at=starts, ends_at=starts + dt.timedelta(hours=1)
    )
    MaterialFactory(edition=edition, title="Mappa")
    if who != "guest":
        client.force_login(people[who])
    page = client.get(edition.get_absolute_url()).content.decode()
    for word in words:
        assert word in page
    assert JOIN not in page
    assert ("Mappa" in page) is (who in ("pia", "teo"))
    assert ("Join online" in page) is (who == "teo")


def test_the_way_in_leads_there_when_it_is_time(client, people, meeting):
    now = timezone.now()
    Session.objects.filter(pk=meeting.pk).update(
        join_url=JOIN, starts_at=now + dt.timedelta(hours=1), ends_at=now + dt.timedelta(hours=2)
    )
    address = reverse("school:session_join", args=[meeting.public_id])
    assert client.get(address).url.startswith(reverse("account_login"))
    client.force_login(people["chiara"])
    assert client.get(address).status_code == 403
    client.force_login(people["pia"])
    assert client.get(address).url == meeting.get_absolute_url()
    Session.objects.filter(pk=meeting.pk).update(starts_at=now + dt.timedelta(minutes=5))
    assert client.get(address).url == JOIN


def test_a_file_comes_as_an_attachment_to_who_may_open_it(client, people, edition):
    material = Material(edition=edition, title="Dispensa")
    upload = SimpleUploadedFile('dis"pensa.pdf', b"%PDF-1.7 ...")
    materials.save_material(material=material, file=upload, by=people["teo"])
    address = reverse("school:material_open", args=[material.public_id])
    assert client.get(address).status_code == 403
    client.force_login(people["pia"])
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 ..."
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_material_of_a_hidden_edition_is_not_there(client, chiara):
    material = MaterialFactory(edition=EditionFactory(status="draft"), access="public")
    client.force_login(chiara)
    assert client.get(reverse("school:material_open", args=[material.public_id])).status_code == 404


DATA = {
    "code": "MT-2028-01", "title": "Nuova edizione", "mode": "in_person", "time_zone": "Europe/Lisbon",
    "language": "it", "visibility": "public", "approval": "none", "waitlist": "offer", "offer_hours": "48",
    "attendance_threshold": "80", "excused_limit": "0", "enrolment_closes_at": "2028-01-07T23:59",
}  # fmt: skip
MEETING = {
    "title": "Uno", "kind": "lecture", "mode": "in_person", "starts_at": "2028-02-01T09:30",
    "ends_at": "2028-02-01T13:00",
}  # fmt: skip


def _part(key, **values):
    return {f"{key}-{name}": value for name, value in values.items()}


POOL = _part("pools", name="In sala", mode="in_person", capacity="30")
QUESTION = _part("questions", text="Perché?", kind="long", moment="enrolment", position="1")


def _material(**values):
    return _part("materials", title="Mappa", **{"access": "public"} | values)


def test_an_edition_is_made_step_by_step(client, giulia):
    client.force_login(giulia)
    course = CourseFactory()
    answer = client.post(reverse("school:edition_new"), DATA | {"course": course.pk})
    edition = Edition.objects.get()
    assert answer.url == reverse("school:edition_edit", args=[edition.slug])
    assert edition.enrolment_closes_at == dt.datetime(2028, 1, 7, 23, 59, tzinfo=dt.UTC)
    file = SimpleUploadedFile("m.txt", b"x")
    steps = {"edition_pools": POOL, "session_new": MEETING, "edition_questions": QUESTION}
    for name, typed in (steps | {"edition_materials": _material(upload=file)}).items():
        client.post(reverse(f"school:{name}", args=[edition.slug]), typed)
    client.post(reverse("school:edition_move", args=[edition.slug, "publish"]))
    edition.refresh_from_db()
    assert edition.status == "published"
    assert [edition.pools.count(), edition.questions.count(), edition.materials.count()] == [1, 1, 1]
    assert edition.starts_at == dt.datetime(2028, 2, 1, 9, 30, tzinfo=dt.UTC)


def test_a_refused_part_keeps_what_was_typed(client, giulia, edition):
    client.force_login(giulia)
    wrong = {
        "materials-title": "Mappa",
        "materials-access": "public",
        "materials-upload": SimpleUploadedFile("m.exe", b"x"),
    }
    page = client.post(reverse("school:edition_materials", args=[edition.slug]), wrong).content.decode()
    assert "Files called .exe cannot be taken" in page
    assert 'value="Mappa"' in page
    assert Material.objects.count() == 0


def test_a_facilitator_hands_out_materials_and_changes_nothing_else(client, teo, edition):
    client.force_login(teo)
    address = reverse("school:edition_edit", args=[edition.slug])
    context = client.get(address).context
    assert (context["may_change"], context["form"]) == (False, None)
    assert client.post(address, DATA).status_code == 403
    assert client.post(reverse("school:edition_pools", args=[edition.slug]), {}).status_code == 403
    typed = _material(access="staff", url="https://example.org")
    client.post(reverse("school:edition_materials", args=[edition.slug]), typed)
    assert list(edition.materials.values_list("title", "access")) == [("Mappa", "staff")]


def test_two_people_at_once_lose_nothing(client, giulia, edition):
    client.force_login(giulia)
    form = DATA | {"course": edition.course_id, "opened_version": 1}
    address = reverse("school:edition_edit", args=[edition.slug])
    client.post(address, form | {"title": "La prima"})
    page = client.post(address, form | {"title": "La seconda"})
    assert "Somebody saved this record" in page.content.decode()
    assert page.context["form"]["title"].value() == "La seconda"
    edition.refresh_from_db()
    assert edition.title == "La prima"


def test_a_mission_tells_the_editions_that_work_for_it(client, chiara):
    mission = MissionFactory(visibility="public", status="active")
    for edition in (EditionFactory(title="Per la missione"), EditionFactory(title="Bozza", status="draft")):
        edition.missions.add(mission)
    page = client.get(mission.get_absolute_url()).content.decode()
    assert "Per la missione" in page
    assert "Bozza" not in page


def _cost(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("view", ["", "?view=calendar", "?view=courses", "?view=past"])
def test_a_list_costs_the_same_with_one_row_and_with_three(view, client, giulia):
    client.force_login(giulia)

    def one_more():
        for state in ("published", "concluded"):
            edition = _coming(status=state, territory=TerritoryFactory(visibility="public"))
            SeatPoolFactory(edition=edition)
            SessionExpertFactory(session=edition.sessions.get())

    one_more()
    cost = _cost(client, HOME + view)
    one_more(), one_more()
    assert _cost(client, HOME + view) == cost <= 16


@pytest.mark.parametrize("who", ["guest", "pia", "giulia"])
def test_a_programme_costs_the_same_however_long_it_is(who, client, people, edition, meeting):
    if who != "guest":
        client.force_login(people[who])

    def one_more():
        more = SessionFactory(edition=edition, join_url=JOIN, mode="online")
        SessionExpertFactory(session=more)
        MaterialFactory(edition=edition, session=more)

    one_more()
    address = edition.get_absolute_url()
    cost = _cost(client, address)
    one_more(), one_more()
    assert _cost(client, address) == cost


def test_courses_are_written_published_and_archived(client, giulia):
    client.force_login(giulia)
    typed = {
        "title": "Anticipare", "kind": "course", "abstract": "I futuri.", "outcomes": "- Leggere segnali",
        "audience": "Dirigenti", "default_minutes": "480", "language": "it", "visibility": "public",
    }  # fmt: skip
    client.post(reverse("school:course_new"), typed)
    course = Course.objects.get()
    assert course.outcome_list == ["Leggere segnali"]
    client.post(reverse("school:course_move", args=[course.slug, "publish"]))
    course.refresh_from_db()
    assert course.status == "published"
