"""What to do with each row of a register of calls: create, update, skip, and why."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

from convergenze.exchange.choices import Outcome
from convergenze.exchange.messages import Message, message
from convergenze.history import services as history
from portfolios.models import FundingCall
from portfolios.services.calls.content import LABELS, current_values, stored_row, values_of
from portfolios.sources.calls import CallRow

IMPORT_VERBS = ("portfolios.fundingcall.import", "portfolios.fundingcall.revert")


@dataclass
class IncomingCall:
    """A call on its way in; ``changes``: {field: [before, after]} to write, ``call``: what is there already."""

    row: CallRow
    programme: int | None = None
    outcome: str = Outcome.CREATE
    reasons: tuple[Message, ...] = ()
    call: FundingCall | None = None
    changes: dict = field(default_factory=dict)

    @property
    def values(self):
        """{field: JSON value} of everything the row says."""
        return values_of(self.row, self.programme)


def judge_calls(rows, source, programmes):
    """``rows`` judged; ``programmes``: {name: id} of those recorded. Two queries, whatever the number."""
    ids = [row.external_id for row in rows]
    there = {call.external_id: call for call in FundingCall._base_manager.filter(source=source, external_id__in=ids)}
    left = _left_by_imports([call.pk for call in there.values()])
    judged = [IncomingCall(row, programmes.get(row.programme), call=there.get(row.external_id)) for row in rows]
    for one in judged:
        if one.call is not None:
            _compare(one, left.get(one.call.pk, {}))
    return judged


def _compare(one, left):
    """Only what still stands as an import left it is changed; what a person wrote is kept, and said."""
    if one.call.deleted_at:
        one.outcome, one.reasons = Outcome.SKIP, (message(_("Somebody moved this call to the bin: it stays there.")),)
        return
    now, kept = current_values(one.call), []
    for name, value in one.values.items():
        if _same(now[name], value):
            continue
        if _same(now[name], left.get(name)):
            one.changes[name] = [now[name], value]
        else:
            kept.append(name)
    other_row = one.call.raw != stored_row(one.row.raw)
    one.outcome = Outcome.UPDATE if one.changes or (other_row and not kept) else Outcome.SKIP
    one.reasons = tuple(_reasons(one.changes, kept, other_row))


def _reasons(changes, kept, other_row):
    if changes:
        yield message(_("Changes: %(fields)s."), fields=[LABELS[name] for name in changes])
    if kept:
        yield message(_("Kept as a person wrote it: %(fields)s."), fields=[LABELS[name] for name in kept])
    if not changes and not kept:
        said = _("Only details of the source changed.") if other_row else _("Unchanged since the last import.")
        yield message(said)


def _left_by_imports(ids):
    """{call id: {field: value}}: how imports left each field."""
    left: dict[int, dict] = {}
    entries = history.entries_about(FundingCall._base_manager.filter(pk__in=ids)).filter(verb__in=IMPORT_VERBS)
    for subject, changes in entries.order_by("pk").values_list("subject_id", "changes"):
        left.setdefault(subject, {}).update({name: pair[1] for name, pair in changes.items()})
    return left


def _same(one, other):
    return (one or None) == (other or None)
