"""``manage.py nightly``: what Celery's clock does between five and seven, for a machine whose clock is cron."""

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Run every scheduled task of the night, in order, here and now."""

    help = "Run the night's work: tasks that close, reminders, questions to owners, digests; once a day by cron."

    def handle(self, *args, **options):
        """Run and name each."""
        for name, plan in settings.CELERY_BEAT_SCHEDULE.items():
            if plan["schedule"] != 60:
                current_app.tasks[plan["task"]]()
                self.stdout.write(name)
