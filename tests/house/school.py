"""The School in the small world and behind it."""

import datetime as dt

from django.utils import timezone

from tests.factories.school import (
    CourseFactory,
    EditionFactory,
    EditionQuestionFactory,
    EditionStaffFactory,
    ExpertFactory,
    MaterialFactory,
    SeatPoolFactory,
    SessionExpertFactory,
    SessionFactory,
    VenueFactory,
)

HIDDEN = {"visibility": "team"}
ELSEWHERE = "In un altro luogo"


def school_of(territory, actor, mission):
    """A public edition with everything on it, for ``mission`` and with ``actor``; those with pages first."""
    starts = timezone.now() + dt.timedelta(days=40)
    venue, expert = VenueFactory(territory=territory), ExpertFactory()
    edition = EditionFactory(
        territory=territory, themes=["climate_transition"], starts_at=starts, ends_at=starts + dt.timedelta(hours=4)
    )
    edition.missions.set([mission])
    edition.partners.set([actor])
    session = SessionFactory(edition=edition, venue=venue, starts_at=starts, join_url="https://meet.example.org/x")
    SessionFactory(edition=edition, title=ELSEWHERE, starts_at=starts)  # its venue is hidden, where there is one
    return [
        edition.course, edition, venue, expert, session,
        MaterialFactory(edition=edition, session=session, access="public"), MaterialFactory(edition=edition),
        SessionExpertFactory(session=session, expert=expert), SeatPoolFactory(edition=edition),
        EditionQuestionFactory(edition=edition), EditionStaffFactory(edition=edition),
    ]  # fmt: skip


def hide_school(world, twins, word):
    """Hidden records beside those of ``school_of``, and hidden rows behind them; all carry ``word``."""
    actor, mission = world[1], world[3]
    found = {type(record).__name__: record for record in world}
    edition, session, slug = found["Edition"], found["Session"], word.lower()
    course = CourseFactory(title=word, slug=f"{slug}-co", abstract=word, status="draft")
    CourseFactory(title=word, slug=f"{slug}-co2", **HIDDEN)
    for state, level in (("draft", "public"), ("archived", "public"), ("published", "team")):
        hidden = EditionFactory(
            course=edition.course, title=word, slug=f"{slug}-ed-{state}", code=f"{word}-{state}", summary=word,
            status=state, visibility=level, starts_at=edition.starts_at, ends_at=edition.ends_at,
        )  # fmt: skip
        hidden.missions.set([mission])
        hidden.partners.set([actor])
        SessionFactory(edition=hidden, title=word, starts_at=session.starts_at, venue=session.venue)
        MaterialFactory(edition=hidden, title=word, access="public")
    EditionFactory(course=course, title="In corso", slug=f"{slug}-di-corso", starts_at=edition.starts_at)
    expert = ExpertFactory(name=word, slug=f"{slug}-es", bio=word, **HIDDEN)
    venue = VenueFactory(name=word, slug=f"{slug}-lu", address=word, **HIDDEN)
    SessionExpertFactory(session=session, expert=expert)
    type(session).objects.filter(title=ELSEWHERE).update(venue=venue)
    MaterialFactory(edition=edition, title=word)
    MaterialFactory(edition=edition, session=session, title=word, access="staff")
    SeatPoolFactory(edition=edition, name=word, invitation_only=True)
    edition.missions.add(twins["mission"])
    edition.partners.add(twins["lead"])
    return {"edition": hidden, "expert": expert, "venue": venue}
