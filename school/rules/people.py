"""Who somebody is in the School: predicates the other modules build their sentences from.

``it`` is an edition or anything that hangs from one (a meeting, an enrolment, a team, an output).
"""

import rules
from django.apps import apps

from actors.rules import writes_for_id
from convergenze.accounts.roles import Role
from convergenze.accounts.rules import is_school
from school.choices.catalogue import StaffRole
from school.choices.enrolment import EnrolmentStatus

STEPS = ("revision", "output", "team", "lab", "assignment", "session", "enrolment", "edition")


def knows_all_of_the_school(user):
    """Whether the user runs the School or reads everything."""
    return user.is_authenticated and (user.reads_everything or user.holds(Role.SCHOOL))


def edition_of(it):
    """The edition that ``it`` hangs from; an edition itself; None for anything else."""
    for step in STEPS:
        it = getattr(it, step, None) or it
    return it if hasattr(it, "attendance_threshold") else None


def staff_roles(user, edition):
    """What the user is in an edition: a set of roles, asked once for each edition and user."""
    if edition is None or not user.is_authenticated:
        return frozenset()
    known = user.__dict__.setdefault("_school_roles", {})
    if edition.pk not in known:
        rows = apps.get_model("school", "EditionStaff").objects.filter(edition=edition, person__account=user.pk)
        known[edition.pk] = frozenset(rows.values_list("role", flat=True))
    return known[edition.pk]


@rules.predicate
def works_on_edition(user, it):
    """Works on its edition, as whatever."""
    return bool(staff_roles(user, edition_of(it)))


@rules.predicate
def directs_edition(user, it):
    """Directs or organises its edition."""
    return bool(staff_roles(user, edition_of(it)) & set(StaffRole.running()))


@rules.predicate
def is_the_person(user, enrolment):
    """The enrolment is the user's own."""
    return enrolment is not None and user.is_authenticated and enrolment.person.account_id == user.pk


@rules.predicate
def answers_for_its_body(user, enrolment):
    """Writes for the body on behalf of which the person is enrolled."""
    return enrolment is not None and writes_for_id(user, enrolment.organisation_id)


@rules.predicate
def takes_part(user, it):
    """Has, or had, a seat in its edition."""
    edition = edition_of(it)
    if edition is None or not user.is_authenticated:
        return False
    rows = edition.enrolments.filter(person__account=user.pk, status__in=EnrolmentStatus.admitted())
    return rows.exists()


@rules.predicate
def is_enrolled(user, it):
    """Has an enrolment of whatever state in its edition."""
    edition = edition_of(it)
    return edition is not None and user.is_authenticated and edition.enrolments.filter(person__account=user.pk).exists()


runs_school = is_school
runs_edition = is_school | directs_edition
teaches_edition = is_school | works_on_edition
