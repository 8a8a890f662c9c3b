"""What a person is told, grouped by record, and how often mail comes."""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Q

from convergenze.core import about
from convergenze.history import queries as history
from convergenze.notifications import lists
from convergenze.notifications.choices import USUAL, Frequency, Reason
from convergenze.notifications.models import Follow, Notification, Preference, Question, Watch

FIELDS = 5  # named of a change
LINES = 10  # of one record on a page; the rest is counted


@dataclass
class Line:
    """One fact in words; ``detail``: the part of the record it is about, such as the comment itself."""

    at: object
    by: object
    label: str
    reason: str
    reason_label: str
    detail: str
    why: str
    href: str
    is_unread: bool


@dataclass
class Group:
    """What is told about one record, newest first; ``more``: lines beyond those shown."""

    subject: object
    kind: str
    key: str
    kind_label: str
    href: str
    unread: int = 0
    more: int = 0
    lines: list = field(default_factory=list)


def frequencies(user):
    """{reason: how often mail tells it} for ``user``; one query."""
    chosen = dict(Preference.objects.filter(user=user.pk).values_list("reason", "frequency"))
    return {reason: Frequency(chosen.get(reason, usual)) for reason, usual in USUAL.items()}


def unread_count(user):
    """How many unread things ``user`` is told, by record; one query when there are none, two otherwise."""
    rows = Notification.objects.filter(user=user.pk).unread().awake()
    if not rows.exists():
        return 0
    seen = rows.visible_to(user).order_by().values("subject_type", "subject_id").distinct()
    return seen.count()


def inbox(user, *, reason="", unread=False):
    """The records ``user`` is told about, the latest first: rows for ``groups``."""
    rows = Notification.objects.visible_to(user).awake()
    rows = rows.filter(reason=reason) if reason in Reason.values else rows
    rows = rows.unread() if unread else rows
    found = rows.order_by().values("subject_type", "subject_id")
    found = found.annotate(last=Max("entry"), n=Count("pk"), n_unread=Count("pk", filter=Q(read_at=None)))
    return found.order_by("-last")


def groups(found, user, *, reason=""):
    """``Group`` per row of a page of ``inbox``; queries do not grow with the rows."""
    found = list(found)
    if not found:
        return []
    where = Q(pk=None)
    for row in found:
        where |= Q(subject_type=row["subject_type"], subject_id=row["subject_id"])
    rows = Notification.objects.visible_to(user).awake().filter(where)
    rows = rows.filter(reason=reason) if reason in Reason.values else rows
    return _grouped(rows, user)


def groups_of(rows, user):
    """``Group`` per record of ``rows`` (notifications), as far as ``user`` may see them now; the latest first."""
    return _grouped(rows.visible_to(user), user)


def _grouped(rows, user):
    rows = rows.select_related("entry__by", "entry__subject_type").prefetch_related("subject", "entry__subject")
    rows = list(rows.order_by("-entry_id"))
    told = history.lines([row.entry for row in rows], user)
    found: dict = {}
    for row, words in zip(rows, told, strict=True):
        place = (row.subject_type_id, row.subject_id)
        if place not in found:
            found[place] = _group(row)
        group = found[place]
        group.unread += row.read_at is None
        if len(group.lines) < LINES:
            group.lines.append(_line(row, words))
        else:
            group.more += 1
    return list(found.values())


def _group(row):
    subject = row.subject
    return Group(
        subject=subject,
        kind=about.kind_of(subject),
        key=about.key_of(subject),
        kind_label=subject._meta.verbose_name,
        href=about.address_of(subject),
    )


def _line(row, words):
    part = row.entry.subject
    is_part = part != row.subject
    has_address = is_part and hasattr(part, "get_absolute_url")
    return Line(
        at=row.entry.at,
        by=row.entry.by,
        label=words.label,
        reason=row.reason,
        reason_label=row.get_reason_display(),
        detail=str(part) if is_part else _changed(row.entry, words),
        why=words.reason,
        href=part.get_absolute_url() if has_address else about.address_of(row.subject),
        is_unread=row.read_at is None,
    )


def _changed(entry, words):
    """The fields that changed; not those of a record that is new."""
    labels = [] if entry.act == "create" else [label for label, _before, _after in words.rows]
    return ", ".join(labels[:FIELDS]) + (" …" if len(labels) > FIELDS else "")


def follow_of(subject, user):
    """The follow of ``user``; None when there is none."""
    return Follow.objects.about(subject).filter(user=user.pk).first() if user.is_authenticated else None


def follows_of(user, model=None):
    """What ``user`` follows and may still see, the latest first; ``model``: only of this kind."""
    rows = Follow.objects.visible_to(user).prefetch_related("subject")
    return rows.filter(subject_type=ContentType.objects.get_for_model(model)) if model else rows


def watches_of(user):
    """[(watch, address of its list)] of the lists that ``user`` follows, the latest first."""
    rows = ((watch, lists.of_kind(watch.kind)) for watch in Watch.objects.visible_to(user))
    return [(watch, found.address(watch.query)) for watch, found in rows if found]


def open_questions(user):
    """What ``user`` was asked and has not answered, the latest first."""
    rows = Question.objects.filter(user=user.pk, answered_at=None).of_seen(user)
    return rows.prefetch_related("subject").order_by("-pk")
