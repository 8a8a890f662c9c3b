"""The only way to write a record: validated, versioned, remembered with who and why."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.core.errors import StaleRecord
from convergenze.history.models import Entry
from convergenze.history.values import difference, plain, related_ids, snapshot

BIN_DAYS = 30
# Who hears of entries once they are committed; code above the floor adds itself with ``listen``.
listeners: list[Callable[[Iterable[Entry]], object]] = []


@transaction.atomic
def save(record, *, by, verb="", reason="", links=None, expected_version=None, batch=None, extra=None):
    """Validate, save and record ``record``; return it.

    ``links``: {many-to-many name: objects or ids} to set with it. ``expected_version``: the version its editor
    had opened; ``StaleRecord`` is raised when somebody saved in between. Raises ``ValidationError``.
    A save that changes nothing writes nothing.
    """
    if record._state.adding:
        return _create(record, by, verb or "create", reason, links or {}, batch, extra)
    return _change(record, by, verb or "change", reason, links or {}, expected_version, batch, extra)


def _create(record, by, verb, reason, links, batch, extra):
    if hasattr(record, "created_by_id") and record.created_by_id is None:
        record.created_by = _known(by)
    record.full_clean()
    _insert(record)
    _set_links(record, links)
    after = snapshot(record) | related_ids(record, links)
    changes = {name: [None, value] for name, value in after.items() if value not in (None, "", [], {})}
    _write(record, verb, by, reason, changes, batch, extra)
    return record


def _insert(record):
    """Insert; when somebody was a moment faster, avoid their slug, or say what a form would have said."""
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError:
        if hasattr(record, "ensure_slug"):
            record.slug = ""
        record.full_clean()
        record.save(force_insert=True)


def _change(record, by, verb, reason, links, expected_version, batch, extra):
    model = type(record)
    stored = model._base_manager.select_for_update().get(pk=record.pk)
    if expected_version is not None and stored.version != expected_version:
        raise StaleRecord(stored, list(changes_since(stored, expected_version)))
    before = snapshot(stored) | related_ids(stored, links)
    record.full_clean()
    changes = difference(before, snapshot(record) | {name: sorted(_ids(found)) for name, found in links.items()})
    if not changes and not extra:
        return record
    if hasattr(record, "version"):
        record.version = stored.version + 1
    record.save(force_update=True)
    _set_links(record, links)
    _write(record, verb, by, reason, changes, batch, _with_version(record, extra))
    return record


def _with_version(record, extra):
    return (extra or {}) | ({"version": record.version} if hasattr(record, "version") else {})


def record(subject, verb, *, by, reason="", changes=None, batch=None, **extra):
    """Write down a fact about ``subject`` that is not a plain save ("merge", "claim"); return the entry."""
    return _write(subject, verb, by, reason, changes or {}, batch, extra)


def record_many(subjects, verb, *, by, batch=None, reason="", changes=None):
    """Write down one fact for many rows of one model at once (imports). ``changes``: {pk: difference}."""
    subjects = list(subjects)
    if not subjects:
        return
    changes = changes or {}
    kind = ContentType.objects.get_for_model(subjects[0])
    entries = Entry.objects.bulk_create(
        [
            Entry(
                by=_known(by),
                verb=_full_verb(subjects[0], verb),
                subject_type=kind,
                subject_id=one.pk,
                subject_label=str(one)[:300],
                changes=changes.get(one.pk, {}),
                reason=reason,
                batch=batch,
            )
            for one in subjects
        ],
        batch_size=1000,
    )
    _tell_later(entries)


@transaction.atomic
def discard(record, *, by, reason="", batch=None):
    """Put ``record`` in the bin; it can be taken back for 30 days."""
    record.deleted_at = timezone.now()
    return save(record, by=by, verb="discard", reason=reason, batch=batch)


@transaction.atomic
def restore(record, *, by, reason=""):
    """Take ``record`` back from the bin."""
    record.deleted_at = None
    return save(record, by=by, verb="restore", reason=reason)


def bin_limit():
    """Records discarded before this instant may be deleted for good."""
    return timezone.now() - timedelta(days=BIN_DAYS)


def entries_of(subject):
    """Entries about ``subject``, newest first, with their authors."""
    return Entry.objects.about(subject).select_related("by")


def entries_about(rows):
    """Entries about any of ``rows`` (a queryset of one model), newest first, with their authors; joins with ``|``."""
    kind = ContentType.objects.get_for_model(rows.model)
    return Entry.objects.filter(subject_type=kind, subject_id__in=rows.values("pk")).select_related("by")


def entries_of_batch(batch):
    """Entries written by one import or bulk change, oldest first."""
    return Entry.objects.filter(batch=batch).order_by("pk")


def changes_since(subject, version):
    """Entries that moved ``subject`` past ``version``, newest first."""
    return entries_of(subject).filter(extra__version__gt=version)


def _write(subject, verb, by, reason, changes, batch, extra):
    entry = Entry.objects.create(
        by=_known(by),
        verb=_full_verb(subject, verb),
        subject=subject,
        subject_label=str(subject)[:300],
        changes=plain(changes),
        reason=reason,
        batch=batch,
        extra=plain(extra or {}),
    )
    _tell_later([entry])
    return entry


def listen(listener):
    """Call ``listener(entries)`` after each commit that wrote entries; its failures are logged and harm nobody."""
    if listener not in listeners:
        listeners.append(listener)


def _tell_later(entries):
    if listeners:
        transaction.on_commit(lambda: [listener(entries) for listener in listeners], robust=True)


def _full_verb(subject, verb):
    # Asked of the object: the signed-in user of a request is wrapped in a lazy one.
    return f"{subject._meta.label_lower}.{verb}"


def _known(by):
    """The account to write down; nobody for a visitor."""
    return by if getattr(by, "pk", None) else None


def _set_links(record, links):
    for name, found in links.items():
        getattr(record, name).set(found)


def _ids(found):
    return [getattr(one, "pk", one) for one in found]


def verb_label(entry):
    """What happened, in a word or two: those of the full verb before those of its last part."""
    words = LABELS.get(entry.verb) or LABELS.get(entry.act)
    return words() if words else entry.act.replace("_", " ")


LABELS = {
    "create": lambda: _("created"),
    "change": lambda: _("changed"),
    "discard": lambda: _("moved to the bin"),
    "restore": lambda: _("taken back from the bin"),
    "import": lambda: _("imported"),
    "merge": lambda: _("merged"),
    "revert": lambda: _("reverted"),
    "login": lambda: _("logged in"),
    "logout": lambda: _("logged out"),
    "view_as": lambda: _("looked as somebody else"),
    "login_failed": lambda: _("failed to log in"),
    "grant_role": lambda: _("role given"),
    "withdraw_role": lambda: _("role taken back"),
    "issue_token": lambda: _("access key made"),
    "revoke_token": lambda: _("access key revoked"),
}
