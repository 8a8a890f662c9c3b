"""People who follow, and a mail server that answers as it is told."""

import asyncio
import socket

import pytest
from aiosmtpd.controller import Controller

from convergenze.history import services as history
from convergenze.notifications import services
from tests.factories.missions import ChallengeFactory


@pytest.fixture
def challenge(db):
    return ChallengeFactory(title="Case vuote", visibility="public", status="adopted")


@pytest.fixture
def tell():
    """What ``hear`` makes of facts written by the test, as after a commit."""

    def written(subject, verb="propose", *, by=None, **more):
        return services.hear([history.record(subject, verb, by=by, **more)])

    return written


class Sink:
    """Keeps the messages it accepts; ``answers``: what it says next, in order, instead of 250."""

    def __init__(self):
        self.messages, self.answers = [], []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - the library's name
        if self.answers and self.answers[0][0] == "RCPT":
            return self.answers.pop(0)[1]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        answer = self.answers.pop(0)[1] if self.answers and self.answers[0][0] == "DATA" else "250 OK"
        if answer == "slow":
            await asyncio.sleep(3)
            answer = "250 OK"
        if answer == "dies after reading":
            self.messages.append(envelope)
            server.transport.abort()
            return "250 OK"
        if answer == "dies":
            server.transport.abort()
            return "250 OK"
        if answer.startswith("250"):
            self.messages.append(envelope)
        return answer


@pytest.fixture
def server(settings):
    """A real SMTP server on a free port; the outbox sends to it."""
    sink = Sink()
    with socket.socket() as probe:  # the library wants to know its port beforehand
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    settings.OUTBOX_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_TIMEOUT = 1
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    sink.controller = controller
    yield sink
    controller.stop()
