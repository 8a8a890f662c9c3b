"""``manage.py load_programmes``: the well-known funding programmes, with the end of their eligibility."""

from django.core.management.base import BaseCommand

from convergenze.accounts.services import clock
from portfolios.services.calls import keep_programmes


class Command(BaseCommand):
    """Records what is missing and completes what is there; what people wrote stays. Again changes nothing."""

    help = "Record the well-known funding programmes."

    def handle(self, *args, **options):
        """Say how many were made and completed."""
        created, completed = keep_programmes(by=clock())
        self.stdout.write(f"{len(created)} programmes created, {len(completed)} completed")
