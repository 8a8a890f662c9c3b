"""Starting long work: in Celery where there is a queue, otherwise in a thread of this process."""

import threading

from django.conf import settings
from django.db import connections, transaction


def start(task, *args):
    """Run ``task`` (a Celery task) with ``args`` once the present transaction is committed.

    With Redis a worker takes it; on a single machine a thread does, so the page that started it can show progress.
    Tests run it at once.
    """
    transaction.on_commit(lambda: _launch(task, args))


def _launch(task, args):
    if settings.TASKS_RUN_IN == "celery":
        task.delay(*args)
    elif settings.TASKS_RUN_IN == "thread":
        threading.Thread(target=_in_thread, args=(task, args), daemon=True).start()
    else:
        task(*args)


def _in_thread(task, args):
    try:
        task(*args)
    finally:
        connections.close_all()
