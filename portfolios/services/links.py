"""Links between actions that people make: joined by hand, taken up for review."""

from django.db import transaction

from convergenze.history import services as history
from portfolios.choices import LinkKind, LinkStatus
from portfolios.models import ActionLink
from portfolios.services.deciding import decide_link


@transaction.atomic
def link_actions(*, one, other, kind, by, reason="", score=None, parts=None):
    """A link that a person confirms between two actions (a synergy, a dependency: ``one`` needs ``other``).

    ``one`` is kept as the smaller id except for directed kinds. Saying it again returns the link that is there.
    """
    link = _found_or_made(one, other, kind, by, score=score, parts=parts or {})
    if link.status in LinkStatus.awaiting():
        decide_link(link=link, decision="confirm", by=by, reason=reason)
    link.refresh_from_db()
    return link


@transaction.atomic
def take_up_pair(*, one, other, by, kind=LinkKind.DUPLICATION):
    """Put two actions under review whether or not an analysis proposes them; return their link.

    A link that somebody has already answered stays as it is. Raises ``PermissionDenied``, ``ValidationError``.
    """
    link = _found_or_made(one, other, kind, by)
    if link.status == LinkStatus.SUGGESTED:
        return decide_link(link=link, decision="review", by=by)
    return link


def _found_or_made(one, other, kind, by, **values):
    if kind not in LinkKind.directed() and one.pk > other.pk:
        one, other = other, one
    link = ActionLink.objects.filter(one=one, other=other, kind=kind).first()
    return link or history.save(ActionLink(one=one, other=other, kind=kind, **values), by=by)
