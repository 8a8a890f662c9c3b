"""Who can log in to a demonstration: invented people, one known password. Never on a real site."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from actors.models import HistoricalIdentifier, Membership, Person
from convergenze.accounts.models import User
from convergenze.accounts.roles import Role
from convergenze.accounts.services import grant_role

DEMO_PASSWORD = "valli-vive-2032"
DOMAIN = "demo.convergenze.example"


@dataclass(frozen=True)
class Demo:
    """A demo account: a platform role, a role on the mission, or a role in an actor of the story."""

    who: str
    name: str
    label: str
    role: str = ""
    mission_role: str = ""
    actor: str = ""
    actor_role: str = ""


PEOPLE = (
    Demo("officer", "Elena Ferri", _("programme officer"), role=Role.OFFICER),
    Demo("manager", "Marco Santi", _("programme manager"), role=Role.MANAGER),
    Demo("administrator", "Giulia Rossetti", _("administrator"), role=Role.ADMINISTRATOR),
    Demo("analyst", "Paolo Venturi", _("analyst, reads and changes nothing"), role=Role.ANALYST),
    Demo(
        "steward", "Anna Lolli", _("steward of the mission"),
        mission_role=Role.STEWARD, actor="A01", actor_role="representative",
    ),
    Demo("bank", "Luca Benni", _("represents a cooperative bank"), actor="A10", actor_role="representative"),
    Demo("cooperative", "Sara Monti", _("writes for a community cooperative"), actor="A05", actor_role="editor"),
    Demo("official", "Giorgio Valli", _("official of a union of municipalities"), actor="A01", actor_role="member"),
    Demo("school", "Caterina Morini", _("coordinates the School"), role=Role.SCHOOL),
    Demo("facilitator", "Teresa Neri", _("facilitates the labs of the School")),
)  # fmt: skip


def email_of(who):
    """The address with which the demo account ``who`` logs in."""
    return f"{who}@{DOMAIN}"


def make_accounts(*, loaded):
    """Make the demo accounts with confirmed addresses; again is no error. ``loaded``: the story they work on."""
    password = make_password(DEMO_PASSWORD)  # one hash for all: hashing is slow on purpose
    return {demo.who: _make(demo, password, loaded) for demo in PEOPLE}


def _make(demo, password, loaded):
    email = email_of(demo.who)
    user, made = User.objects.get_or_create(email=email, defaults={"name": demo.name, "password": password})
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    if demo.role:
        grant_role(user=user, role=demo.role, by=user)
    if demo.mission_role:
        grant_role(user=user, role=demo.mission_role, scope=loaded.mission, by=user)
    if demo.actor and made:
        _belong(user, demo, loaded.mission.slug)
    return user


def _belong(user, demo, slug):
    code = HistoricalIdentifier.objects.select_related("actor").get(scheme="story", value=f"{slug}:{demo.actor}")
    person = Person(name=demo.name, email=user.email, account=user, created_by=user)
    person.ensure_slug()
    person.save()
    Membership.objects.create(actor=code.actor, person=person, role=demo.actor_role, created_by=user)
