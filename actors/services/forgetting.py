"""Personal data of people: taken away, and forgotten."""

from typing import Any

from django.utils.translation import gettext as _

from actors.models import ClaimRequest, Membership, Person
from actors.rules import forget_roles
from convergenze.history import forgetting as history

PLACEHOLDER = "persona-dimenticata"


def exported(user) -> dict[str, Any]:
    """What is known of the person behind an account."""
    person = Person.objects.filter(account=user).first()
    if person is None:
        return {}
    memberships = person.memberships.values("actor__name", "role", "valid_from", "valid_until")
    told = {name: getattr(person, name) for name in ("name", "email", "phone", "job_title")}
    return {"person.json": told | {"memberships": list(memberships)}}


def forgotten_person() -> Person:
    """Nobody in particular: rows that must hang from a person and may no longer say which hang from this one."""
    told = {"name": "Persona dimenticata"}
    return Person.objects.get_or_create(slug=PLACEHOLDER, defaults=told)[0]


def forget_person(user, by) -> None:
    """The person behind an account keeps no name, contact or body."""
    people = Person.objects.filter(account=user)
    memberships, claims = Membership.objects.filter(person__account=user), ClaimRequest.objects.filter(account=user)
    for rows in (memberships, claims, people):
        history.forget(rows, _("forgotten"))
    for rows in (memberships, claims):
        rows.delete()
    for person in people:
        slug = f"persona-{person.public_id.hex[:12]}"
        Person.objects.filter(pk=person.pk).update(
            name="Persona dimenticata", slug=slug, email="", phone="", job_title="", account=None
        )
    forget_roles(user)
