"""Taking calls back: only what nobody touched or used since the import."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from convergenze.exchange.choices import Outcome
from convergenze.exchange.messages import message
from convergenze.history import services as history
from portfolios.models import CallPick, FindingAnswer, FundingCall, Trigger
from portfolios.services.calls.content import current_values, put_values
from portfolios.services.calls.writing import save_calls


def revert_calls(batch, rows, *, by):
    """Take back what ``rows`` (of an import, created or updated) wrote; {position: why} of those that stay."""
    ids = [row.subject_id for row in rows]
    calls = FundingCall._base_manager.select_for_update().in_bulk(ids)
    entries = history.entries_about(FundingCall._base_manager.filter(pk__in=ids)).order_by("pk")
    last, used = {entry.subject_id: entry for entry in entries}, _used(ids)
    kept = {}
    created: list[FundingCall] = []
    updated: list[FundingCall] = []
    for row in rows:
        call, is_new = calls.get(row.subject_id), row.outcome == Outcome.CREATE
        if call is None or (call.deleted_at and is_new):
            continue
        if reason := _why_kept(call, last.get(call.pk), batch, used if is_new else ()):
            kept[row.position] = reason
        else:
            (created if is_new else updated).append(call)
    _bin(created, batch, by)
    _put_back(updated, last, batch, by)
    return kept


def _used(ids):
    """Calls that a portfolio answered, a trigger waits for, or a finding became."""
    kind = ContentType.objects.get_for_model(FundingCall)
    found = set(CallPick.objects.filter(call__in=ids).values_list("call_id", flat=True))
    found |= set(Trigger._base_manager.filter(call__in=ids).values_list("call_id", flat=True))
    answers = FindingAnswer.objects.filter(subject_type=kind, subject_id__in=ids)
    return found | set(answers.values_list("subject_id", flat=True))


def _why_kept(call, entry, batch, used):
    if call.pk in used:
        return message(_("A portfolio follows this call."))
    if entry is None or entry.batch != batch:
        return message(_("Somebody changed this call after the import."))
    return None


def _bin(calls, batch, by):
    now = timezone.now()
    for call in calls:
        # Without its identity the next import of the same register makes the call again.
        call.deleted_at, call.external_id = now, ""
        call.version += 1
    FundingCall.objects.bulk_update(calls, ["deleted_at", "external_id", "version"], batch_size=200)
    changes = {call.pk: {"deleted_at": [None, now.isoformat()]} for call in calls}
    history.record_many(calls, "revert", by=by, batch=batch, changes=changes)


def _put_back(calls, last, batch, by):
    """Each field that still stands as this import left it gets the value from before."""
    changes = {}
    for call in calls:
        now, pairs = current_values(call), last[call.pk].changes
        same = {name: pair for name, pair in pairs.items() if (now.get(name) or None) == (pair[1] or None)}
        put_values(call, {name: pair[0] for name, pair in same.items()})
        call.raw = {}  # the next import looks at the row again
        changes[call.pk] = {name: [pair[1], pair[0]] for name, pair in same.items()}
    save_calls(calls)
    history.record_many(calls, "revert", by=by, batch=batch, changes=changes)
