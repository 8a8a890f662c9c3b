"""Links between actions that people make: joined by hand, taken up for review."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from convergenze.history import services as history
from portfolios.choices import LeadAnswer, LinkKind, LinkStatus
from portfolios.models import ActionLink
from portfolios.services.deciding import answer_link, decide_link
from portfolios.services.merging import request_merge


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


@transaction.atomic
def propose_synergy(*, one, other, by, reason=""):
    """Put two actions under review as a synergy; who writes for a lead says with it that it holds. Returns the link.

    Raises ``PermissionDenied``, ``MoveRefused``, ``ValidationError``.
    """
    if one.pk == other.pk:
        raise ValidationError(_("Choose two different actions."))
    link = take_up_pair(one=one, other=other, by=by, kind=LinkKind.SYNERGY)
    if link.status in LinkStatus.awaiting() and by.has_perm("portfolios.answer_actionlink", link):
        return answer_link(link=link, answer=LeadAnswer.CONFIRM, by=by, reason=reason)
    return link


@transaction.atomic
def ask_to_merge(*, keep, drop, by, reason):
    """Put two actions under review as a duplication and ask that ``drop`` flow into ``keep``; returns their link.

    Raises ``PermissionDenied``, ``MoveRefused``, ``ValidationError``.
    """
    if keep.pk == drop.pk or keep.merged_into_id or keep.deleted_at:
        raise ValidationError(_("Choose another action, one that is neither merged nor in the bin."))
    link = take_up_pair(one=keep, other=drop, by=by)
    if link.status in (LinkStatus.DISMISSED, LinkStatus.RESOLVED):
        link = decide_link(link=link, decision="reopen", by=by)
    request_merge(link=link, keep=keep, by=by, reason=reason)
    return link


def _found_or_made(one, other, kind, by, **values):
    if kind not in LinkKind.directed() and one.pk > other.pk:
        one, other = other, one
    link = ActionLink.objects.filter(one=one, other=other, kind=kind).first()
    return link or history.save(ActionLink(one=one, other=other, kind=kind, **values), by=by)
