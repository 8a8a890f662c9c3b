"""What the staff of an edition read at its desk."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from convergenze.core.templatetags.formats import number_text
from convergenze.notifications.choices import MailKind
from convergenze.notifications.models import Mail
from school.choices.enrolment import EnrolmentStatus
from school.models import Enrolment
from school.queries.enrolment import why_nobody_moves
from school.queries.hours import hours_in
from school.queries.seats import Seats, seats_of

AT_ONCE = 200  # letters are found by the beginnings of their keys, so many at a time


@dataclass(frozen=True)
class PoolLine:
    """A pool at the desk. ``why``: the sentence that tells why nobody of its list moves."""

    seats: Seats
    why: str


def pool_lines(edition):
    """Every pool with its seats, its queue and why nobody moves."""
    return [PoolLine(one, why_nobody_moves(one.pool) if one.waiting else "") for one in seats_of(edition, invited=True)]


def states_of(edition):
    """[(state, words, how many)] of the enrolments of an edition, in the order of the states."""
    rows = edition.enrolments.order_by().values_list("status").annotate(n=Count("pk"))
    count = dict(rows)
    return [(state, state.label, count[state]) for state in EnrolmentStatus if state in count]


def places_in(edition):
    """{enrolment id: place in the queue of its pool}, in one query."""
    seen: Counter[int] = Counter()
    places = {}
    rows = edition.enrolments.filter(status=EnrolmentStatus.WAITLISTED).order_by("-priority", "queued_at", "pk")
    for pk, pool in rows.values_list("pk", "pool"):
        seen[pool] += 1
        places[pk] = seen[pool]
    return places


def parts_of(rows):
    """[(row, its number as a part of the largest)], for bars."""
    most = max((row.n for row in rows), default=0)
    return [(row, row.n / most if most else 0) for row in rows]


def no_shows(edition):
    """Confirmed people who attended nothing of what was held so far; none before the first meeting."""
    hours = hours_in(edition)
    absent = [pk for pk, one in hours.items() if one.held and not one.attended]
    return Enrolment.objects.filter(pk__in=absent).select_related("organisation").order_by("name")


def letters_of(edition):
    """Letters to people about this edition, the latest first."""
    keys = [f"enrolment:{pk}:" for pk in edition.enrolments.values_list("pk", flat=True)]
    keys += [f"invitation:{pk}" for pk in edition.invitations.values_list("pk", flat=True)]
    keys += [f"reminder:{pk}:" for pk in edition.reminders.values_list("pk", flat=True)]
    found: list[int] = []
    for start in range(0, len(keys), AT_ONCE):
        begins = Q()
        for key in keys[start : start + AT_ONCE]:
            begins |= Q(key__startswith=key) if key.endswith(":") else Q(key=key)
        found += Mail.objects.filter(begins, kind=MailKind.LETTER).values_list("pk", flat=True)
    return Mail.objects.filter(pk__in=found).defer("text", "html", "attachment").order_by("-pk")


def header():
    """The columns of the export of enrolments."""
    return [
        _("Name"), _("E-mail"), _("On behalf of"), _("Kind of body"), _("Role in the body"), _("Job title"),
        _("Kind of seat"), _("State"), pgettext("enrolment", "Asked on"), _("Priority"), _("Enrolled by"),
        _("Hours attended"),
    ]  # fmt: skip


def cells_of(rows, hours, *, with_contacts):
    """Their rows: ``hours`` by enrolment id; e-mails only ``with_contacts``."""
    for one in rows:
        own = hours.get(one.pk)
        yield [
            one.name, one.email if with_contacts else "", str(one.organisation), one.organisation.get_family_display(),
            one.get_job_role_display(), one.job_title, str(one.pool), one.get_status_display(), one.queued_at.date(),
            one.priority, one.get_source_display(), number_text(own.attended / 60, 1) if own else "",
        ]  # fmt: skip
