"""Following a list: who does is told of each record that enters it, once."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from convergenze.core import about
from convergenze.notifications import lists
from convergenze.notifications.models import Notification, Watch

LONGEST = 500


def watch(*, kind, query, name, by) -> Watch:
    """Follow the list of ``kind`` as ``query`` filters it; again is no error. Raises ``ValidationError``."""
    if not by.has_perm("notifications.add_watch"):
        raise PermissionDenied
    found = lists.of_kind(kind)
    if found is None:
        raise ValidationError({"kind": _("This list cannot be followed.")})
    asked = lists.parsed(query)
    query = found.asked(asked)
    if len(query) > LONGEST:
        raise ValidationError({"query": _("These filters are too long: use fewer of them.")})
    if problems := found.read(asked, by).problems:
        raise ValidationError({"query": problems})
    return Watch.objects.get_or_create(user_id=by.pk, kind=kind, query=query, defaults={"name": name[:120]})[0]


def unwatch(*, watch, by) -> None:
    """Stop following a list."""
    if not by.has_perm("notifications.delete_watch", watch):
        raise PermissionDenied
    watch.delete()


def watchers_of(entry) -> set[int]:
    """Accounts that follow a list in which the record of ``entry`` now stands, and were never told about it."""
    record = entry.subject
    rows = Watch.objects.filter(kind=about.kind_of(record), created_at__lte=entry.at).select_related("user")
    found = list(rows)
    if not found:
        return set()
    told = set(
        Notification.objects.about(record)
        .filter(user__in=[one.user_id for one in found])
        .values_list("user", flat=True)
    )
    return {one.user_id for one in found if one.user_id not in told and _holds(one, record)}


def _holds(watch, record):
    found = lists.of_kind(watch.kind)
    if found is None:
        return False
    asked = found.read(lists.parsed(watch.query), watch.user, rows=[record])
    return not asked.problems and asked.qs.exists()
