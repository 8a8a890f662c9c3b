"""Is the platform well? Each answer is looked at, never assumed."""

import logging

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import convergenze

logger = logging.getLogger(__name__)


def report():
    """{"status": "ok" | "degraded" | "down", …}: database, cache, tasks, version, migrations not yet applied."""
    database = database_answers()
    pending = pending_migrations() if database else None
    cached = cache_answers()
    status = "down" if not database else ("ok" if cached and not pending else "degraded")
    return {
        "status": status,
        "version": convergenze.__version__,
        "database": {"ok": database, "kind": connection.vendor},
        "cache": {"ok": cached},
        "tasks": {"run_in": settings.TASKS_RUN_IN},
        "migrations_pending": pending,
    }


def database_answers():
    """Whether the database answers a query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True
    except DatabaseError:
        logger.exception("The database does not answer")
        return False


def cache_answers():
    """Whether what is put in the cache can be read back."""
    try:
        cache.set("status", "ok", 10)
        return cache.get("status") == "ok"
    except Exception:  # noqa: BLE001 - every cache has its own errors; none may take the status page down
        logger.exception("The cache does not answer")
        return False


def pending_migrations():
    """How many migrations the code has that the database has not."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def lines(found):
    """``report()`` for people: (what, whether it is well, in words)."""
    database, pending = found["database"]["ok"], found["migrations_pending"]
    waiting = ngettext("%(n)s update of the database waits", "%(n)s updates of the database wait", pending or 0)
    run_in = {"celery": _("by workers of their own"), "thread": _("in this process")}
    return [
        (_("Database"), database, _("answers") if database else _("does not answer")),
        (_("Cache"), found["cache"]["ok"], _("answers") if found["cache"]["ok"] else _("does not answer")),
        (_("Updates"), not pending, waiting % {"n": pending} if pending else _("all applied")),
        (_("Long work"), True, run_in.get(found["tasks"]["run_in"], _("at once"))),
    ]
