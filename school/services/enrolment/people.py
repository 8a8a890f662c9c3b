"""The person behind an enrolment: one's own, or a colleague known to the body, or somebody new."""

from django.core.exceptions import ValidationError
from django.db.models import Q

from actors.models import Membership, Person
from actors.rules import forget_roles
from actors.services.people import person_of
from convergenze.accounts.models import User
from convergenze.history import services as history
from school.models import Enrolment


def own_person(*, by):
    """The person of an account, made now if there is none."""
    person = person_of(by) or _first_person(by)
    person.account = by
    return person


def _first_person(by):
    try:
        person = history.save(Person(name=str(by), email=by.email, account=by), by=by)
    except ValidationError:  # pressed twice: the other request was a moment faster
        return Person.objects.get(account=by)
    forget_roles(by)
    return person


def colleague(*, edition, organisation, name, email, by):
    """Who has this e-mail among the body's people, else the owner of the account, else somebody new.

    Nothing tells whoever nominates that others know the person: when that one is already enrolled here for another
    body, a new person stands for the nomination and the School sees both.
    """
    known = _among(organisation, email) or _by_account(edition, organisation, email)
    return known or _made(name=name, email=email, by=by)


def _among(organisation, email):
    """Members of the body, and those it enrolled before."""
    members = Membership.objects.valid().filter(actor=organisation).values("person")
    enrolled = Enrolment.objects.filter(organisation=organisation, email__iexact=email).values("person")
    people = Person.objects.alive()
    has_it = Q(email__iexact=email) | Q(account__email__iexact=email)
    return people.filter(has_it, pk__in=members).first() or people.filter(pk__in=enrolled).order_by("pk").first()


def _by_account(edition, organisation, email):
    person = Person.objects.alive().filter(account__email__iexact=email, account__is_active=True).first()
    elsewhere = edition.enrolments.active().filter(person=person).exclude(organisation=organisation)
    return None if person is None or elsewhere.exists() else person


def _made(*, name, email, by):
    account = User.objects.filter(email__iexact=email, is_active=True, person=None).first()
    return history.save(Person(name=name, email=email, account=account), by=by)
