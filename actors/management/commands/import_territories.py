"""``manage.py import_territories FILE [--boundaries FILE]``: municipalities and everything above them."""

import time
import uuid
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from actors import services, sheets
from convergenze.accounts.services import clock
from convergenze.exchange.reading import UnreadableFile, open_table


class Command(BaseCommand):
    """Idempotent: a second run changes nothing. Reads ISTAT's list, ANPR's archive and boundaries."""

    help = "Import territories: ISTAT's list of municipalities (CSV), ANPR's archive of old codes, boundaries."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", help="ISTAT's list or ANPR's archive (CSV or XLSX)")
        parser.add_argument("--boundaries", action="append", default=[], help="a GeoJSON or TopoJSON file; may repeat")
        parser.add_argument("--source", default="", help="what to write down as the source")

    def handle(self, *args, file, boundaries, source, **options):
        """Read, write, print what happened."""
        if not file and not boundaries:
            raise CommandError("Give a file of territories, or --boundaries with a map.")
        try:
            if file:
                self._table(Path(file), source or Path(file).name)
            for path in boundaries:
                self._map(Path(path), source or Path(path).name)
        except FileNotFoundError as error:
            raise CommandError(f"There is no file {error.filename}.") from error
        except UnreadableFile as error:
            raise CommandError(str(error)) from error

    def _table(self, path, source):
        started, batch = time.monotonic(), uuid.uuid4()
        with path.open("rb") as file:
            table = open_table(file, path.name)
            if sheets.shape_of(table) == "anpr":
                former, plan = sheets.read_former_codes(table)
                new = services.keep_former_codes(former)
                skipped = len(plan.rows) - len(former) - len(plan.errors)
                said = f"{len(plan.rows)} rows: {new} former codes new, {len(former) - new} known, {skipped} skipped"
            else:
                rows, plan = sheets.read_territories(table)
                outcome = services.keep_territories(rows, by=clock(), source=source, batch=batch)
                said = f"{len(plan.rows)} rows, {len(outcome)} territories: {_counted(outcome)}"
        for error in plan.errors:
            self.stderr.write(f"line {error['line']}: {error['message']}")
        self.stdout.write(f"{path.name}: {said}, {len(plan.errors)} errors ({time.monotonic() - started:.1f} s)")

    def _map(self, path, source):
        with path.open("rb") as file:
            found = sheets.read_boundaries_file(file)
        outcome = services.keep_boundaries(found, by=clock(), source=source, batch=uuid.uuid4())
        self.stdout.write(f"{path.name}: {len(found)} shapes: {_counted(outcome, ('updated', 'skipped', 'unknown'))}")


def _counted(outcome, words=("created", "updated", "skipped")):
    found = list(outcome.values())
    return ", ".join(f"{found.count(word)} {word}" for word in words)
