"""Taking projects back: only what nobody touched since the import."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from convergenze.exchange.choices import Outcome
from convergenze.exchange.messages import message
from convergenze.history import services as history
from portfolios.choices import ActionStatus
from portfolios.models import Action, ActionLink, Contribution, Placement, SourceRecord
from portfolios.services.projects.judging import current_values
from portfolios.services.projects.writing import apply_values


def revert_actions(batch, rows, *, by):
    """Take back what ``rows`` (of an import, created or updated) wrote; {position: why} of those that stay."""
    ids = [row.subject_id for row in rows]
    actions = Action.objects.select_for_update().in_bulk(ids)
    last, used = _last_entries(ids), _used(ids)
    kept = {}
    created: list[Action] = []
    updated: list[Action] = []
    for row in rows:
        action = actions.get(row.subject_id)
        if action is None or (action.deleted_at and row.outcome == Outcome.CREATE):
            continue
        if reason := _why_kept(action, last.get(action.pk), batch, used if row.outcome == Outcome.CREATE else ()):
            kept[row.position] = reason
        else:
            (created if row.outcome == Outcome.CREATE else updated).append(action)
    _bin(created, batch, by)
    _put_back(updated, last, batch, by)
    return kept


def _last_entries(ids):
    """{action id: its newest entry}."""
    entries = history.entries_about(Action.objects.filter(pk__in=ids)).order_by("pk")
    return {entry.subject_id: entry for entry in entries}


def _used(ids):
    """Actions that something of the platform's own refers to."""
    links = ActionLink.objects.filter(decided_by__isnull=False)
    found = set(links.filter(one__in=ids).values_list("one_id", flat=True))
    found |= set(links.filter(other__in=ids).values_list("other_id", flat=True))
    for model in (Placement, Contribution):
        found |= set(model.objects.filter(action__in=ids).values_list("action_id", flat=True))
    return found


def _why_kept(action, entry, batch, used):
    if action.status != ActionStatus.MAPPED:
        return message(_("Its owner has taken this action over."))
    if action.pk in used:
        return message(_("A portfolio holds this action."))
    if entry is None or entry.batch != batch:
        return message(_("Somebody changed this action after the import."))
    return None


def _bin(actions, batch, by):
    if not actions:
        return
    now, ids = timezone.now(), [action.pk for action in actions]
    Action.objects.filter(pk__in=ids).update(deleted_at=now, version=F("version") + 1, updated_at=now)
    # Without its record the next import of the same source makes the action again.
    SourceRecord.objects.filter(action__in=ids, batch=batch).delete()
    changes = {pk: {"deleted_at": [None, now.isoformat()]} for pk in ids}
    history.record_many(actions, "revert", by=by, batch=batch, changes=changes)


def _put_back(actions, last, batch, by):
    """Each field that still stands as this import left it gets the value from before."""
    if not actions:
        return
    now = current_values([action.pk for action in actions])
    back, changes = {}, {}
    for action in actions:
        pairs = last[action.pk].changes
        same = {name: pair for name, pair in pairs.items() if (now[action.pk].get(name) or None) == (pair[1] or None)}
        back[action] = {name: pair[0] if pair[0] is not None else _empty(name) for name, pair in same.items()}
        changes[action.pk] = {name: [pair[1], pair[0]] for name, pair in same.items()}
    apply_values(back, by=by)
    # An empty digest is nobody's: the next import looks at the row again.
    SourceRecord.objects.filter(action__in=[action.pk for action in actions], batch=batch).update(digest="")
    history.record_many(actions, "revert", by=by, batch=batch, changes=changes)


def _empty(name):
    return [] if name in ("territories", "funding_lines") else "" if name in ("title", "summary", "cup") else None
