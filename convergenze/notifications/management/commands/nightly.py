"""``manage.py nightly``: what Celery's clock does between two and seven, for a machine whose clock is cron."""

import logging

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

HOUR = 3600
log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run every scheduled task of the night, in order, here and now; one that fails does not keep the others."""

    help = "Run the night's work: tasks that close, reminders, questions to owners, digests; once a day by cron."

    def handle(self, *args, **options):
        """Run and name each; the exit code tells whether one failed."""
        failed = [name for name, task in nights_work() if not self._ran(name, task)]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The log says why.")

    def _ran(self, name, task):
        try:
            import_string(task)()
        except Exception:
            log.exception("%s failed", name)
            return False
        self.stdout.write(name)
        return True


def nights_work():
    """(name, task) of what the clock does once a day or less."""
    plans = settings.CELERY_BEAT_SCHEDULE.items()
    return [(name, plan["task"]) for name, plan in plans if _seconds(plan["schedule"]) >= HOUR]


def _seconds(schedule):
    return schedule if isinstance(schedule, (int, float)) else HOUR
