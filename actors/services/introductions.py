"""Asking to be introduced to an actor that needs what one offers, or offers what one needs."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actors.models import Introduction
from actors.queries.exchanges import can_be_reached, exchanges, matches_of
from convergenze.core.rules_glue import require
from convergenze.history import services as history


@transaction.atomic
def ask_introduction(*, one, other, direction, resource, tag, message, by):
    """Ask ``other`` for an introduction to ``one``, whom ``by`` belongs to; returns the ``Introduction``.

    The two must offer and need the same today, as far as ``by`` may see. Raises ``PermissionDenied``,
    ``ValidationError``.
    """
    asked = Introduction(one=one, other=other, direction=direction, resource=resource, tag=tag, message=message.strip())
    require(by, "actors.ask_introduction", asked)
    if not _still_match(asked, by):
        raise ValidationError(_("One no longer offers what the other needs: look at the list again."))
    if not can_be_reached(other):
        raise ValidationError(
            _("Nobody of %(actor)s uses the platform yet: write to its public address, or ask the programme.")
            % {"actor": other}
        )
    return history.save(asked, by=by, verb="ask")


def _still_match(asked, by):
    found = matches_of([asked.one_id], exchanges(by), by)
    wanted = (asked.other_id, asked.direction, asked.code)
    return any((match.other.actor.pk, match.direction, match.exchange.code) == wanted for match in found)
