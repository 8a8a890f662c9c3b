"""Courses and editions as linked data (schema.org), so that search engines and other catalogues can list them."""

from urllib.parse import urljoin

from django.conf import settings

from school.choices.catalogue import EditionStatus, Mode

CONTEXT = "https://schema.org"
MODES = {Mode.IN_PERSON: "onsite", Mode.ONLINE: "online", Mode.HYBRID: "blended"}
ATTENDANCE = {
    Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Mode.ONLINE: "OnlineEventAttendanceMode",
    Mode.HYBRID: "MixedEventAttendanceMode",
}
PROVIDER = {"@type": "Organization", "name": "Convergenze APS"}


def course(record, cards=()):
    """A Course with its coming editions."""
    return (
        {"@context": CONTEXT} | _course(record) | {"hasCourseInstance": [_instance(one.edition, one) for one in cards]}
    )


def edition(record, lines, card):
    """A CourseInstance of its Course, with its meetings as events."""
    instance = _instance(record, card) | {"subEvent": [_event(line.session) for line in lines]}
    return {"@context": CONTEXT} | _course(record.course) | {"hasCourseInstance": [instance]}


def _course(record):
    return _known(
        {
            "@type": "Course",
            "@id": _address(record),
            "url": _address(record),
            "name": record.title,
            "description": record.abstract,
            "courseCode": record.reference,
            "inLanguage": record.language,
            "teaches": record.outcome_list,
            "audience": {"@type": "Audience", "audienceType": record.audience} if record.audience else None,
            "provider": PROVIDER,
        }
    )


def _instance(record, card):
    cancelled = record.status == EditionStatus.CANCELLED
    hours = card.hours
    return _known(
        {
            "@type": ["CourseInstance", "EducationEvent"],
            "@id": _address(record),
            "url": _address(record),
            "name": record.title,
            "description": record.summary or record.course.abstract,
            "courseMode": MODES[record.mode],
            "eventAttendanceMode": f"{CONTEXT}/{ATTENDANCE[record.mode]}",
            "eventStatus": f"{CONTEXT}/{'EventCancelled' if cancelled else 'EventScheduled'}",
            "startDate": _instant(record.starts_at, record),
            "endDate": _instant(record.ends_at, record),
            "courseWorkload": f"PT{hours:g}H" if hours else None,
            "location": _place(record),
            "organizer": PROVIDER,
        }
    )


def _event(session):
    state = "EventCancelled" if session.is_cancelled else "EventScheduled"
    return _known(
        {
            "@type": "EducationEvent",
            "name": session.title,
            "startDate": _instant(session.starts_at, session.edition),
            "endDate": _instant(session.ends_at, session.edition),
            "eventStatus": f"{CONTEXT}/{state}",
            "eventAttendanceMode": f"{CONTEXT}/{ATTENDANCE[session.mode]}",
            "location": _venue(session),
            "performer": [{"@type": "Person", "name": row.expert.name} for row in session.speakers.all()],
        }
    )


def _place(record):
    if record.mode == Mode.ONLINE:
        return {"@type": "VirtualLocation", "url": _address(record)}
    return {"@type": "Place", "name": record.territory.name} if record.territory else None


def _venue(session):
    if session.venue:
        return _known({"@type": "Place", "name": session.venue.name, "address": session.venue.address})
    return {"@type": "VirtualLocation", "url": _address(session.edition)} if session.is_online else None


def _instant(moment, record):
    return moment.astimezone(record.zone).isoformat() if moment else None


def _address(record):
    return urljoin(settings.SITE_URL, record.get_absolute_url())


def _known(facts):
    return {name: value for name, value in facts.items() if value}
