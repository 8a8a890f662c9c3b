"""``manage.py start``: everything between a fresh clone and a running platform on this machine."""

import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from actors.models import Actor
from convergenze.accounts.models import User
from convergenze.home import tables
from convergenze.home.demo.accounts import DEMO_PASSWORD, PEOPLE, email_of
from convergenze.home.demo.content import load_demo

HOST, BLOCKING_THREADS = "127.0.0.1", "4"


class Command(BaseCommand):
    """Migrates, fills an empty database with the demonstration, tells who can log in, serves."""

    help = "Prepare the database, load the demonstration when it is empty, and serve on 127.0.0.1:PORT."
    requires_system_checks = ()

    def add_arguments(self, parser):
        """``--no-serve`` stops before serving."""
        parser.add_argument("--no-serve", action="store_true", help="Prepare everything and stop.")

    def handle(self, *args, no_serve, **options):
        """Do it in order; this process becomes the server."""
        port = _port()
        demo = _wants_demo()
        self._migrate()
        if demo:
            self._demonstrate()
        if not no_serve:
            self.stdout.write(f"\nhttp://{HOST}:{port}  (Ctrl+C stops it)")
            self.stdout.flush()
            _serve(port, demo)

    def _migrate(self):
        try:
            tables.prepare()
        except DatabaseError as error:
            raise CommandError(f"The database cannot be prepared: {error}") from None

    def _demonstrate(self):
        if is_empty():
            self.stdout.write("The database is empty: loading the demonstration…")
            load_demo(write=self.stdout.write)
        if User.objects.filter(email=email_of("officer")).exists():
            self.stdout.write(f"\nDemonstration accounts, password: {DEMO_PASSWORD}")
            for person in PEOPLE:
                self.stdout.write(f"  {email_of(person.who):48} {person.name}, {person.label}")


def is_empty():
    """Whether nobody and nothing is recorded yet."""
    return not User.objects.filter(is_service=False).exists() and not Actor.objects.exists()


def _wants_demo():
    """DEMO decides; without it every machine but a production one shows the demonstration."""
    asked = os.environ.get("DEMO", "").strip().lower()
    return asked in ("1", "true", "yes", "on") if asked else not settings.PRODUCTION


def _port():
    text = os.environ.get("PORT", "").strip() or "8000"
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise CommandError(f"PORT is “{text}”: give a number between 1 and 65535, for instance PORT=8001.")
    return text


def _serve(port, demo):
    """Replace this process with the server: one worker and few threads are enough for a machine with SQLite."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", port, "--workers", "1",
        "--blocking-threads", BLOCKING_THREADS, "--no-ws", "convergenze.wsgi:application",
    ]  # fmt: skip
    environment = os.environ | {
        "DEMO": "1" if demo else "0",
        "SITE_URL": os.environ.get("SITE_URL", f"http://{HOST}:{port}"),
    }
    os.execve(sys.executable, command, environment)
