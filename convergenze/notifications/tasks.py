"""Long work: sending the outbox, the night's digests and questions."""

import threading

from celery import shared_task
from django.conf import settings
from django.db import connections
from django.utils import timezone

from convergenze.notifications import services
from convergenze.notifications.services.outbox import waiting_longest

LONGEST_NAP = 3600
_nap = threading.Lock()


@shared_task
def send_mails():
    """Send what is due. Where there is no clock, this process comes back when the next mail is."""
    services.send_waiting()
    if settings.TASKS_RUN_IN == "thread":
        _come_back()


@shared_task
def tell_and_send():
    """Every few minutes: tell what a process that died did not, send what is due."""
    services.catch_up()
    services.send_waiting()


@shared_task
def write_digests():
    """Every morning."""
    services.write_digests()


@shared_task
def ask_owners():
    """Every night."""
    services.ask_owners()


def _come_back():
    due = waiting_longest()
    if due is None or not _nap.acquire(blocking=False):
        return
    seconds = min(max((due - timezone.now()).total_seconds(), 1), LONGEST_NAP)
    timer = threading.Timer(seconds, _after_the_nap)
    timer.daemon = True
    timer.start()


def _after_the_nap():
    _nap.release()
    try:
        send_mails()
    finally:
        connections.close_all()
