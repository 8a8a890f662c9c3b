"""``manage.py school_sweep``: what the clock does every five minutes, for where there is no clock."""

from django.core.management.base import BaseCommand

from school.services import enrolment, reminders


class Command(BaseCommand):
    help = "Let offers that ran out expire, give free seats to who waits, write the reminders that are due."

    def handle(self, *args, **options):
        swept, written = enrolment.sweep(), reminders.send_due()
        self.stdout.write(f"{len(swept)} editions looked at, {written} reminders written.")
