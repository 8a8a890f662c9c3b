"""``manage.py send_mail_queue``: for a machine whose clock is cron; with Celery the clock does it."""

from django.core.management.base import BaseCommand

from convergenze.notifications import services
from convergenze.notifications.choices import MailState


class Command(BaseCommand):
    """Tell what nobody was told yet, send what is due, say how it went."""

    help = "Send the mails of the outbox that are due; run it every minute where no Celery clock runs."

    def handle(self, *args, **options):
        """Send and report."""
        services.catch_up()
        tried = services.send_waiting()
        for mail in tried:
            if mail.state != MailState.SENT:
                self.stderr.write(f"{mail.to}: {mail.get_state_display()}. {mail.error}")
        sent = sum(mail.state == MailState.SENT for mail in tried)
        self.stdout.write(f"{sent} sent, {len(tried) - sent} not.")
