"""Calls and programmes as files: what is filtered, nothing else."""

from django.utils.translation import gettext as _

from convergenze.exchange.downloads import table_answer
from portfolios.queries.calls import standing


def call_file(rows, kind, day):
    """``rows`` of calls as a download, ``csv`` or ``xlsx``; states are those of ``day``."""
    header = [
        _("Reference"), _("Title"), _("Programme"), _("Kind"), _("Who publishes it"), _("State"), _("Opens on"),
        _("Closes on"), _("Amount"), _("Who may apply"), _("Families"), _("Themes"), _("Levers"), _("Territories"),
        _("Link"), _("State as published"), _("Recorded from"), _("Identifier of the source"),
    ]  # fmt: skip
    rows = rows.prefetch_related("territories")
    return table_answer(header, _call_cells(rows, day), kind, "calls", _("Funding calls"))


def _call_cells(rows, day):
    for call in rows.iterator(chunk_size=500):
        now = standing(call, day)
        yield [
            call.reference, call.title, str(call.programme or ""), call.get_kind_display(), call.authority,
            str(now.label), call.opens_on, call.closes_on, call.amount, call.recipients, _listed(now.families),
            _listed(now.themes), _listed(now.levers), ", ".join(place.full_name for place in call.territories.all()),
            call.url, call.stated, call.source, call.external_id,
        ]  # fmt: skip


def programme_file(rows, kind):
    """``rows`` of programmes as a download."""
    header = [
        _("Name"), _("Level"), _("Fund"), _("From"), _("Until"), _("Spending eligible until"), _("Managing authority"),
        _("What it pays for"), _("Calls"), _("Link"),
    ]  # fmt: skip
    cells = (
        [
            one.name, one.level, one.fund, one.starts_on, one.ends_on, one.eligibility_ends_on,
            str(one.authority or ""), one.summary, one.n_calls, one.url,
        ]
        for one in rows
    )  # fmt: skip
    return table_answer(header, cells, kind, "programmes", _("Funding programmes"))


def _listed(labels):
    return ", ".join(map(str, labels))
