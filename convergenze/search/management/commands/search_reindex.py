"""``manage.py search_reindex``: index every record again, after bulk writes or a change of the analyser."""

import time

from django.core.management.base import BaseCommand, CommandError

from convergenze.search import services
from convergenze.search.registry import sources


class Command(BaseCommand):
    """Prints how many rows of each kind were indexed."""

    help = "Put every record in the search index again."

    def add_arguments(self, parser):
        parser.add_argument("--model", action="append", default=[], metavar="app.Model", help="only this kind")

    def handle(self, *args, model, **options):
        kinds = [one.lower() for one in model]
        known = [source.kind for source in sources()]
        if unknown := sorted(set(kinds) - set(known)):
            raise CommandError(f"Not searched: {', '.join(unknown)}. Choose among {', '.join(known)}.")
        started = time.monotonic()
        for source, count in services.reindex(kinds):
            self.stdout.write(f"{source.kind}: {count}")
        self.stdout.write(f"{time.monotonic() - started:.1f} s")
