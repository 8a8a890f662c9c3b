"""Versions of a portfolio: what is adopted is frozen with it, and the next one starts from there."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from convergenze.history import services as history
from portfolios.choices import PortfolioStatus
from portfolios.models import Placement, Portfolio, Position
from portfolios.services.portfolios import create_portfolio
from portfolios.services.snapshots import take_snapshot


def freeze_adopted(portfolio, *, by, answers):
    """The snapshot that goes with an adoption, in the same transaction; it is called in the portfolio's language."""
    with translation.override(portfolio.language):
        title = _("%(title)s, version %(number)s as adopted") % {"title": portfolio.title, "number": portfolio.number}
    take_snapshot(portfolio=portfolio, title=title[:200], by=by)


@transaction.atomic
def open_next_version(*, portfolio, by):
    """A new draft with the positions and places of ``portfolio``, numbered after the mission's last; return it.

    Actions that were merged since are there as the action they flowed into. Raises ``ValidationError`` when a later
    version is already being prepared.
    """
    # Two people pressing the button at once make one version.
    portfolio = Portfolio.objects.select_for_update().get(pk=portfolio.pk)
    _no_other_is_open(portfolio)
    new = Portfolio(
        title=portfolio.title, mission=portfolio.mission, intent=portfolio.intent, target_mix=portfolio.target_mix,
        language=portfolio.language, visibility=portfolio.visibility,
    )  # fmt: skip
    create_portfolio(portfolio=new, by=by)
    positions = _copy_positions(portfolio, new, by)
    _copy_places(portfolio, new, positions, by)
    history.record(portfolio, "renew", by=by, next=new.pk)
    return new


def _no_other_is_open(portfolio):
    if portfolio.status not in (PortfolioStatus.ADOPTED, PortfolioStatus.SUPERSEDED):
        raise ValidationError(_("A new version starts from an adopted one: adopt this one first."))
    later = Portfolio.objects.alive().for_mission(portfolio.mission).filter(number__gt=portfolio.number)
    if later.filter(status__in=PortfolioStatus.in_preparation()).exists():
        raise ValidationError(_("A later version is already being prepared: go on with that one."))


def _copy_positions(portfolio, new, by):
    """{position of the old: position of the new}."""
    found = {}
    for old in portfolio.positions.all():
        row = Position(portfolio=new, code=old.code, title=old.title, hypothesis=old.hypothesis, order=old.order)
        found[old.pk] = history.save(row, by=by)
    return found


def _copy_places(portfolio, new, positions, by):
    rows = portfolio.placements.filter(action__deleted_at=None).select_related("action__merged_into").order_by("pk")
    wanted: dict[int, Placement] = {}
    for row in rows:
        action = row.action.merged_into or row.action
        wanted.setdefault(action.pk, Placement(
            portfolio=new, action=action, position=positions.get(row.position_id), note=row.note,
            created_by=by if by.pk else None,
        ))  # fmt: skip
    Placement.objects.bulk_create(wanted.values())
    history.record(new, "place", by=by, changes={"actions": [None, list(wanted)]}, version_of=portfolio.pk)
