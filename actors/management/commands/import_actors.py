"""``manage.py import_actors FILE [--dry-run] [--json]``: bodies of the Indice PA and files like it."""

import json
import uuid
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from actors import sheets
from convergenze.accounts.services import clock
from convergenze.exchange.reading import UnreadableFile, open_table


class Command(BaseCommand):
    """Every row of the file is counted once: created, updated, skipped or error."""

    help = "Import public bodies from a file like the Indice PA (codice_ipa, ente or Denominazione_ente, …)."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--json", action="store_true", help="print counts and errors as JSON")
        parser.add_argument("--source", default="", help="what to write down as the source")

    def handle(self, *args, file, dry_run, source, **options):
        """Read, write unless --dry-run, print what happened."""
        path = Path(file)
        try:
            with path.open("rb") as opened:
                plan = sheets.plan_actors(open_table(opened, path.name), source=source or path.name)
        except FileNotFoundError as error:
            raise CommandError(f"There is no file {file}.") from error
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        if not dry_run:
            sheets.apply_plan(plan, by=clock(), batch=uuid.uuid4())
        self._print(plan.as_json(), dry_run, options["json"])

    def _print(self, result, dry_run, as_json):
        if as_json:
            self.stdout.write(json.dumps(result | {"dry_run": dry_run}, ensure_ascii=False, indent=2))
            return
        for error in result["errors"]:
            self.stderr.write(f"line {error['line']}: {error['message']}")
        counts = ", ".join(f"{result[name]} {name}" for name in ("created", "updated", "skipped"))
        self.stdout.write(
            f"{result['rows']} rows: {counts}, {len(result['errors'])} errors"
            + (" (nothing written)" if dry_run else "")
        )
