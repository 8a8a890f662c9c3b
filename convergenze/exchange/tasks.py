"""Imports as tasks: a view begins the work under a lock, a worker or a thread does it."""

from celery import shared_task

from convergenze.core.tasks import start
from convergenze.exchange import services


@shared_task
def plan_import(run_id, attempt):
    """The dry run."""
    services.perform_plan(run_id, attempt)


@shared_task
def run_import(run_id, attempt):
    """The import."""
    services.perform_run(run_id, attempt)


@shared_task
def revert_import(run_id, attempt):
    """Taking it back."""
    services.perform_revert(run_id, attempt)


@shared_task
def remove_old_files():
    """Nightly: uploaded files older than 90 days."""
    services.remove_old_files(dry_run=False)


def launch_plan(run, *, by, **choices):
    """Begin the dry run and start it in the background; returns the import."""
    return _launched(plan_import, *services.begin_plan(run=run, by=by, **choices))


def launch_run(run, *, by):
    """Begin the import and start it in the background; returns the import. Raises ``SameFileRunning``."""
    return _launched(run_import, *services.begin_run(run=run, by=by))


def launch_revert(run, *, by):
    """Begin taking it back and start that in the background; returns the import."""
    return _launched(revert_import, *services.begin_revert(run=run, by=by))


def _launched(task, run, begun):
    if begun:
        start(task, run.pk, run.attempt)
    return run
