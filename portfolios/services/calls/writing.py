"""Calls of registers in bulk: a constant number of queries per batch."""

from django.utils import timezone

from convergenze.core.visibility import Visibility
from convergenze.exchange.choices import Outcome
from convergenze.history import services as history
from portfolios.models import FundingCall
from portfolios.services.calls.content import FIELDS, put_values, stored_row
from portfolios.services.slugs import give_slugs


def write_calls(judged, *, source, by, batch):
    """Write judged rows. ``source`` is the ``CallSource``; must run in a transaction."""
    created = [one for one in judged if one.outcome == Outcome.CREATE]
    updated = [one for one in judged if one.outcome == Outcome.UPDATE]
    for one in created:
        one.call = _new(one, source, by)
        one.changes = {name: [None, value] for name, value in one.values.items() if value not in (None, "", [])}
    calls = [one.call for one in created]
    give_slugs(calls)
    FundingCall.objects.bulk_create(calls, batch_size=500)
    for one in updated:
        put_values(one.call, {name: pair[1] for name, pair in one.changes.items()})
        one.call.raw = stored_row(one.row.raw)
    save_calls([one.call for one in updated])
    changes = {one.call.pk: one.changes for one in (*created, *updated)}
    history.record_many(
        [one.call for one in (*created, *updated)],
        "import", by=by, batch=batch, reason=str(source.label), changes=changes,
    )  # fmt: skip


def _new(one, source, by):
    call = FundingCall(
        source=source.name,
        external_id=one.row.external_id,
        visibility=Visibility.PUBLIC,
        language="it",
        raw=stored_row(one.row.raw),
        created_by=by if getattr(by, "pk", None) else None,
    )
    put_values(call, one.values)
    return call


def save_calls(calls):
    """Write changed calls in bulk and raise their versions."""
    for call in calls:
        call.version += 1
        call.updated_at = timezone.now()
    FundingCall.objects.bulk_update(calls, [*FIELDS, "raw", "version", "updated_at"], batch_size=100)
