"""A state of an enrolment told to people: what it means, what happens next, by when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school.choices.catalogue import Approval, Waitlist
from school.choices.enrolment import EnrolmentStatus as S


@dataclass(frozen=True)
class Told:
    """A state in words. ``until``: the moment by which the person has to act."""

    title: str
    text: str
    until: datetime | None = None


def told(enrolment) -> Told:
    """What the state of ``enrolment`` means, for the person and for whoever answers for them."""
    state = S(enrolment.status)
    words = SENTENCES[state](enrolment)
    return Told(str(state.label), words, enrolment.offer_expires_at)


def said(moment, edition):
    """ "7 January 2027, 23:59" in the zone of the edition."""
    return date_format(timezone.localtime(moment, edition.zone), "DATETIME_FORMAT")


def waitlist_rule(edition):
    """How seats that become free are given out, in a sentence or two."""
    rules = {
        Waitlist.OFF: _("There is no waiting list."),
        Waitlist.MANUAL: _("When a seat becomes free, the School chooses whom to offer it among those who wait."),
        Waitlist.OFFER: ngettext(
            "Each seat that becomes free is offered to the first in the queue, who has %(n)d hour to accept; "
            "then it goes to the next.",
            "Each seat that becomes free is offered to the first in the queue, who has %(n)d hours to accept; "
            "then it goes to the next.",
            edition.offer_hours,
        )
        % {"n": edition.offer_hours},
        Waitlist.DIRECT: _("When a seat becomes free, the first in the queue is admitted at once."),
    }
    sentences = [rules[Waitlist(edition.waitlist)]]
    if edition.waitlist != Waitlist.OFF and edition.last_promotion_at:
        sentences.append(_("No seat is given out after %(when)s.") % {"when": said(edition.last_promotion_at, edition)})
    return " ".join(sentences)


def _requested(enrolment):
    edition = enrolment.edition
    who = {
        Approval.BOTH: _("%(body)s has to say yes, then the School."),
        Approval.ORGANISATION: _("%(body)s has to say yes."),
    }.get(Approval(edition.approval), _("The School has to say yes."))
    seat = _("A seat is kept meanwhile.") if edition.approval_holds_seat else _("It is no seat yet.")
    return " ".join([who % {"body": enrolment.organisation}, seat, _("The answer comes by mail.")])


def _body_approved(enrolment):
    return _("%(body)s said yes; now the School decides. The answer comes by mail.") % {"body": enrolment.organisation}


def _waitlisted(enrolment):
    return _("The request is approved, but every seat is taken.") + " " + waitlist_rule(enrolment.edition)


def _offered(enrolment):
    until = said(enrolment.offer_expires_at, enrolment.edition)
    return _("A seat is kept until %(until)s. Accept it or give it up by then: afterwards it goes to the next.") % {
        "until": until
    }


def _confirmed(enrolment):
    return _("The seat is taken. If plans change, withdraw here: somebody may be waiting for it.")


SENTENCES = {
    S.REQUESTED: _requested,
    S.ORG_APPROVED: _body_approved,
    S.WAITLISTED: _waitlisted,
    S.OFFERED: _offered,
    S.CONFIRMED: _confirmed,
    S.COMPLETED: lambda one: _("The course was completed: the certificate is among the certificates."),
    S.NOT_COMPLETED: lambda one: _("The course ended without the hours needed; a statement of presence can be had."),
    S.DECLINED: lambda one: _("The request was not accepted. The reason is in the steps below."),
    S.WITHDRAWN: lambda one: _("The seat was given up. Enrolling again is possible while the window is open."),
    S.EXPIRED: lambda one: _("The seat offered was not accepted in time and went to the next in the queue."),
    S.REMOVED: lambda one: _("The School ended this enrolment. The reason is in the steps below."),
}
