"""Yes and no to a request: of the person's body, of the School, of both in this order."""

from django.utils import translation
from django.utils.translation import gettext as _

from actors.choices import MembershipRole
from actors.models import Membership
from convergenze.core.errors import MoveRefused
from school.choices.catalogue import Approval
from school.choices.enrolment import EnrolmentStatus as S
from school.services.enrolment import letters
from school.services.enrolment.desk import desk_of


def approve(*, enrolment, by):
    """Say yes: the request goes on to the School, or takes a seat, or waits for one from when it was made."""
    with desk_of(enrolment.edition, by=by) as desk:
        found = desk.moving(enrolment, "approve")
        if found.status == S.REQUESTED and desk.edition.approval == Approval.BOTH:
            return desk.step(found, S.ORG_APPROVED)
        if desk.is_too_late:
            raise MoveRefused([_("It is too late: no place is given any more. Decline the request, with the reason.")])
        return desk.admit(found)


def decline(*, enrolment, reason, by):
    """Say no, with the reason that the person reads."""
    with desk_of(enrolment.edition, by=by) as desk:
        return desk.step(desk.moving(enrolment, "decline", reason=reason), S.DECLINED, reason=reason.strip())


def ask_the_body(enrolment):
    """Write to those who answer for the body that a request waits for them."""
    rows = Membership.objects.valid().filter(actor=enrolment.organisation_id, role__in=MembershipRole.writers())
    for row in rows.filter(person__account__is_active=True).select_related("person__account"):
        contact = row.person.account
        with translation.override(contact.language):
            letters.ask(enrolment, contact)
