"""The School of the story: the edition its portfolio comes from, and those one can enrol in today.

``scuola.json`` tells the first edition with its days, as it was; the others by days from now, so that a demonstration
always has something to enrol in. States are written as told, as for the coalition.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property
from pathlib import Path

from django.utils import timezone

from actors.models import Actor, Person
from convergenze.accounts.services import clock
from convergenze.core.visibility import Visibility
from convergenze.history import services as history
from school.choices.catalogue import CourseStatus, EditionStatus, SessionState
from school.models import (
    Course,
    Edition,
    EditionStaff,
    Enrolment,
    EnrolmentTransition,
    Expert,
    SeatPool,
    Session,
    SessionExpert,
    Venue,
)

FILE = Path(__file__).parent / "scuola.json"


@dataclass
class Classroom:
    """What the editions are made of, by the keys of the file."""

    stage: object
    people: dict = field(default_factory=dict)
    courses: dict = field(default_factory=dict)
    venues: dict = field(default_factory=dict)
    experts: dict = field(default_factory=dict)
    bodies: dict = field(default_factory=dict)

    @cached_property
    def told(self):
        """The file."""
        return json.loads(FILE.read_text(encoding="utf-8"))

    def person(self, name):
        """The person of this name, the same one in every edition."""
        if name not in self.people:
            known = Person.objects.filter(name=name).first()
            email = f"{'.'.join(name.lower().split())}@example.org"
            self.people[name] = known or history.save(Person(name=name, email=email), by=clock())
        return self.people[name]


def open_school(stage, accounts):
    """Write courses, editions and who is in them; return {key of the file: edition} and what the file tells."""
    room = Classroom(stage, bodies=dict(stage.actors))
    for name, model in (("courses", Course), ("venues", Venue), ("experts", Expert), ("bodies", Actor)):
        for told in room.told[name]:
            getattr(room, name)[told["key"]] = _public(model, **_without(told, "key"))
    Course.objects.update(status=CourseStatus.PUBLISHED)
    _staff_of_the_story(room, accounts)
    return {told["key"]: _edition(room, told) for told in room.told["editions"]}, room.told["editions"]


def _public(model, **fields):
    return history.save(model(visibility=Visibility.PUBLIC, **fields), by=clock())


def _without(told, *names):
    return {name: value for name, value in told.items() if name not in names}


def _staff_of_the_story(room, accounts):
    """Teresa Neri, who facilitates the labs, has an account."""
    neri, account = room.experts["neri"], accounts["facilitator"]
    neri.person = history.save(Person(name=neri.name, email=account.email, account=account), by=clock())
    history.save(neri, by=clock())


OWN = ("code", "title", "summary", "mode", "status", "attendance_threshold", "fee", "themes", "approval", "waitlist")


def _edition(room, told):
    edition = Edition(
        course=room.courses[told["course"]],
        visibility=Visibility.PUBLIC,
        enrolment_opens_at=_moment(told.get("opens"), time(9)),
        enrolment_closes_at=_moment(told.get("closes"), time(23, 59)),
        min_participants=told.get("min_participants"),
        decide_by=_moment(told.get("decide_by"), time(12)),
        **{name: told[name] for name in OWN if name in told},
    )
    history.save(edition, by=clock(), links={"missions": [room.stage.mission]})
    EditionStaff.objects.create(edition=edition, person=room.experts["neri"].person, role="facilitator")
    for row in told["sessions"]:
        _session(room, edition, row)
    first, last = edition.sessions.order_by("starts_at").first(), edition.sessions.order_by("ends_at").last()
    Edition.objects.filter(pk=edition.pk).update(starts_at=first.starts_at, ends_at=last.ends_at)
    edition.refresh_from_db()
    _fill(room, edition, told)
    return edition


def _moment(days, at):
    """So many days from today, at that hour in Italy; None for None."""
    if days is None:
        return None
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), at))


def _session(room, edition, row):
    if isinstance(row[0], str):
        starts, ends, *rest = (timezone.make_aware(datetime.fromisoformat(text)) for text in row[:2])
    else:
        starts, ends = (_moment(row[0], time.fromisoformat(text)) for text in row[1:3])
    minutes, kind, title, venue, experts = row[-5:]
    session = Session(
        edition=edition, kind=kind, title=title, starts_at=starts, ends_at=ends, credited_minutes=minutes,
        venue=room.venues.get(venue), mode=edition.mode,
        status=SessionState.HELD if edition.status == EditionStatus.CONCLUDED else SessionState.PLANNED,
    )  # fmt: skip
    history.save(session, by=clock())
    for key in experts:
        SessionExpert.objects.create(session=session, expert=room.experts[key])


def _fill(room, edition, told):
    """Pools, then who has a seat and who waits, in the order of the file."""
    pool = SeatPool.objects.create(
        edition=edition, capacity=told["seats"], name=edition.get_mode_display().capitalize(), mode=edition.mode
    )
    if "online_seats" in told:
        SeatPool.objects.filter(pk=pool.pk).update(name="In presenza", mode="in_person")
        SeatPool.objects.create(edition=edition, capacity=told["online_seats"], name="In rete", mode="online")
    ended = ("completed", "not_completed") if edition.status == EditionStatus.CONCLUDED else None
    missed = told.get("absent", {})
    for number, row in enumerate(told["people"]):
        path = ("confirmed", ended[row[0] in missed]) if ended else ("confirmed",)
        _enrolment(room, pool, row, path, number)
    for number, row in enumerate(told.get("waiting", ()), start=len(told["people"])):
        _enrolment(room, pool, row, ("waitlisted",), number)
    SeatPool.objects.filter(pk=pool.pk).update(seats_taken=len(told["people"]))


def _enrolment(room, pool, row, path, number):
    name, body, role = row
    person, edition = room.person(name), pool.edition
    at = (edition.enrolment_opens_at or edition.starts_at - timedelta(days=60)) + timedelta(hours=number)
    enrolment = Enrolment.objects.create(
        edition=edition, pool=pool, person=person, organisation=room.bodies[body], name=name, email=person.email,
        job_role=role, status=path[-1], queued_at=at, source="self", list_consent="participants",
        badge=f"{edition.code}-{number:03d}".lower(),
    )  # fmt: skip
    for step, (source, target) in enumerate(zip(("", *path), path, strict=False), start=1):
        when = at if step == 1 else edition.ends_at + timedelta(days=3)
        EnrolmentTransition.objects.create(enrolment=enrolment, number=step, source=source, target=target, at=when)
