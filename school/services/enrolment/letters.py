"""Letters about enrolments: what happened, where one stands and by which rule, until when, and what one can do.

They are written in the transaction of what they tell (once for each step) and leave after it.
"""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convergenze.notifications.choices import MailKind
from convergenze.notifications.services import post
from school.choices.enrolment import EnrolmentStatus as S
from school.queries.enrolment import place_in_queue
from school.queries.states import told
from school.services.enrolment.invites import invite


@dataclass(frozen=True)
class Words:
    """A letter: its subject, its paragraphs and what its button says."""

    subject: str
    paragraphs: tuple[str, ...]
    button: str = ""


def tell(enrolment, taken):
    """Post the letter of the step ``taken``; a change of turn alone is told by the page."""
    if taken.source == taken.target:
        return
    calendar = ""
    if taken.target == S.CONFIRMED:
        calendar = invite(enrolment.edition, "PUBLISH")
    elif taken.source == S.CONFIRMED and taken.target in (S.WITHDRAWN, S.REMOVED):
        calendar = invite(enrolment.edition, "CANCEL")
    with translation.override(language_of(enrolment)):
        words = words_of(enrolment, taken.reason, has_calendar=bool(calendar))
        send(enrolment, words, key=f"enrolment:{enrolment.pk}:{taken.number}:{taken.target}", calendar=calendar)


def ask(enrolment, contact):
    """Ask whoever answers for the body to approve a request."""
    words = Words(
        _("%(person)s asks to take part in “%(edition)s” for %(body)s")
        % {"person": enrolment.name, "edition": enrolment.edition, "body": enrolment.organisation},
        (_("The request waits for your answer: approve it, or decline it with a reason that the person will read."),),
        _("Answer the request"),
    )
    send(enrolment, words, key=f"enrolment:{enrolment.pk}:1:ask:{contact.pk}", to=contact)


def send(enrolment, words, *, key, calendar="", to=None):
    """Put ``words`` into the outbox, in the language that is active; to the person unless ``to`` is an account."""
    base = settings.SITE_URL.rstrip("/")
    context = {
        "title": words.subject, "words": words, "enrolment": enrolment, "edition": enrolment.edition,
        "reader": str(to or enrolment.name), "when": when(enrolment.edition),
        "address": base + enrolment.get_absolute_url(), "site": f"{base}/",
        "edition_address": base + enrolment.edition.get_absolute_url(), "language": translation.get_language(),
    }  # fmt: skip
    return post(
        kind=MailKind.LETTER,
        to=to.email if to else enrolment.email,
        user=to or enrolment.person.account,
        subject_line=words.subject,
        text=render_to_string("emails/enrolment.txt", context),
        html=render_to_string("emails/enrolment.html", context),
        attachment=calendar,
        key=key,
    )


def language_of(enrolment):
    """The language of the receiver; Italian for who has no account."""
    return enrolment.person.account.language if enrolment.person.account else "it"


def when(edition):
    """From when to when, in the edition's zone; "" before it has meetings."""
    ends = [moment for moment in (edition.starts_at, edition.ends_at) if moment]
    return " – ".join(dict.fromkeys(date_format(moment.astimezone(edition.zone), "DATE_FORMAT") for moment in ends))


# What the letter of each state is called and what its button says; what the state means is said by ``told``.
TITLES = {
    S.REQUESTED: (gettext_lazy("Your request for “%(edition)s” waits for approval"), gettext_lazy("See your request")),
    S.ORG_APPROVED: (
        gettext_lazy("Your body approved your request for “%(edition)s”"),
        gettext_lazy("See your request"),
    ),
    S.CONFIRMED: (gettext_lazy("Your place in “%(edition)s” is confirmed"), gettext_lazy("See your enrolment")),
    S.WAITLISTED: (gettext_lazy("You are on the waiting list of “%(edition)s”"), gettext_lazy("See where you stand")),
    S.OFFERED: (gettext_lazy("A seat in “%(edition)s” is offered to you"), gettext_lazy("Accept it or give it up")),
    S.EXPIRED: (gettext_lazy("The seat offered in “%(edition)s” went to the next"), gettext_lazy("See your enrolment")),
    S.DECLINED: (gettext_lazy("Your request for “%(edition)s” was not accepted"), gettext_lazy("See your request")),
    S.WITHDRAWN: (gettext_lazy("You gave up your place in “%(edition)s”"), gettext_lazy("See your enrolment")),
    S.REMOVED: (gettext_lazy("You are no longer enrolled in “%(edition)s”"), gettext_lazy("See your enrolment")),
    S.COMPLETED: (gettext_lazy("You have completed “%(edition)s”"), gettext_lazy("See your enrolment")),
    S.NOT_COMPLETED: (gettext_lazy("“%(edition)s” is over"), gettext_lazy("See your enrolment")),
}


def words_of(enrolment, reason="", *, has_calendar=False) -> Words:
    """The letter of the state in which ``enrolment`` is."""
    title, button = TITLES[S(enrolment.status)]
    paragraphs = [told(enrolment).text]
    if enrolment.status == S.WAITLISTED:
        paragraphs.insert(0, _("You are number %(n)d in the queue.") % {"n": place_in_queue(enrolment)})
    if has_calendar:
        paragraphs.append(_("The file attached changes your calendar by itself: open it."))
    if reason:
        paragraphs.append(_("The reason given: %(reason)s") % {"reason": reason})
    return Words(title % {"edition": enrolment.edition}, tuple(paragraphs), str(button))
