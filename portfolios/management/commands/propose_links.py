"""``manage.py propose_links [SLUG]``: compare the actions of one portfolio, or of all, and keep what is proposed."""

from django.core.management.base import BaseCommand, CommandError

from portfolios import services
from portfolios.models import Portfolio
from portfolios.queries.loading import find_portfolio


class Command(BaseCommand):
    """The same that every change of an action and every night do by themselves; again changes nothing."""

    help = "Propose overlaps and synergies of a portfolio, found by its own slug or by its mission's; of all without."

    def add_arguments(self, parser):
        """SLUG of a portfolio or of a mission."""
        parser.add_argument("slug", nargs="?")

    def handle(self, *args, slug, **options):
        """Print how many pairs wait in each portfolio."""
        for portfolio in self._asked(slug):
            waiting = services.propose_links(portfolio=portfolio)
            kinds = [link.kind for link in waiting]
            counts = f"duplications {kinds.count('duplication')}, synergies {kinds.count('synergy')}"
            self.stdout.write(f"{portfolio.title} [{portfolio.slug}]: {counts} wait")

    def _asked(self, slug):
        if not slug:
            return Portfolio.objects.alive().order_by("pk")
        portfolio = find_portfolio(slug)
        if portfolio is None:
            raise CommandError(f"There is no portfolio and no mission with a portfolio called “{slug}”.")
        return [portfolio]
