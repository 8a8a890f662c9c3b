"""Share links: a key that opens some pages of a portfolio to somebody without an account."""

import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.accounts.guests import LinkGuest
from convergenze.accounts.services import digest_of
from convergenze.history import services as history
from portfolios.models import Portfolio, ShareLink, Snapshot
from portfolios.queries.sharing import sections_on_offer

KEY_BYTES = 24


@transaction.atomic
def share_portfolio(*, portfolio, name, sections, by, expires_at=None, password="", snapshot=None):
    """Make a link; returns (link, key): the key is shown now and never again.

    It opens what its holder's level reads ("whoever has the link", "everyone"), so portfolio and mission must be at
    one of the two. Raises ``ValidationError``.
    """
    _is_within_its_level(portfolio, snapshot)
    sections = [section for section, _label in sections_on_offer(snapshot) if section in sections]
    if not sections:
        raise ValidationError({"sections": _("Choose at least one page to show.")})
    key = secrets.token_urlsafe(KEY_BYTES)
    link = ShareLink(
        portfolio=portfolio, name=name, sections=sections, expires_at=expires_at, snapshot=snapshot,
        prefix=key[:6], digest=digest_of(key), password=make_password(password) if password else "",
    )  # fmt: skip
    history.save(link, by=by)
    history.record(portfolio, "share", by=by, link=link.pk, sections=sections)
    return link, key


def _is_within_its_level(portfolio, snapshot):
    guest = LinkGuest()
    if not Portfolio.objects.visible_to(guest).filter(pk=portfolio.pk).exists():
        raise ValidationError(
            _("First let “whoever has the link” see the mission and this portfolio: change who they are visible to.")
        )
    if snapshot and not Snapshot.objects.visible_to(guest).filter(pk=snapshot.pk, portfolio=portfolio).exists():
        raise ValidationError({"snapshot": _("First let “whoever has the link” see this snapshot.")})


@transaction.atomic
def revoke_share_link(*, link, by):
    """End a link at once; twice does no harm."""
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        history.save(link, by=by, verb="revoke")
        history.record(link.portfolio, "unshare", by=by, link=link.pk)
    return link


def share_link_of(key):
    """The link of this key, whatever its state, or None."""
    rows = ShareLink.objects.select_related("portfolio__mission__territory", "snapshot", "created_by")
    return rows.filter(digest=digest_of(key)).first()


def still_opens(link):
    """Whether a link works now: not over, its maker may still share, portfolio and snapshot still at its level."""
    if link.is_over or link.created_by is None or not link.created_by.is_active:
        return False
    if not link.created_by.has_perm("portfolios.share_portfolio", link.portfolio):
        return False
    try:
        _is_within_its_level(link.portfolio, link.snapshot)
    except ValidationError:
        return False
    return True


def knows_password(link, text):
    """Whether ``text`` is the password of ``link``."""
    return check_password(text, link.password)


def count_opening(link):
    """One more opening, and when; the history does not hear of readers."""
    ShareLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, last_opened_at=timezone.now())
