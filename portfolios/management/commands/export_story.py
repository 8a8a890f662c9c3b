"""``manage.py export_story SLUG FILE``: a portfolio as a story file, which ``load_story`` reads back."""

import json

from django.core.management.base import BaseCommand, CommandError

from convergenze.core.days import day_or_today
from portfolios.queries.loading import find_portfolio
from portfolios.queries.telling import story_of


class Command(BaseCommand):
    """Writes everything of the portfolio, whoever may see it: keep the file accordingly."""

    help = "Write a portfolio, found by its own slug or by its mission's, as a story file (convergenze-story/1)."

    def add_arguments(self, parser):
        """SLUG, FILE (- for the screen) and the date of the figures."""
        parser.add_argument("slug")
        parser.add_argument("file")
        parser.add_argument("--as-of", help="Latest measurements at this date (YYYY-MM-DD); today without it.")

    def handle(self, *args, slug, file, as_of, **options):
        """Write the file."""
        portfolio = find_portfolio(slug)
        if portfolio is None:
            raise CommandError(f"There is no portfolio and no mission with a portfolio called “{slug}”.")
        day = day_or_today(as_of)
        if day is None:
            raise CommandError(f"“{as_of}” is not a date: write it as 2026-10-31.")
        story = story_of(portfolio, day)
        text = json.dumps(story, ensure_ascii=False, indent=1)
        if file == "-":
            self.stdout.write(text)
            return
        try:
            with open(file, "w", encoding="utf-8") as opened:
                opened.write(text + "\n")
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error}") from None
        self.stdout.write(f"{portfolio.title}: {len(story['actions'])} actions in {file}")
        if story["note"]:
            self.stdout.write(story["note"])
