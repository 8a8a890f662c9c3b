"""The hours of an edition as a grid: people in rows, meetings in columns."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from school.choices.attendance import Presence
from school.models import Enrolment, Session
from school.queries.hours import Hours, Mark, hours_in, marks_in

MET, WITHIN, BEYOND = "met", "within", "beyond"
TONES = {MET: "success", WITHIN: "info", BEYOND: "danger"}
SIGNS = {"present": "●", "partial": "◐", "absent": "○", "excused": "E"}
LABELS = dict(Presence.choices)


@dataclass(frozen=True)
class Cell:
    """One person at one meeting."""

    mark: Mark | None

    @property
    def sign(self):
        """A drawing for the presence, beside its word."""
        return SIGNS[self.mark.presence] if self.mark else "–"

    @property
    def words(self):
        """The presence in words."""
        return LABELS[self.mark.presence] if self.mark else _("not recorded")

    @property
    def minutes(self):
        """Minutes attended; None where nothing is recorded."""
        return self.mark.minutes if self.mark else None


@dataclass(frozen=True)
class Row:
    """One person: cells in the order of the meetings, and the sum."""

    enrolment: Enrolment
    cells: list[Cell]
    hours: Hours

    @property
    def state(self):
        """Whether the threshold is met, within reach, or beyond it."""
        return state_of(self.hours)

    @property
    def words(self):
        """The state in words."""
        return words_for(self.state)

    @property
    def tone(self):
        """The colour of the state."""
        return TONES[self.state]


@dataclass(frozen=True)
class Grid:
    """The meetings, the rows asked for, and how many people are in each state."""

    meetings: list[Session]
    rows: list[Row]
    counts: dict[str, int]
    only: str

    @property
    def planned(self):
        """Minutes planned in all."""
        return sum(one.credited_minutes for one in self.meetings if one.counts)


def state_of(hours):
    """Of somebody's hours: met, within reach, or beyond it."""
    return MET if hours.is_met else WITHIN if hours.reachable else BEYOND


def words_for(state):
    """What a state is called."""
    return {
        MET: pgettext("threshold", "reached"),
        WITHIN: pgettext("threshold", "still reachable"),
        BEYOND: pgettext("threshold", "no longer reachable"),
    }[state]


def grid_of(edition, *, only="") -> Grid:
    """The grid of an edition; ``only``: people in that state. The same few queries, however many they are."""
    meetings = list(Session.objects.filter(edition=edition).standing().order_by("starts_at", "pk"))
    marks, hours = marks_in(session__in=meetings), hours_in(edition)
    people = edition.enrolments.admitted().select_related("organisation").order_by("name", "pk")
    rows = [Row(one, [Cell(marks[one.pk].get(day.pk)) for day in meetings], hours[one.pk]) for one in people]
    counts = {state: sum(row.state == state for row in rows) for state in TONES}
    return Grid(meetings, [row for row in rows if only not in TONES or row.state == only], counts, only)


def shows(address, grid):
    """Which people to show, as tabs: [(key, label, href, how many)]."""
    tabs = [("", _("Everybody"), address, sum(grid.counts.values()))]
    return tabs + [
        (state, words_for(state)[:1].upper() + words_for(state)[1:], f"{address}?show={state}", number)
        for state, number in grid.counts.items()
        if number
    ]


def table_of(grid):
    """(header, rows) of the grid as a file: minutes of each meeting, then hours."""
    header = [
        _("Name and surname"), pgettext("employer", "Body"), *(one.title for one in grid.meetings),
        _("Minutes attended"), _("Minutes held so far"), _("Minutes planned"), _("Excused minutes"), _("Percent"),
        _("Threshold"),
    ]  # fmt: skip
    return header, [_table_row(row) for row in grid.rows]


def _table_row(row):
    told, share = row.hours, row.hours.share
    cells = [cell.minutes if cell.minutes or cell.mark is None else str(cell.words) for cell in row.cells]
    sums = [told.attended, told.held, told.planned, told.excused, None if share is None else round(share * 100, 1)]
    return [row.enrolment.name, row.enrolment.organisation.name, *cells, *sums, row.words]
