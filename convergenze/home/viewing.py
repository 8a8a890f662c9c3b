"""Looking at the platform as somebody else would: whom, and which account or stand-in reads in their place.

The one who looks reads everything already, so nobody taken here can show them more; nothing is ever written.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.models import Actor, Membership
from convergenze.accounts.guests import LinkGuest

VISITOR, MEMBER, LINK, ACTOR = "visitor", "member", "link", "actor"
KINDS = {
    VISITOR: gettext_lazy("a visitor"),
    MEMBER: gettext_lazy("somebody who is signed in and belongs to nothing"),
    LINK: gettext_lazy("whoever has a share link"),
    ACTOR: gettext_lazy("the people of an actor"),
}
NOBODY = 0  # the id of no account: what belongs to it is nothing


@dataclass(frozen=True)
class Persona:
    """Who reads in place of the one who looks, and what to call them."""

    user: object
    label: object


def persona_of(told):
    """The ``Persona`` of what a session keeps ({"kind", "actor"}); None when there is nobody to stand for it."""
    kind = told.get("kind")
    if kind == VISITOR:
        return Persona(AnonymousUser(), KINDS[VISITOR])
    if kind == LINK:
        return Persona(LinkGuest(), KINDS[LINK])
    if kind == MEMBER:
        return Persona(get_user_model()(pk=NOBODY, name=str(_("Signed-in user"))), KINDS[MEMBER])
    return _colleague(told.get("actor")) if kind == ACTOR else None


def _colleague(public_id):
    """An account of the actor without any role of the programme, so that nothing but the actor speaks."""
    actor = Actor.objects.current().filter(public_id=public_id).first()
    if actor is None:
        return None
    plain = {"person__account__is_active": True, "person__account__is_superuser": False}
    rows = Membership.objects.valid().filter(actor=actor, person__account__grants=None, **plain)
    found = rows.exclude(person__account=None).select_related("person__account").order_by("pk").first()
    return found and Persona(found.person.account, _("the people of %(actor)s") % {"actor": actor})
