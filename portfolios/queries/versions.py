"""Versions of a mission's portfolio and their snapshots, as one reader may see them."""

from portfolios.models import Portfolio, Snapshot


def versions_of(portfolio, user):
    """Versions of the mission's portfolio that exist for ``user``, the newest first."""
    return Portfolio.objects.visible_to(user).for_mission(portfolio.mission).order_by("-number", "-pk")


def snapshots_of(portfolio, user):
    """Snapshots of any version of the mission's portfolio, the newest first; without their content."""
    rows = Snapshot.objects.visible_to(user).filter(portfolio__mission=portfolio.mission_id)
    return rows.select_related("portfolio").defer("content").order_by("-as_of", "-pk")
