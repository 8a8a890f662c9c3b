"""From facts of the history to what people are told: who, for which reason, and by mail at once where they want it.

A fact is told again and again without harm (one notification per person and fact): what a process that died after
its commit did not tell, ``catch_up`` does.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from convergenze.accounts.models import User
from convergenze.core import about
from convergenze.history.models import Entry
from convergenze.notifications import queries, registry
from convergenze.notifications.choices import Frequency, MailKind, MailState, Reason
from convergenze.notifications.models import Follow, Mail, Notification
from convergenze.notifications.services.outbox import post
from convergenze.notifications.services.watching import watchers_of

MANY = 100  # facts written at once: an import tells only who follows just these records
MOST_PER_HOUR = 6  # mails at once to one person; what is more waits for the day's digest
GATHERING = timedelta(minutes=1)  # what happens meanwhile goes into the same mail
LOOK_BACK = timedelta(hours=6)
TOLD_DIRECTLY = (Reason.ASSIGNED, Reason.MENTIONED, Reason.DUE, Reason.OWNER)


def hear(entries: Iterable[Entry]) -> list[Notification]:
    """Tell whom ``entries`` concern, as far as they may see what changed; returns the new notifications."""
    entries = _worth_telling(list(entries))
    with transaction.atomic():
        told = [one for entry in entries for one in _told(entry)]
        made = _kept(told)
        _mail_at_once(made)
    return made


def catch_up(*, now=None) -> list[Notification]:
    """Tell what was written lately and told to nobody, since its process ended too soon."""
    since = (now or timezone.now()) - LOOK_BACK
    return hear(Entry.objects.filter(at__gte=since).select_related("by").order_by("pk"))


def _worth_telling(entries):
    if len(entries) > MANY:
        kinds = {entry.subject_type_id for entry in entries}
        followed = set(Follow.objects.filter(subject_type__in=kinds).values_list("subject_type", "subject_id"))
        entries = [e for e in entries if e.extra.get("tell") or (e.subject_type_id, e.subject_id) in followed]
    prefetch_related_objects(entries, "subject")
    return [entry for entry in entries if entry.subject is not None]


def _told(entry):
    """Unsaved notifications of one fact, for those who may see what it is about."""
    places = registry.places_of(entry.subject)
    if not places:
        return []
    reasons = _reasons(entry, places)
    people = User.objects.filter(pk__in=reasons, is_active=True, is_service=False)
    return [
        Notification(user=person, entry=entry, subject=place, reason=reason)
        for person in people
        for reason, place in [reasons[person.pk]]
        if about.sees(person, place) and (entry.subject == place or about.sees(person, entry.subject))
    ]


def _reasons(entry, places):
    """{account id: (strongest reason, the record it is told under)}; never who did it."""
    found: dict[int, tuple] = {user: (Reason.FOLLOWED, entry.subject) for user in watchers_of(entry)}
    for place in reversed(places):
        rows = Follow.objects.about(place).filter(created_at__lte=entry.at)
        found |= {user: (Reason.FOLLOWED, place) for user in rows.values_list("user", flat=True)}
    if entry.batch is None and not _is_automatic(entry):
        found |= {person.pk: (Reason.OWNER, places[0]) for person in registry.people_for(entry)}
    told = entry.extra.get("tell") or {}
    for reason in reversed(TOLD_DIRECTLY):
        found |= {user: (reason, places[0]) for user in told.get(reason, ())}
    found.pop(entry.by_id, None)
    return found


def _is_automatic(entry):
    """The clock filled in fields: nothing that whoever answers for the record has to hear of."""
    return entry.act in ("create", "change") and (entry.by is None or entry.by.is_service)


def _kept(told):
    """Store what was not told before; the stored rows."""
    pairs = {(one.user_id, one.entry_id) for one in told}
    rows = Notification.objects.filter(user__in={u for u, _e in pairs}, entry__in={e for _u, e in pairs})
    before = set(rows.values_list("user", "entry"))
    new = [one for one in told if (one.user_id, one.entry_id) not in before]
    Notification.objects.bulk_create(new, ignore_conflicts=True)
    ids = {(one.user_id, one.entry_id) for one in new}
    return [one for one in rows.select_related("user") if (one.user_id, one.entry_id) in ids] if new else []


def _mail_at_once(made):
    """One mail per person for what they want to know at once."""
    people = {one.user_id: one.user for one in made}
    for user in people.values():
        wanted = {reason for reason, often in queries.frequencies(user).items() if often == Frequency.INSTANT}
        mine = [one for one in made if one.user_id == user.pk and one.reason in wanted]
        if mine and (mail := _waiting_news(user) or _news(user)):
            Notification.objects.filter(pk__in=[one.pk for one in mine]).update(mail=mail)


def _waiting_news(user):
    """The mail to ``user`` that has not left yet; locked, so that no sender takes it before what is new is in it."""
    rows = Mail.objects.select_for_update().filter(user=user, kind=MailKind.NEWS, state=MailState.WAITING, tries=0)
    return rows.first()


def _news(user):
    """A new mail at once; None for who had enough of them within the hour."""
    lately = Mail.objects.filter(user=user, kind=MailKind.NEWS, created_at__gte=timezone.now() - timedelta(hours=1))
    return post(kind=MailKind.NEWS, user=user, wait=GATHERING) if lately.count() < MOST_PER_HOUR else None
