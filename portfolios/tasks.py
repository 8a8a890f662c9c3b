"""Long work of portfolios, started by pages and by the clock."""

from celery import shared_task

from convergenze.core.tasks import start
from portfolios import services
from portfolios.models import Portfolio


@shared_task
def look_for_overlaps(portfolio_id):
    """Compare the actions of a portfolio and suggest what overlaps; again changes nothing."""
    portfolio = Portfolio.objects.alive().filter(pk=portfolio_id).first()
    if portfolio:
        services.propose_links(portfolio=portfolio)


def look_for_overlaps_of(action):
    """Compare again in every portfolio that holds ``action``, after the present transaction."""
    for portfolio in action.portfolios.filter(deleted_at=None).values_list("pk", flat=True):
        start(look_for_overlaps, portfolio)
