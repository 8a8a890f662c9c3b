"""The outbox: mails are written with what they tell, and sent by whoever comes by first.

A sender takes a mail for some minutes (no other takes it meanwhile), sends it outside any transaction and writes down
how it went. One that dies in between lets go of the mail when the minutes are over; it goes out again with the same
Message-ID, by which mail programs know it.
"""

import logging
import smtplib
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import get_connection
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.notifications import letters
from convergenze.notifications.choices import MailKind, MailState
from convergenze.notifications.models import Mail

log = logging.getLogger(__name__)
TAKEN_FOR = timedelta(minutes=10)
WAITS = tuple(timedelta(minutes=n) for n in (1, 5, 30, 120, 480, 1440))  # after the last one a mail is given up
AT_ONCE = 200
wakers: list[Callable] = []


def post(
    *, kind, user=None, to="", subject_line="", text="", html="", attachment="", key=None, wait=timedelta()
) -> Mail:
    """Put a mail into the outbox, in the transaction of what it tells; it leaves after the commit and the ``wait``.

    With a ``key`` it is written once: asked for again, the first one is returned.
    """
    fields = {
        "kind": kind, "user": user, "to": to or user.email, "subject_line": subject_line[:250], "text": text,
        "html": html, "attachment": attachment, "next_try_at": timezone.now() + wait,
    }  # fmt: skip
    if key is None:
        mail = Mail.objects.create(**fields)
    else:
        mail, _is_new = Mail.objects.get_or_create(key=key, defaults=fields)
    _wake()
    return mail


def on_post(wake: Callable) -> None:
    """Call ``wake()`` whenever there is something to send."""
    wakers.append(wake)


def _wake():
    for wake in wakers:
        wake()


def send_waiting(*, limit=AT_ONCE) -> list[Mail]:
    """Send what is due, one by one; returns the mails tried, as they stand now."""
    tried: list[Mail] = []
    with closing(get_connection(settings.OUTBOX_BACKEND)) as line:
        while len(tried) < limit and (mail := _take()):
            _try(mail, line)
            tried.append(mail)
    return tried


def _take():
    """The next mail that is due, held for this sender; None when there is none."""
    with transaction.atomic():
        rows = Mail.objects.due().order_by("next_try_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        mail = rows.first()
        if mail:
            mail.state, mail.tries = MailState.SENDING, mail.tries + 1
            mail.next_try_at = timezone.now() + TAKEN_FOR
            mail.save(update_fields=["state", "tries", "next_try_at"])
        return mail


def _try(mail, line):
    try:
        letter = letters.compose(mail)
        if letter is None:
            return _write_down(mail, MailState.CANCELLED, _("There is nothing left to tell."))
        mail.subject_line = letter.subject[:250]
        line.send_messages([letter])
    except smtplib.SMTPRecipientsRefused as refusal:
        line.close()
        codes = [code for code, _words in refusal.recipients.values()]
        return _fail(mail, refusal, for_good=all(code >= 500 for code in codes))
    except Exception as error:  # noqa: BLE001 - whatever it was, the mail stays and the next one is tried
        line.close()
        return _fail(mail, error)
    return _write_down(mail, MailState.SENT, "")


def _fail(mail, error, *, for_good=False):
    log.warning("mail %s, try %s: %s", mail.message_id, mail.tries, error)
    if for_good or mail.tries > len(WAITS):
        return _write_down(mail, MailState.FAILED, str(error))
    mail.next_try_at = timezone.now() + WAITS[mail.tries - 1]
    return _write_down(mail, MailState.WAITING, str(error))


def _write_down(mail, state, error):
    """How it went; what an account mail said (codes, links) is not kept once it arrived."""
    mail.state, mail.error = state, error
    if state == MailState.SENT:
        mail.sent_at = timezone.now()
        if mail.kind == MailKind.ACCOUNT:
            mail.text = mail.html = ""
    mail.save(update_fields=["state", "error", "next_try_at", "subject_line", "sent_at", "text", "html"])


def send_again(*, mail, by) -> Mail:
    """Try a mail that failed or waits again, now and from the first wait on. Raises ``ValidationError``."""
    return _moved(mail, by, (MailState.FAILED, MailState.WAITING), state=MailState.WAITING, tries=0)


def cancel(*, mail, by) -> Mail:
    """Do not send a mail that waits or failed. Raises ``PermissionDenied``, ``ValidationError``."""
    return _moved(mail, by, (MailState.FAILED, MailState.WAITING), state=MailState.CANCELLED)


@transaction.atomic
def _moved(mail, by, states, **values):
    if not by.has_perm("notifications.change_mail"):
        raise PermissionDenied
    locked = Mail.objects.select_for_update().get(pk=mail.pk)
    if locked.state not in states:
        raise ValidationError(_("This mail is now “%(state)s”.") % {"state": locked.get_state_display()})
    if locked.kind == MailKind.ACCOUNT and not (locked.text or locked.html):
        raise ValidationError(_("What this mail said is no longer kept."))
    Mail.objects.filter(pk=mail.pk).update(next_try_at=timezone.now(), **values)
    _wake()
    locked.refresh_from_db()
    return locked


def waiting_longest():
    """When the next mail is due; None when none waits."""
    rows = Mail.objects.unfinished().order_by(F("next_try_at").asc())
    return rows.values_list("next_try_at", flat=True).first()
