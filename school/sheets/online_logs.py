"""Reading who was connected, and when, from the file of an online platform.

Zoom, Teams and Meet write their reports each in its own way: titles and sections above the table, times with the month
or the day first, a file for each language. So the table is found by its columns, the last one in the file that names a
person and two times, and a day is read as the one nearest to the meeting.
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from convergenze.exchange.messages import Message, message
from convergenze.exchange.reading.limits import MEGABYTE, Limits, UnreadableFile
from convergenze.exchange.reading.opening import open_table
from convergenze.exchange.reading.table import BrokenRow, column_key
from school.analysis.presence import Connection

LIMITS = Limits(size=5 * MEGABYTE, rows=20_000, columns=60, cell=1_000)
COLUMNS = {
    "name": (
        "name", "full_name", "name_original_name", "user_name", "display_name", "participant_name", "participant",
        "nome", "nome_completo", "nome_nome_originale", "nome_utente", "nome_e_cognome", "cognome_e_nome",
        "partecipante", "nominativo",
    ),
    "email": (
        "email", "user_email", "e_mail", "mail", "email_address", "posta_elettronica", "indirizzo_e_mail",
        "e_mail_utente", "email_utente", "indirizzo_email",
    ),
    "came": (
        "join_time", "first_join", "first_join_time", "joined", "time_joined", "start_time", "in", "entrata",
        "ora_di_ingresso", "ora_ingresso", "ora_di_accesso", "orario_di_accesso", "primo_accesso", "ora_di_entrata",
        "ora_di_partecipazione", "ingresso",
    ),
    "went": (
        "leave_time", "last_leave", "last_leave_time", "left", "time_exited", "end_time", "out", "uscita",
        "ora_di_uscita", "ora_uscita", "orario_di_uscita", "ultima_uscita", "ora_di_abbandono",
    ),
}  # fmt: skip
CLOCK = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:\.\d+)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
ZONE = r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?"
DAY = r"(?P<one>\d{1,4})[-/.](?P<two>\d{1,2})[-/.](?P<three>\d{1,4})"
TIME = re.compile(rf"(?:{DAY},?[T\s]\s*)?{CLOCK}{ZONE}")


@dataclass(frozen=True)
class Fault:
    """A line that says nothing certain, and why."""

    line: int
    message: Message
    text: str


def read_log(file, name, *, near, zone):
    """(connections, faults) of the file; hours are those of ``zone``, days the nearest to ``near``.

    Raises ``UnreadableFile`` when it is no table, or none of who was connected.
    """
    header, rows = _table(file, name)
    places = {what: _place(header, what) for what in COLUMNS}
    connections, faults = [], []
    for line, cells in rows:
        told = {what: cells[at].strip() if at is not None and at < len(cells) else "" for what, at in places.items()}
        if not told["came"] and not told["went"]:
            continue  # the end of the section, or somebody who never came in
        came, went = (_instant(told[what], near, zone) for what in ("came", "went"))
        if came is None or went is None:
            words = message(_("Write both times, such as 14/01/2027 09:25."))
        elif went < came:
            words = message(_("The second time is before the first."))
        elif not told["name"] and not told["email"]:
            words = message(_("Nobody is named in this line."))
        else:
            connections.append(Connection(line, told["name"], told["email"], came, went))
            continue
        faults.append(Fault(line, words, " · ".join(filter(None, told.values()))))
    return connections, faults


def _table(file, name):
    """(header, [(line, cells)]) of the last table in the file with the columns asked for."""
    table = open_table(file, name, limits=LIMITS)
    header, rows = (list(table.columns) if _is_header(table.columns) else None), []
    for raw in table.raw_rows():
        if isinstance(raw, BrokenRow):
            continue
        line, cells = raw
        if _is_header(cells):
            header, rows = list(cells), []
        elif header is not None:
            rows.append((line, [str(cell) for cell in cells]))
        if line > LIMITS.rows:
            raise UnreadableFile(message(_("The file has more lines than a meeting can have: send its own report.")))
    if header is None:
        words = _("No table of who was connected was found: it needs a name or an e-mail, a time in and a time out.")
        raise UnreadableFile(message(words))
    return header, rows


def _is_header(cells):
    found = {what for what in COLUMNS if _place(cells, what) is not None}
    return {"came", "went"} <= found and bool(found & {"name", "email"})


def _place(cells, what):
    keys = [column_key(str(cell)) for cell in cells]
    return next((keys.index(name) for name in COLUMNS[what] if name in keys), None)


def _instant(text, near, zone):
    """The instant a cell tells; None when it tells none."""
    found = TIME.fullmatch(text.strip())
    if not found:
        return None
    try:
        clock = _clock(found)
        days = [near.astimezone(zone).date()] if found["one"] is None else list(_days(found))
        own = dt.datetime.fromisoformat(f"2000-01-01T00:00{found['zone']}").tzinfo if found["zone"] else zone
    except ValueError:
        return None
    instants = [dt.datetime.combine(day, clock, tzinfo=own) for day in days]
    return min(instants, key=lambda at: abs(at - near), default=None)


def _clock(found):
    hour, half = int(found["hour"]), (found["half"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return dt.time(hour, int(found["minute"]), int(found["second"] or 0))


def _days(found):
    """The days that three numbers may mean: year first, day first, month first."""
    one, two, three = (int(found[name]) for name in ("one", "two", "three"))
    orders = [(one, two, three)] if one > 31 else [(three, two, one), (three, one, two)]
    for year, month, day in orders:
        try:
            yield dt.date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            continue
