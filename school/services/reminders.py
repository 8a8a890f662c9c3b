"""Reminders are written into the outbox when their time comes, once for each person and date."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from convergenze.history import services as history
from convergenze.notifications.choices import MailKind
from convergenze.notifications.services import post
from school.choices.catalogue import EditionStatus
from school.models import ReminderRule
from school.queries.reminders import filled, moments_of, receivers_of

# A clock that stood still for longer stays silent: "tomorrow" would no longer be true.
GRACE = timedelta(hours=12)


@transaction.atomic
def save_rule(*, rule, by):
    """Keep a rule. Raises ``PermissionDenied``."""
    if not by.has_perm("school.run_enrolments", rule.edition):
        raise PermissionDenied
    saved = history.save(rule, by=by)
    history.record(rule.edition, "change_reminders", by=by)
    return saved


@transaction.atomic
def delete_rule(*, rule, by):
    """Forget a rule; what it sent stays among the messages."""
    if not by.has_perm("school.run_enrolments", rule.edition):
        raise PermissionDenied
    history.record(rule.edition, "change_reminders", by=by)
    rule.delete()


def send_due(now=None):
    """Write every reminder whose time has come; returns how many mails this asked for. May run twice without harm."""
    now = now or timezone.now()
    rules = ReminderRule.objects.filter(is_active=True, edition__status__in=EditionStatus.living())
    return sum(_send(rule, moment) for rule in rules.select_related("edition") for moment in _due(rule, now))


def _due(rule, now):
    for moment in moments_of(rule):
        is_before = rule.offset_minutes < 0
        if moment.at <= now < moment.at + GRACE and not (is_before and now >= moment.anchor):
            yield moment


@transaction.atomic
def _send(rule, moment):
    receivers = receivers_of(rule, moment)
    for receiver in receivers:
        with translation.override(receiver.user.language if receiver.user else "it"):
            _post(rule, moment, receiver)
    return len(receivers)


def _post(rule, moment, receiver):
    base, edition = settings.SITE_URL.rstrip("/"), rule.edition
    subject, text = filled(rule, name=receiver.name, anchor=moment.anchor)
    context = {
        "title": subject, "text": text, "edition": edition, "language": translation.get_language(), "site": f"{base}/",
        "edition_address": base + edition.get_absolute_url(),
    }  # fmt: skip
    post(
        kind=MailKind.LETTER, user=receiver.user, to=receiver.email, subject_line=subject,
        text=render_to_string("emails/reminder.txt", context),
        html=render_to_string("emails/reminder.html", context),
        key=f"reminder:{rule.pk}:{moment.key}:{receiver.key}",
    )  # fmt: skip
