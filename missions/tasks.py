"""Work of missions that the clock starts."""

from celery import shared_task

from missions import services


@shared_task
def watch_commitments():
    """Let overdue commitments lapse and remind of those that are due soon; twice in a night changes nothing."""
    services.watch_commitments()
