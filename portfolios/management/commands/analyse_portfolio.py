"""``manage.py analyse_portfolio SLUG --as-of DATE [--only NAME] [--json | --csv]``: the analyses of a portfolio."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from convergenze.accounts.services import clock
from convergenze.core.days import day_or_today
from convergenze.exchange.writing import csv_lines
from portfolios.analysis.report import report
from portfolios.queries.figures import ANALYSES
from portfolios.queries.loading import find_portfolio, load_world
from portfolios.queries.parameters import parameters_in_use
from portfolios.queries.tabs.desk import open_desk
from portfolios.queries.tabs.made import PAGES

# Analyses that the API names apart and a page shows together.
PAGE_OF = {"synergies": "overlaps", "families": "actors"}
NAMES = sorted({*ANALYSES, *PAGES})


class Command(BaseCommand):
    """Prints the same figures as the pages and the API, as somebody who reads everything."""

    help = "Print the analyses of a portfolio, found by its own slug or by its mission's."

    def add_arguments(self, parser):
        """SLUG, the date, one analysis and the format."""
        parser.add_argument("slug")
        parser.add_argument("--as-of", help="Evaluate at this date (YYYY-MM-DD); today without it.")
        parser.add_argument("--only", choices=NAMES, metavar="NAME", help=f"One analysis: {', '.join(NAMES)}.")
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="Print JSON (what is printed without a format).")
        form.add_argument("--csv", action="store_true", help="With --only: the tables of its page as CSV.")

    def handle(self, *args, slug, as_of, only, csv, **options):
        """Print the report, or one analysis."""
        portfolio = find_portfolio(slug)
        if portfolio is None:
            raise CommandError(f"There is no portfolio and no mission with a portfolio called “{slug}”.")
        if csv and not only:
            raise CommandError("CSV holds the tables of one analysis: add --only with its name.")
        day = day_or_today(as_of)
        if day is None:
            raise CommandError(f"“{as_of}” is not a date: write it as 2026-10-31.")
        if only:
            desk = open_desk(portfolio, day, clock())
            self.stdout.write(_tables(desk, only) if csv else _figures(desk, only))
        else:
            world = load_world(portfolio, day, by_code=True)
            self.stdout.write(_json(report(world, parameters_in_use())))


def _figures(desk, only):
    """What the API answers for the analysis."""
    name = next((name for name, page in PAGE_OF.items() if page == only), only) if only not in ANALYSES else only
    if name not in ANALYSES:
        raise CommandError(f"“{only}” is a page without figures of its own: add --csv for its tables.")
    return _json(ANALYSES[name](desk, {}))


def _tables(desk, only):
    """The tables of its page one after the other, each under its title."""
    tables = PAGES[PAGE_OF.get(only, only)](desk, {}).tables
    return "\n".join(
        f"# {table.title}\n" + "".join(csv_lines(table.header, table.lines, delimiter=",", mark=False))
        for table in tables
    )


def _json(content):
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, cls=DjangoJSONEncoder)
