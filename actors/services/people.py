"""Who speaks for an actor: claims and their answers, members invited and taken off."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actors.choices import ClaimStatus, MembershipRole
from actors.models import ClaimRequest, Membership, Person
from actors.rules import forget_roles
from convergenze.accounts.models import User
from convergenze.core.errors import MoveRefused
from convergenze.history import services as history

STRENGTH = {MembershipRole.MEMBER: 0, MembershipRole.EDITOR: 1, MembershipRole.REPRESENTATIVE: 2}


@transaction.atomic
def claim_actor(*, actor, motivation, by, role=MembershipRole.EDITOR):
    """Ask to answer for ``actor``; the programme decides. Raises ``ValidationError`` (an open request is there)."""
    claim = history.save(ClaimRequest(actor=actor, account=by, role=role, motivation=motivation), by=by)
    # What was written stays in the claim's own history: the actor's is read by everybody who is signed in.
    history.record(actor, "claim", by=by, claim=claim.pk)
    return claim


@transaction.atomic
def approve_claim(*, claim, by, answer=""):
    """Say yes: the account's person becomes a member of the actor with the role asked. Returns the membership."""
    claim = _open(claim)
    person = person_of(claim.account) or history.save(_new_person(claim.account), by=by)
    membership = _belong(claim.actor, person, claim.role, by)
    _answer(claim, ClaimStatus.APPROVED, answer, by)
    forget_roles(claim.account)
    return membership


@transaction.atomic
def decline_claim(*, claim, by, answer):
    """Say no, with the reason that the person will read. Raises ``ValidationError`` without one."""
    claim = _open(claim)
    if not answer.strip():
        raise ValidationError({"answer": _("Tell the person why: they will read it.")})
    return _answer(claim, ClaimStatus.DECLINED, answer, by)


def _open(claim):
    claim = ClaimRequest.objects.select_for_update(of=("self",)).select_related("actor", "account").get(pk=claim.pk)
    if claim.status != ClaimStatus.OPEN:
        raise MoveRefused([_("This request was already answered.")])
    return claim


def _answer(claim, status, answer, by):
    claim.status, claim.answer = status, answer.strip()
    history.save(claim, by=by, verb="decide")
    history.record(claim.actor, f"claim_{status}", by=by, claim=claim.pk)
    return claim


@transaction.atomic
def add_member(*, actor, name, by, email="", role=MembershipRole.MEMBER, job_title=""):
    """Make somebody a member of ``actor``, known or new; a person with this e-mail is found, not doubled.

    Whoever signs up later with the same e-mail is linked by ``link_account``. Returns the membership.
    """
    person = _known_person(email) or Person(name=name, email=email, job_title=job_title)
    if person._state.adding:
        person.account = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
        history.save(person, by=by)
    if actor.memberships.filter(person=person).exists():
        raise ValidationError({"email": _("This person already belongs to this actor.")})
    membership = _belong(actor, person, role, by)
    history.record(actor, "add_member", by=by, person=person.pk, role=role)
    forget_roles(person.account)
    return membership


@transaction.atomic
def remove_member(*, membership, by, reason=""):
    """Take a person off an actor; the history keeps who it was."""
    history.record(
        membership.actor, "remove_member", by=by, reason=reason, person=membership.person_id, role=membership.role
    )
    account = membership.person.account
    membership.delete()
    forget_roles(account)


@transaction.atomic
def link_account(*, account):
    """Join a verified account with the person who has its e-mail and no account yet; returns that person or None."""
    if Person.objects.filter(account=account).exists():
        return None
    person = Person.objects.alive().filter(email__iexact=account.email, account=None).order_by("pk").first()
    if person:
        person.account = account
        history.save(person, by=account, verb="link")
        forget_roles(account)
    return person


def person_of(account):
    """The person of an account: the linked one, or one with the same (verified) e-mail, linked now."""
    return Person.objects.filter(account=account).first() or link_account(account=account)


def _new_person(account):
    return Person(name=str(account), email=account.email, account=account)


def _known_person(email):
    if not email:
        return None
    people = Person.objects.alive()
    return people.filter(email__iexact=email).first() or people.filter(account__email__iexact=email).first()


def _belong(actor, person, role, by):
    """The person's membership with at least ``role``."""
    found = Membership.objects.select_for_update().filter(actor=actor, person=person).first()
    membership = found or Membership(actor=actor, person=person, role=role)
    if STRENGTH[MembershipRole(role)] > STRENGTH[MembershipRole(membership.role)]:
        membership.role = role
    membership.valid_until = None
    return history.save(membership, by=by)
