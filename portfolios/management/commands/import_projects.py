"""``manage.py import_projects FILE --source pnrr [--places FILE] [--dry-run] [--json]``: public projects as actions."""

import json
from contextlib import ExitStack

from django.core.management.base import BaseCommand, CommandError

from convergenze.accounts.services import clock
from convergenze.exchange.messages import SpokenError
from portfolios import sheets


class Command(BaseCommand):
    """Every row of the file is counted once: created, updated, skipped or error."""

    help = "Import public projects from a file of a known source, a table with --mapping, or a story."

    def add_arguments(self, parser):
        """FILE and how to read it."""
        parser.add_argument("file")
        parser.add_argument(
            "--source", choices=sheets.COMMAND_SOURCES, help="recognised from the columns when left out"
        )
        parser.add_argument("--places", help="the table of places published beside the projects (PNRR, PNC)")
        parser.add_argument("--mapping", default="", help='for --source table: {"title": "Titolo", "cost": "Costo"}')
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--json", action="store_true", help="print counts and errors as JSON")

    def handle(self, *args, file, source, places, mapping, dry_run, **options):
        """Print what happened; a file that cannot be read is one sentence on stderr and exit code 1."""
        try:
            with ExitStack() as stack:
                result = sheets.import_file(
                    file=stack.enter_context(open(file, "rb")),
                    places=stack.enter_context(open(places, "rb")) if places else None,
                    source=source,
                    mapping=_mapping(mapping),
                    by=clock(),
                    dry_run=dry_run,
                )
        except SpokenError as error:
            raise CommandError(str(error)) from None
        except (OSError, ValueError, RecursionError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            json.dumps(result, ensure_ascii=False, indent=2) if options["json"] else sheets.in_words(result)
        )


def _mapping(text):
    if not text:
        return None
    chosen = json.loads(text)
    if not isinstance(chosen, dict) or not all(isinstance(value, str) for value in chosen.values()):
        raise CommandError('--mapping is a JSON object of field and column: {"title": "Titolo"}.')
    return chosen
