"""Lists as files: what is filtered, nothing else."""

from django.utils.translation import gettext as _

from convergenze.exchange.downloads import table_answer
from portfolios.queries.changes import LABELS, rows_of
from portfolios.queries.lists import secured_by_action

CHUNK = 500


def action_file(rows, kind):
    """``rows`` of actions as a download, ``csv`` or ``xlsx``."""
    header = [
        _("Reference"), _("Code"), _("Title"), _("Lead"), _("Family"), _("State"), _("Stage"), _("Horizon"),
        _("Levers"), _("Territories"), _("Starts on"), _("Ends on"), _("Cost"), _("Secured"), _("CUP"),
        _("Recorded from"),
    ]  # fmt: skip
    return table_answer(header, _cells(rows), kind, "actions", _("Actions"))


def changes_file(found):
    """A comparison as CSV, one change in each row."""
    header = [_("Change"), _("About"), _("Field"), _("Before"), _("After")]
    rows = ([str(LABELS[code]), *cells] for code, *cells in rows_of(found))
    return table_answer(header, rows, "csv", "changes")


def _cells(rows):
    for chunk in _chunks(rows):
        secured = secured_by_action(chunk)
        for action in chunk:
            yield [
                action.reference, action.code, action.title, str(action.lead or ""),
                action.lead.get_family_display() if action.lead else "", action.get_status_display(),
                action.get_stage_display(), action.get_horizon_display(),
                ", ".join(map(str, action._meta.get_field("levers").labels(action.levers))),
                ", ".join(place.full_name for place in action.territories.all()),
                action.starts_on, action.ends_on, action.cost, secured.get(action.pk), action.cup, action.origin,
            ]  # fmt: skip


def _chunks(rows):
    chunk = []
    for action in rows.iterator(chunk_size=CHUNK):
        chunk.append(action)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    yield chunk
