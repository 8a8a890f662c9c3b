"""``manage.py analyse_portfolio SLUG --as-of DATE --json``: every analysis of a portfolio."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from portfolios.analysis.report import report
from portfolios.queries.loading import find_portfolio, load_world


class Command(BaseCommand):
    """Prints the same figures as the pages and the API."""

    help = "Print the analyses of a portfolio, found by its own slug or by its mission's."

    def add_arguments(self, parser):
        """SLUG, the date and the format (JSON is the only one, with or without the flag)."""
        parser.add_argument("slug")
        parser.add_argument("--as-of", help="Evaluate at this date (YYYY-MM-DD); today without it.")
        parser.add_argument("--json", action="store_true", help="Print JSON (the only format).")

    def handle(self, *args, slug, as_of, **options):
        """Print the report."""
        portfolio = find_portfolio(slug)
        if portfolio is None:
            raise CommandError(f"There is no portfolio and no mission with a portfolio called “{slug}”.")
        world = load_world(portfolio, _day(as_of), by_code=True)
        self.stdout.write(json.dumps(report(world), ensure_ascii=False, indent=1, sort_keys=True))


def _day(text):
    if not text:
        return timezone.localdate()
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise CommandError(f"“{text}” is not a date: write it as 2026-10-31.")
    return day
