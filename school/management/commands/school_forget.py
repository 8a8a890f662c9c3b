"""Personal data whose period is over: what would be forgotten, or forgetting it."""

from django.core.management.base import BaseCommand

from school.queries.retention import PERIODS
from school.services.forgetting import forget_due


class Command(BaseCommand):
    help = "Forget the personal data of the School whose period is over (docs/privacy.md); it also runs every night."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only tell what would be forgotten")

    def handle(self, *, dry_run, **options):
        counts = forget_due(dry_run=dry_run)
        verb = "would be forgotten" if dry_run else "forgotten"
        for period in PERIODS:
            self.stdout.write(f"{period.code}: {counts[period.code]} {verb} (after {period.days} days)")
