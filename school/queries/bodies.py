"""What a body's contact reads: its people's enrolments, hours by year, certificates, and what waits for its yes."""

from dataclasses import dataclass

from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.core.templatetags.formats import number_text
from school.choices.catalogue import Approval
from school.choices.enrolment import EnrolmentStatus
from school.models import Certificate, Enrolment
from school.queries.duty import Year, years_of


@dataclass(frozen=True)
class Person:
    """Somebody of the body, with hours by year."""

    pk: int
    name: str
    years: dict[int, Year]

    def minutes_in(self, year):
        """Minutes attended in ``year``."""
        return self.years[year].minutes if year in self.years else 0


@dataclass(frozen=True)
class Hours:
    """People of a body by year: ``rows`` are (person, [Year for each of ``years``]); ``totals`` in the same order."""

    years: list[int]
    rows: list[tuple[Person, list[Year]]]
    totals: list[int]

    @property
    def reached(self):
        """How many people have the hours of the latest year."""
        return sum(cells[0].is_met for _person, cells in self.rows)


def enrolments_of(body):
    """Of its people, the latest first."""
    rows = Enrolment.objects.filter(organisation=body, forgotten_at=None)
    return rows.select_related("edition", "pool", "person", "organisation").order_by("-pk")


def waiting_for(body):
    """Requests that wait for the body's own yes."""
    asks = (Approval.ORGANISATION, Approval.BOTH)
    return (
        enrolments_of(body).filter(status=EnrolmentStatus.REQUESTED, edition__approval__in=asks).order_by("queued_at")
    )


def hours_of_body(body) -> Hours:
    """Hours of each of its people by year, this year first; the same queries however many they are."""
    rows = enrolments_of(body)
    found = years_of(rows)
    # A person may be written differently over the years: the latest name stands.
    names = dict(rows.order_by("pk").values_list("person", "name"))
    people = [
        Person(pk, name, found.get(pk, {})) for pk, name in sorted(names.items(), key=lambda one: (one[1], one[0]))
    ]
    years = sorted({year for person in people for year in person.years} | {timezone.localdate().year}, reverse=True)
    cells = [(person, [Year(year, person.minutes_in(year)) for year in years]) for person in people]
    return Hours(years, cells, [sum(person.minutes_in(year) for person in people) for year in years])


def certificates_of(body):
    """Valid certificates of its people, the latest first."""
    rows = Certificate.objects.valid().filter(enrolment__in=enrolments_of(body).values("pk"))
    return rows.select_related("enrolment__edition")


def header():
    """The columns of the export of its people's enrolments."""
    return [_("Name"), _("E-mail"), _("Job title"), _("Edition"), _("Code"), _("State"), _("Hours attended"), _("Ends")]


def cells_of(rows):
    """Their rows."""
    rows = rows.annotate(minutes=Sum("attendances__minutes", filter=Q(attendances__session__counts=True)))
    for one in rows:
        ends = one.edition.ends_at
        yield [
            one.name, one.email, one.job_title, one.edition.title, one.edition.code, one.get_status_display(),
            number_text((one.minutes or 0) / 60, 1), timezone.localtime(ends, one.edition.zone).date() if ends else "",
        ]  # fmt: skip


def hours_header(hours):
    """The columns of the export of hours: the person, then the years."""
    return [_("Name"), *(str(year) for year in hours.years)]


def hours_cells(hours):
    """Hours of each person by year, and of all of them."""
    for person, cells in hours.rows:
        yield [person.name, *(number_text(cell.minutes / 60, 1) for cell in cells)]
    yield [_("All"), *(number_text(minutes / 60, 1) for minutes in hours.totals)]
