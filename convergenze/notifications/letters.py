"""What a mail says, composed when it is sent: only what its reader may still see, in the reader's language."""

import re

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convergenze.notifications import queries, questions, tickets
from convergenze.notifications.choices import MailKind, Reason


def compose(mail):
    """The message to send; None when nothing is left to tell. The Message-ID is the mail's own at every try."""
    if mail.kind in MailKind.written():
        return _message(mail, mail.subject_line, mail.text, mail.html, stop="")
    if not mail.user.is_active:
        return None
    with translation.override(mail.user.language):
        return _compose_questions(mail) if mail.kind == MailKind.QUESTIONS else _compose_news(mail)


def _compose_news(mail):
    rows = mail.notifications.all()
    groups = queries.groups_of(rows, mail.user)
    if not groups:
        return None
    reasons = set(rows.values_list("reason", flat=True))
    return _rendered(mail, "emails/news", news_subject(mail, groups), {"groups": groups}, reasons)


def news_subject(mail, groups):
    """ "Case piene: proposed", or how many records a digest tells about."""
    first = groups[0]
    if mail.kind == MailKind.NEWS and len(groups) == 1:
        return f"{first.subject}: {first.lines[0].label}"
    count = ngettext("News about %(n)d record", "News about %(n)d records", len(groups)) % {"n": len(groups)}
    return f"{count}: {first.subject}"


def _compose_questions(mail):
    now, found = timezone.now(), []
    for question in mail.questions.filter(answered_at=None).prefetch_related("subject"):
        asking = questions.asking_of(question.code)
        if asking and question.subject and asking.still(question.subject, mail.user, now):
            found.append((question, asking.sentence(question.subject), asking.label, tickets.answer_link(question)))
    if not found:
        return None
    title = ngettext(
        "Is it still so? %(n)d record waits for you", "Is it still so? %(n)d records wait for you", len(found)
    )
    return _rendered(mail, "emails/questions", title % {"n": len(found)}, {"questions": found}, {Reason.DUE})


def _rendered(mail, template, title, context, reasons):
    stop = tickets.stop_link(mail.user, reasons)
    context |= {
        "title": title, "reader": mail.user, "stop": stop, "site": tickets.absolute("/"), "base": tickets.absolute(""),
        "inbox": tickets.absolute(reverse("notifications:inbox")),
        "preferences": tickets.absolute(reverse("notifications:preferences")),
        "why": _why(reasons), "language": translation.get_language(),
    }  # fmt: skip
    text = render_to_string(f"{template}.txt", context)
    return _message(mail, title, text, render_to_string(f"{template}.html", context), stop)


def _why(reasons):
    words = [str(reason.label) for reason in Reason if reason in reasons]
    return _("Why you are told: %(reasons)s.") % {"reasons": ", ".join(words)}


def _message(mail, title, text, html, stop):
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    if stop:  # RFC 8058: the mail program's own button
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    to = mail.user.email if mail.user and mail.kind not in MailKind.written() else mail.to
    message = EmailMultiAlternatives(" ".join(title.split()), text, to=[to], headers=headers)
    if html:
        message.attach_alternative(html, "text/html")
    if mail.attachment:
        method = re.search(r"^METHOD:(\w+)", mail.attachment, re.MULTILINE)
        message.attach("calendar.ics", mail.attachment, f"text/calendar; method={method[1] if method else 'PUBLISH'}")
    return message
