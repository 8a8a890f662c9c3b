"""Enrolling: a seat at once, a request that waits for a yes, or the waiting list."""

import secrets

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from actors.models import Actor
from convergenze.core.errors import MoveRefused
from school.choices.catalogue import Approval
from school.choices.enrolment import EnrolmentSource as Source
from school.choices.enrolment import EnrolmentStatus as S
from school.models import Enrolment, Invitation
from school.services.enrolment import eligibility
from school.services.enrolment.approving import ask_the_body
from school.services.enrolment.desk import desk_of
from school.services.enrolment.people import colleague, own_person

# What the same request said before, when it comes again with the same key.
SAID = (
    "name", "email", "organisation_id", "job_title", "job_role", "motivation", "mission_id", "challenge_id", "answers",
    "list_consent",
)  # fmt: skip
LINKS = ("edition", "pool", "person", "organisation", "mission", "challenge", "invitation", "created_by")


def enrol(
    *, edition, pool=None, person=None, name, email, organisation, job_title="", job_role, motivation="", mission=None,
    challenge=None, needs="", answers=None, list_consent, source, invitation=None, request_key="", by,
):  # fmt: skip
    """Enrol a person on behalf of ``organisation``; the answer's ``status`` says whether there was a seat.

    ``person``: none for oneself (``source`` self or invitation) and for a colleague, who is found by e-mail.
    ``request_key``: the same one, with the same data, returns what it made before.
    Raises ``PermissionDenied``, ``MoveRefused`` (not now, no place), ``ValidationError`` (a field), ``Busy``.
    """
    enrolment = Enrolment(
        edition=edition, name=name, email=email, organisation=organisation, job_title=job_title, job_role=job_role,
        motivation=motivation, mission=mission, challenge=challenge, needs=needs, answers=answers or {},
        list_consent=list_consent, source=source, invitation=invitation, request_key=request_key, created_by=by,
        badge=secrets.token_hex(12),
    )  # fmt: skip
    enrolment.clean_fields(exclude=[*LINKS, "status", "badge"])
    is_own = _is_own(enrolment, person)
    is_staff = not is_own and by.has_perm("school.run_enrolments", edition)
    _check_before_the_lock(enrolment, is_own=is_own, is_staff=is_staff)
    person = person or (own_person(by=by) if is_own else None)
    with desk_of(edition, by=by) as desk:
        if again := _made_before(desk, enrolment, pool):
            return again
        invitation = _usable(invitation, desk)
        eligibility.check_window(desk.edition, desk.now, is_invited=invitation or is_staff)
        enrolment.edition, enrolment.queued_at = desk.edition, desk.now
        enrolment.pool = eligibility.pool_for(desk, organisation, asked=pool, invitation=invitation, is_staff=is_staff)
        enrolment.person = person or _colleague(enrolment)
        if desk.edition.enrolments.active().filter(person=enrolment.person).exists():
            raise ValidationError(_("This person is already enrolled in this edition."))
        _begin(desk, enrolment, is_staff=is_staff)
        if invitation:
            Invitation.objects.filter(pk=invitation.pk).update(used_at=desk.now, version=F("version") + 1)
    return enrolment


def _check_before_the_lock(enrolment, *, is_own, is_staff):
    """What needs no turn: others wait while it is asked."""
    _may(enrolment, is_own=is_own, is_staff=is_staff)
    eligibility.check_body(enrolment.edition, enrolment.organisation)
    eligibility.check_mail(enrolment.edition, enrolment.email)
    if is_own:
        eligibility.check_answers(enrolment.edition, enrolment.answers)


def _made_before(desk, enrolment, pool):
    """What the same request made; ``None`` for a new one. Raises ``ValidationError`` when it says something else."""
    key = enrolment.request_key
    found = Enrolment.objects.filter(edition=desk.edition, request_key=key).first() if key else None
    if found is None:
        return None
    same = all(getattr(found, name) == getattr(enrolment, name) for name in (*SAID, "created_by_id"))
    if not same or (pool and pool.pk != found.pool_id):
        raise MoveRefused([_("This request was already sent, with other data: open the form again.")])
    return desk.fetch(found)


def _is_own(enrolment, person):
    if enrolment.source in (Source.SELF, Source.INVITATION):
        return True
    return enrolment.source == Source.API and person is None and _same_mail(enrolment.email, enrolment.created_by.email)


def _same_mail(one, other):
    return one.strip().lower() == other.strip().lower()


def _may(enrolment, *, is_own, is_staff):
    """Oneself in what one sees; others for a body one writes for, or as who runs the edition."""
    by, body = enrolment.created_by, enrolment.organisation
    if not by.has_perm("school.enrol_edition", enrolment.edition):
        raise PermissionDenied
    if not is_own and not is_staff and not by.has_perm("school.nominate_actor", body):
        raise PermissionDenied
    if not Actor.objects.visible_to(by).current().filter(pk=body.pk).exists():
        raise ValidationError({"organisation": _("Choose a body that is still there.")})


def _usable(invitation, desk):
    """The invitation as it stands. Raises ``MoveRefused`` when it works no more."""
    if invitation is None:
        return None
    found = Invitation.objects.usable(desk.now).filter(pk=invitation.pk, edition=desk.edition).first()
    if found is None:
        raise MoveRefused([_("This invitation was used already, has expired or was taken back: ask for a new one.")])
    return found


def _colleague(enrolment):
    return colleague(
        edition=enrolment.edition,
        organisation=enrolment.organisation,
        name=enrolment.name,
        email=enrolment.email,
        by=enrolment.created_by,
    )


def _begin(desk, enrolment, *, is_staff):
    """The first step: what has to be approved waits for it, the rest takes a seat or the list."""
    asked = _approvals(desk, enrolment, is_staff=is_staff)
    if not asked:
        return desk.admit(enrolment)
    pool = enrolment.pool
    if not desk.has_room(pool) and (desk.edition.approval_holds_seat or not desk.may_wait(pool)):
        raise MoveRefused([desk.words_when_full(pool) if not desk.may_wait(pool) else _held(pool)])
    first = (
        S.REQUESTED if Approval.ORGANISATION in asked or desk.edition.approval == Approval.SCHOOL else S.ORG_APPROVED
    )
    desk.step(enrolment, first)
    if Approval.ORGANISATION in asked:
        ask_the_body(enrolment)
    return enrolment


def _held(pool):
    return _("Every seat of “%(pool)s” is taken, or held by a request that waits for its answer: try again later.") % {
        "pool": pool
    }


def _approvals(desk, enrolment, *, is_staff):
    """Who has still to say yes: whoever enrols for the body or for the School has said it."""
    edition = desk.edition
    if enrolment.invitation and enrolment.invitation.skips_approval:
        return set()
    asked = {
        Approval.NONE: set(),
        Approval.SCHOOL: {Approval.SCHOOL},
        Approval.ORGANISATION: {Approval.ORGANISATION},
        Approval.BOTH: {Approval.ORGANISATION, Approval.SCHOOL},
    }[Approval(edition.approval)]
    if enrolment.created_by.has_perm("school.nominate_actor", enrolment.organisation):
        asked -= {Approval.ORGANISATION}
    return asked - {Approval.SCHOOL} if is_staff else asked
