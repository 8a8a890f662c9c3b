"""What happened to a register, with the names of the people, which its history does not keep."""

from django.utils.translation import gettext as _

from convergenze.history import queries as history_queries
from convergenze.history import services as history
from school.choices.attendance import Presence

SHOWN_ENTRIES = 15
LABELS = dict(Presence.choices)


def history_of(register, lines):
    """The last entries of a register as the time line shows them; ``lines``: its roster."""
    if not register.pk:
        return []
    names = {str(line.enrolment.pk): line.enrolment.name for line in lines}
    return [_told(entry, names) for entry in history.entries_of(register)[:SHOWN_ENTRIES]]


def _told(entry, names):
    rows = [
        (names.get(key, _("somebody who is no longer here")), _said(before), _said(after))
        for key, (before, after) in entry.changes.items()
        if key.isdecimal()
    ]
    return history_queries.Line(
        at=entry.at, by=entry.by, label=history.verb_label(entry), reason=entry.reason, rows=rows
    )


def _said(kept):
    """ "partial 90 · train" as people say it."""
    told, _dot, note = (kept or "").partition(" · ")
    presence, _space, minutes = told.partition(" ")
    if not presence:
        return _("not recorded")
    words = [str(LABELS.get(presence, presence))]
    if minutes not in ("", "0"):
        words.append(_("%(n)s minutes") % {"n": minutes})
    return " · ".join([*words, note] if note else words)
