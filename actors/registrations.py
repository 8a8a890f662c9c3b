"""What actors offers the house: links, labels of what happened, and accounts joined with known people."""

from allauth.account.signals import email_confirmed
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors import queries, services
from actors.filters import ActorFilter
from actors.models import Actor, Territory
from actors.services import forgetting
from actors.sheets.bodies import ActorSheet
from convergenze.accounts import personal_data
from convergenze.core import navigation, panels
from convergenze.exchange import registry as exchange
from convergenze.history import services as history
from convergenze.notifications import lists
from convergenze.search import registry as search

MATCHES = 6

navigation.register(gettext_lazy("Actors"), "actors:list", order=10)
lists.offer(ActorFilter, "actors:list")
navigation.register(gettext_lazy("Territories"), "actors:territory_list", order=20)
navigation.register(
    gettext_lazy("Requests to answer for actors"),
    "actors:claim_list",
    place="account",
    order=60,
    permission="actors.view_claims",
)

navigation.register(gettext_lazy("Introductions"), "actors:introductions", place="programme", order=45)


@panels.register("actors.detail", template="actors/_matches.html", order=60)
def whom_it_could_meet(actor, user):
    """Actors that need what this one offers, or offer what it needs."""
    found = queries.matches_of([actor.pk], queries.exchanges(user), user)
    return {"matches": found[:MATCHES], "count": len(found), "actor": actor} if found else None


history.LABELS.update(
    {
        "ask": lambda: _("an introduction was asked for"),
        "accept": lambda: _("accepted"),
        "decline": lambda: _("declined"),
        "withdraw": lambda: _("taken back"),
        "unmerge": lambda: _("taken apart again"),
        "claim": lambda: _("somebody asked to answer for it"),
        "claim_approved": lambda: _("a request was approved"),
        "claim_declined": lambda: _("a request was declined"),
        "add_member": lambda: _("a person joined"),
        "remove_member": lambda: _("a person left"),
        "add_tie": lambda: _("a tie was added"),
        "remove_tie": lambda: _("a tie was taken away"),
        "add_offer": lambda: _("an offer was added"),
        "remove_offer": lambda: _("an offer was taken away"),
        "add_need": lambda: _("a need was added"),
        "remove_need": lambda: _("a need was taken away"),
        "boundary": lambda: _("its boundary was imported"),
        "decide": lambda: _("decided"),
        "link": lambda: _("joined with an account"),
    }
)


@receiver(email_confirmed, dispatch_uid="actors.join_person")
def join_person(request, email_address, **kwargs):
    """Who proves to own an e-mail is joined with the person already known under it."""
    services.link_account(account=email_address.user)


search.register(
    Actor,
    A=("name", "short_name", "reference", "tax_code", "vat_number", "ipa_code", "runts_number"),
    C=("get_kind_display",),
    D=("description", "address"),
    related=("seat",),
    excerpt="description",
    context=lambda actor: " · ".join(filter(None, [actor.get_kind_display(), actor.seat and actor.seat.full_name])),
    order=40,
)
search.register(
    Territory,
    A=("name", "reference", "istat_code", "nuts_code", "cadastral_code"),
    C=("get_level_display", "acronym"),
    D=("description",),
    excerpt="description",
    context=lambda territory: territory.get_level_display(),
    order=50,
)
exchange.register(ActorSheet())
personal_data.register(
    "person",
    gettext_lazy("What is known of me as a person: contacts, and the actors I belong to"),
    export=forgetting.exported,
    erase=forgetting.forget_person,
    order=90,
)
