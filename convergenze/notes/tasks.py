"""What the clock does about tasks."""

from celery import shared_task

from convergenze.notes import services


@shared_task
def look_after_tasks():
    """Every night: close the tasks whose condition is met, remind the owners of the others."""
    services.close_met()
    services.remind_of_tasks()
