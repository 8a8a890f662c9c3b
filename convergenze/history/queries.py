"""Records and entries as people read them."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.apps import apps
from django.core.cache import cache
from django.utils.translation import gettext as _

from convergenze.core.models import Record
from convergenze.history import services
from convergenze.history.models import Entry

PER_KIND = 100
KEPT_SECONDS = 600


@dataclass
class Line:
    """One entry as the timeline shows it; ``rows``: (label, before, after) of what changed."""

    at: datetime
    by: object
    label: str
    reason: str = ""
    rows: list = field(default_factory=list)
    subject_label: str = ""
    href: str = ""
    details: str = ""


def kept(key, make):
    """What ``make()`` answers, kept until somebody writes anything: the ledger then has a newer entry.

    For sums over everything, which cost more than a page may. ``key`` names what is asked and for whom; it must hold
    the public id of the record it is about. At most ten minutes old, should two writers finish at once.
    """
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    name = f"kept:{sha256(f'{key}:{newest}'.encode()).hexdigest()}"
    found = cache.get(name)
    if found is None:
        found = make()
        cache.set(name, found, KEPT_SECONDS)
    return found


def record_models():
    """Every model whose rows have an address, a bin and a history."""
    return [model for model in apps.get_models() if issubclass(model, Record)]


def model_of(kind):
    """The record model called "actors.actor"; None for any other word."""
    return next((model for model in record_models() if model._meta.label_lower == kind), None)


def in_bin():
    """Discarded records that can still be taken back, the latest first (at most 100 of each kind)."""
    found = []
    for model in record_models():
        rows = model._base_manager.filter(deleted_at__gte=services.bin_limit()).order_by("-deleted_at")
        found += list(rows[:PER_KIND])
    return sorted(found, key=lambda record: record.deleted_at, reverse=True)


def lines(entries, user):
    """``Line`` per entry; names of related records only as far as ``user`` may see them."""
    entries = list(entries)
    names = _names(entries, user)
    return [
        Line(
            at=entry.at,
            by=entry.by,
            label=services.verb_label(entry),
            reason=entry.reason,
            rows=_rows(entry, names),
            subject_label=entry.subject_label,
            details=" · ".join(str(value) for value in entry.extra.values() if isinstance(value, str) and value),
        )
        for entry in entries
    ]


def _rows(entry, names):
    model = entry.subject_type.model_class()
    return [
        (_label(model, name), _shown(model, name, before, names), _shown(model, name, after, names))
        for name, (before, after) in entry.changes.items()
        if name not in {"slug", "deleted_at"}
    ]


def _field(model, name):
    known = {field.name: field for field in model._meta.get_fields()} if model else {}
    return known.get(name)


def _label(model, name):
    found = _field(model, name)
    other = found.related_model if found is not None and found.is_relation else None
    words = getattr(found, "verbose_name", None) or getattr(getattr(other, "_meta", None), "verbose_name", None)
    words = words or name.replace("_", " ")
    return str(words)[:1].upper() + str(words)[1:]


def _shown(model, name, value, names):
    if value in (None, "", [], {}):
        return "–"
    found = _field(model, name)
    if found is not None and found.is_relation:
        ids = _ids(value)
        if ids is None:
            return ", ".join(" · ".join(str(part) for part in row if part) for row in value)
        return ", ".join(names.get((found.related_model, one), _("(not visible)")) for one in ids)
    choices = dict(getattr(found, "flatchoices", None) or ())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (list, dict)):
        return ", ".join(map(str, value))
    return str(choices.get(value, value))


def seen_changes(entries, user):
    """{entry id: changes} with the ids of related records that ``user`` may see; the others are None."""
    entries = list(entries)
    names = _names(entries, user)
    return {entry.pk: _with_seen_ids(entry, names) for entry in entries}


def _with_seen_ids(entry, names):
    model, found = entry.subject_type.model_class(), {}
    for name, values in entry.changes.items():
        field = _field(model, name)
        if field is not None and field.is_relation:
            values = [_seen_ids(field.related_model, value, names) for value in values]
        found[name] = values
    return found


def _ids(value):
    """The ids in a stored value; None when it holds the rows themselves, as imports write the money of an action."""
    ids = value if isinstance(value, list) else [value]
    return None if any(isinstance(one, (list, dict)) for one in ids) else ids


def _seen_ids(model, value, names):
    if _ids(value) is None:
        return value
    if isinstance(value, list):
        return [one for one in value if (model, one) in names]
    return value if (model, value) in names else None


def _names(entries, user):
    """{(model, id): name} of every record that the changes point to; one query per model."""
    wanted: dict[type, set] = {}
    for entry in entries:
        model = entry.subject_type.model_class()
        for name, values in entry.changes.items():
            found = _field(model, name)
            if found is not None and found.is_relation:
                ids = {one for value in values for one in _ids(value) or ()}
                wanted.setdefault(found.related_model, set()).update(ids - {None})
    return {(model, row.pk): str(row) for model, ids in wanted.items() for row in _seen(model, user).filter(pk__in=ids)}


def _seen(model, user):
    manager = model._default_manager
    return manager.visible_to(user) if hasattr(manager.all(), "visible_to") else manager.all()
