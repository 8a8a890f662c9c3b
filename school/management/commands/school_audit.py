"""``manage.py school_audit``: every invariant of the School, read only; exit code 2 when one does not hold."""

import dataclasses
import json
import sys

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from convergenze.accounts.services import clock
from school.queries import audit
from school.services import enrolment


class Command(BaseCommand):
    help = "Check every invariant of the School, read only; exit code 2 when one does not hold."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="the violations as JSON")
        parser.add_argument(
            "--repair-counters", action="store_true", help="first set the counters of seats to what the rows say"
        )

    def handle(self, *args, **options):
        if options["repair_counters"]:
            self._repair()
        found = self._found()
        if options["json"]:
            self.stdout.write(json.dumps([dataclasses.asdict(one) for one in found], ensure_ascii=False, indent=2))
        else:
            for one in found:
                self.stdout.write(f"{one.invariant}: {one.place}: {one.detail}")
            self.stdout.write(f"{len(found)} violations" if found else "Every invariant holds.")
        if found:
            sys.exit(2)

    def _repair(self):
        for edition in audit.editions_adrift():
            for pool in enrolment.repair_counters(edition=edition, by=clock()):
                self.stderr.write(f"{edition.code}, {pool.name}: counter set right")

    def _found(self):
        """Everything is read at one instant, so that people who enrol meanwhile are no violation."""
        with transaction.atomic():
            if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return audit.violations()
