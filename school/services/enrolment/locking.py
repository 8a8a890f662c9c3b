"""The lock of an edition: whatever changes enrolments waits its turn here, first of all.

PostgreSQL: the row of the edition is locked FOR NO KEY UPDATE, which lets others insert rows that point to it. SQLite:
transactions are IMMEDIATE (a system check asks for it), so the whole file is ours from the first statement. What is
read after the lock is what stands; that holds at READ COMMITTED only, so stricter levels are refused.
"""

from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError

from convergenze.core.errors import Busy
from school.models import Edition

WAIT = "3s"
CROWDED = {"55P03", "40P01"}  # lock_not_available, deadlock_detected


@contextmanager
def turn():
    """A transaction of its own; a crowd that lasts too long is told as ``Busy``."""
    try:
        with transaction.atomic(durable=True):
            yield
    except OperationalError as error:
        if _is_crowd(error):
            raise Busy from error
        raise


def lock(edition) -> Edition:
    """The edition as it stands, held until the transaction ends. Raises outside ``atomic()``."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("An edition is locked inside a transaction only.")
    rows = Edition.objects.filter(pk=edition.pk)
    if connection.vendor == "postgresql":
        _prepare()
        rows = rows.select_for_update(no_key=True)
    return rows.get()


def _prepare():
    with connection.cursor() as cursor:
        asked = "SELECT set_config('lock_timeout', %s, true), current_setting('transaction_isolation')"
        cursor.execute(asked, [WAIT])
        _wait, level = cursor.fetchone()
    if level != "read committed":
        raise TransactionManagementError(f"Seats are counted at READ COMMITTED, not at {level.upper()}.")


def _is_crowd(error):
    if connection.vendor == "sqlite":
        return "locked" in str(error) or "busy" in str(error)
    return getattr(error.__cause__, "sqlstate", "") in CROWDED
