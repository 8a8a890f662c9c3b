"""``manage.py import_calls FILE [--source pnrr_bandi] [--dry-run] [--json]``: public registers of calls."""

import json

from django.core.management.base import BaseCommand, CommandError

from convergenze.accounts.services import clock
from convergenze.exchange.messages import SpokenError
from portfolios import sheets
from portfolios.sources.calls import CALL_SOURCES


class Command(BaseCommand):
    """Every row of the file is counted once: created, updated, skipped or error."""

    help = "Import funding calls from a file of a known public register."

    def add_arguments(self, parser):
        """FILE and how to read it."""
        parser.add_argument("file")
        parser.add_argument("--source", choices=list(CALL_SOURCES), help="recognised from the columns when left out")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--json", action="store_true", help="print counts and errors as JSON")

    def handle(self, *args, file, source, dry_run, **options):
        """Print what happened; a file that cannot be read is one sentence on stderr and exit code 1."""
        try:
            with open(file, "rb") as opened:
                result = sheets.import_file(
                    sheet=sheets.CallSheet(), file=opened, source=source, by=clock(), dry_run=dry_run
                )
        except (SpokenError, OSError, ValueError, RecursionError) as error:
            raise CommandError(str(error)) from None
        told = json.dumps(result, ensure_ascii=False, indent=2) if options["json"] else sheets.in_words(result)
        self.stdout.write(told)
