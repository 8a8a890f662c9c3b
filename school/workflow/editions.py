"""From the draft of an edition to its end. Other subjects add what they wait for with ``edition_workflow.requires``."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from convergenze.workflow import Move, Workflow
from school.choices.catalogue import CourseStatus, Mode
from school.choices.catalogue import EditionStatus as E

edition_workflow = Workflow(
    E,
    (E.DRAFT,),
    Move("publish", (E.DRAFT,), E.PUBLISHED, "school.publish_edition", label=_("Publish")),
    Move(
        "withdraw",
        (E.PUBLISHED,),
        E.DRAFT,
        "school.publish_edition",
        asks=("reason",),
        label=_("Back to draft"),
        tone="secondary",
    ),
    Move("start", (E.PUBLISHED,), E.RUNNING, "school.start_edition", label=_("Start")),
    Move("conclude", (E.RUNNING,), E.CONCLUDED, "school.conclude_edition", label=_("Conclude")),
    Move("archive", (E.CONCLUDED, E.CANCELLED), E.ARCHIVED, "school.archive_edition", label=_("Archive")),
    Move(
        "cancel",
        E.living(),
        E.CANCELLED,
        "school.cancel_edition",
        asks=("reason",),
        label=_("Cancel the edition"),
        tone="danger",
    ),
)


@edition_workflow.requires("publish")
def its_course_is_offered(edition):
    if edition.course.status != CourseStatus.PUBLISHED:
        yield _("Publish its course first: it is “%(state)s”.") % {"state": edition.course.get_status_display()}
    if edition.visibility == "team":
        yield _("Choose who sees it: now only who works on it does.")


@edition_workflow.requires("publish")
def it_has_seats(edition):
    modes = {pool.mode for pool in edition.pools.all()}
    if not modes:
        yield _("Add a pool of seats.")
    elif edition.mode == Mode.HYBRID and not modes >= {Mode.IN_PERSON, Mode.ONLINE}:
        yield _("It is held in person and online: add a pool of seats for each.")


@edition_workflow.requires("publish")
def it_has_meetings(edition):
    if not edition.sessions.standing().exists():
        yield _("Add a meeting.")


@edition_workflow.requires("publish")
def enrolment_has_its_dates(edition):
    if edition.enrolment_closes_at is None:
        yield _("Write when enrolment closes.")
    elif edition.enrolment_closes_at <= timezone.now():
        yield _("Enrolment would be closed already: write a later day.")
    if edition.min_participants and edition.decide_by is None:
        yield _("Write by when it is decided whether it goes ahead.")


@edition_workflow.requires("withdraw")
def nobody_is_enrolled(edition):
    found = edition.enrolments.active().count()
    if found:
        yield ngettext(
            "%(n)d person is enrolled: cancel the edition instead.",
            "%(n)d people are enrolled: cancel the edition instead.",
            found,
        ) % {"n": found}


@edition_workflow.requires("start")
def it_was_decided_that_it_goes_ahead(edition):
    if edition.goes_ahead is False:
        yield _("It was decided that it does not go ahead: cancel it.")
    elif edition.min_participants and edition.goes_ahead is None:
        yield _("Decide first whether it goes ahead.")


@edition_workflow.requires("conclude")
def its_meetings_are_over(edition):
    found = edition.sessions.standing().filter(ends_at__gt=timezone.now()).count()
    if found:
        yield ngettext(
            "%(n)d meeting is still to be held: hold it or cancel it.",
            "%(n)d meetings are still to be held: hold them or cancel them.",
            found,
        ) % {"n": found}
