"""Django's ``EMAIL_BACKEND``: mails of the libraries (login codes, confirmations) go through the outbox too."""

from django.core.mail.backends.base import BaseEmailBackend

from convergenze.notifications import services
from convergenze.notifications.choices import MailKind


class OutboxBackend(BaseEmailBackend):
    """Keeps each message as one mail per recipient; the sender takes it from there."""

    def send_messages(self, email_messages):
        """Put them into the outbox; returns how many."""
        for message in email_messages:
            html = next((part[0] for part in getattr(message, "alternatives", ()) if part[1] == "text/html"), "")
            for to in message.recipients():
                services.post(kind=MailKind.ACCOUNT, to=to, subject_line=message.subject, text=message.body, html=html)
        return len(email_messages)
