"""Signed links in mails: they say who is meant, so that one click is enough, and nothing else can be done with them."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from convergenze.accounts.models import User
from convergenze.notifications import questions
from convergenze.notifications.choices import Reason
from convergenze.notifications.models import Question

STOP, ANSWER = "notifications.stop", "notifications.answer"
ANSWER_SECONDS = 30 * 24 * 3600


def absolute(path):
    """The address of ``path`` on the public site."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def stop_link(user, reasons):
    """Where ``user`` ends the mails for ``reasons``; it does not expire."""
    ticket = signing.dumps([user.pk, sorted(reasons)], salt=STOP)
    return absolute(reverse("notifications:stop", args=[ticket]))


def read_stop(ticket):
    """(account, reasons) of a link to stop; None when it was not made here or the account is gone."""
    try:
        pk, reasons = signing.loads(ticket, salt=STOP)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    return (user, [reason for reason in reasons if reason in Reason.values]) if user else None


def answer_link(question):
    """Where whoever was asked answers, for thirty days."""
    return absolute(reverse("notifications:answer", args=[signing.dumps(question.pk, salt=ANSWER)]))


def read_answer(ticket):
    """The question of a link; None when it is too old, was not made here, or the question is gone."""
    try:
        pk = signing.loads(ticket, salt=ANSWER, max_age=ANSWER_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Question.objects.filter(pk=pk).select_related("user").first()


def with_links(asked):
    """[(question, its sentence, label, link)] of questions somebody still offers."""
    found = ((question, questions.asking_of(question.code)) for question in asked)
    return [(q, asking.sentence(q.subject), asking.label, answer_link(q)) for q, asking in found if asking]
