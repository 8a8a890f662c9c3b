"""People to enrol from a file: which column is what, and what is wrong with each line."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from convergenze.exchange.messages import message
from convergenze.exchange.reading import BrokenRow, Limits, UnreadableFile, column_key, open_table
from convergenze.exchange.reading.limits import MEGABYTE
from school.choices.enrolment import JobRole
from school.forms.enrolment import ColleagueForm
from school.services.nominations import Nominee

LIMITS = Limits(size=MEGABYTE, rows=500, columns=50, cell=1000)
# Names that people give to columns, in both languages.
COLUMNS = {
    "name": ("name", "nome_e_cognome", "cognome_e_nome", "nominativo", "nome"),
    "surname": ("surname", "cognome"),
    "email": ("email", "e_mail", "mail", "posta_elettronica", "indirizzo_e_mail"),
    "job_role": ("role", "ruolo", "ruolo_nell_ente"),
    "job_title": ("job_title", "qualifica", "incarico"),
    "organisation": ("body", "ente", "organizzazione", "amministrazione"),
}
HEADER = ("nome", "cognome", "email", "ruolo", "qualifica", "ente")


@dataclass(frozen=True)
class Line:
    """A line of the file: the cells as found and, where nothing is wrong, the person."""

    number: int
    cells: dict[str, str]
    person: Nominee | None = None
    problems: list[str] = field(default_factory=list)


def read_file(file, name):
    """[(line, cells by our names)] of a file. Raises ``UnreadableFile``, which says what to do."""
    table = open_table(file, name, limits=LIMITS)
    columns = {column: ours for column in table.columns if (ours := _ours(column))}
    if "name" not in columns.values() or "email" not in columns.values():
        raise UnreadableFile(
            message(gettext_noop("The file needs a column “nome” and a column “email”: use the template."))
        )
    return [_cells(row, columns) for row in table]


def _ours(column):
    key = column_key(column)
    return next((ours for ours, names in COLUMNS.items() if key in names), "")


def _cells(row, columns):
    if isinstance(row, BrokenRow):
        return row.line, {"broken": str(row.message)}
    cells = {ours: row.cells[column].strip() for column, ours in columns.items()}
    if surname := cells.pop("surname", ""):
        cells["name"] = f"{cells['name']} {surname}"
    return row.line, cells


def check_lines(rows, *, bodies, organisation=None):
    """Each row of ``read_file`` as a ``Line``. ``bodies``: the field that finds a body by what is written of it."""
    seen: dict[str, int] = {}
    return [_line(int(number), cells, bodies, organisation, seen) for number, cells in rows]


def _line(number, cells, bodies, organisation, seen):
    if "broken" in cells:
        return Line(number, cells, problems=[cells["broken"]])
    form = ColleagueForm({**cells, "job_role": _role(cells.get("job_role", ""))})
    problems = [f"{form.fields[name].label}: {error}" for name, errors in form.errors.items() for error in errors]
    body = organisation
    if bodies is not None and cells.get("organisation"):
        try:
            body = bodies.clean(cells["organisation"])
        except ValidationError as unknown:
            problems += unknown.messages
    elif body is None:
        problems.append(_("Say on behalf of which body."))
    email = cells.get("email", "").casefold()
    if email and email in seen:
        problems.append(_("This address is on line %(line)d already.") % {"line": seen[email]})
    seen.setdefault(email, number)
    if problems:
        return Line(number, cells, problems=problems)
    return Line(number, cells, Nominee(line=number, organisation=body, **form.cleaned_data))


def _role(text):
    """The code of a role written as its code or in words; what nobody knows stays, for the form to refuse."""
    if not text:
        return JobRole.OFFICER
    known = {str(label).casefold(): code for code, label in JobRole.choices}
    return known.get(text.casefold(), text)
