"""Long work of portfolios, started by changes, by pages and by the clock."""

import threading

from celery import shared_task
from django.core.cache import cache

from convergenze.core.tasks import start
from portfolios import services
from portfolios.models import Action, Portfolio
from portfolios.queries.links import portfolios_to_compare

# More actions of one portfolio than this are compared faster all together.
MANY = 10
QUEUED_SECONDS = 300
# In one process one comparison at a time: SQLite has one writer, and people's requests go first.
_in_turn = threading.Lock()


@shared_task
def look_for_overlaps(portfolio_id):
    """Compare the actions of a portfolio and propose what overlaps or helps; again changes nothing."""
    compare_again(portfolio_id, None)


@shared_task
def compare_again(portfolio_id, action_id):
    """Compare one action (None: all) of a portfolio with the others."""
    cache.delete(_key(portfolio_id, action_id))
    portfolio = Portfolio.objects.alive().filter(pk=portfolio_id).first()
    action = Action.objects.filter(pk=action_id).first() if action_id else None
    if portfolio and (action or not action_id):
        with _in_turn:
            services.propose_links(portfolio=portfolio, action=action)


@shared_task
def propose_all_links():
    """Every night: the proposals of every portfolio as of today."""
    for portfolio in Portfolio.objects.alive().order_by("pk"):
        with _in_turn:
            services.propose_links(portfolio=portfolio)


@shared_task
def miss_triggers():
    """Every morning: triggers whose window closed without firing are missed."""
    services.miss_overdue_triggers()


@shared_task
def write_report(report_id):
    """A report that somebody asked for."""
    services.write_report(report_id)


@shared_task
def remove_old_reports():
    """Nightly: reports that nobody fetches any more."""
    services.remove_old_reports()


def compare_changed(action_ids):
    """Compare again, after the present transaction, the changed actions in every portfolio that concerns them.

    What waits to be compared already is not asked for twice.
    """
    for portfolio, actions in portfolios_to_compare(action_ids).items():
        for action in actions if len(actions) <= MANY else [None]:
            if cache.add(_key(portfolio, action), True, QUEUED_SECONDS):
                start(compare_again, portfolio, action)


def _key(portfolio, action):
    return f"compare:{portfolio}:{action or 'all'}"
