"""The files of an import, opened."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings
from django.utils.translation import gettext_noop as _

from convergenze.exchange.messages import message
from convergenze.exchange.models import ImportRun
from convergenze.exchange.reading import Limits, UnreadableFile, open_table
from convergenze.exchange.registry import Job


def limits():
    """How large an import may be on this site."""
    return Limits(size=settings.IMPORT_MAX_BYTES)


@contextmanager
def opened_job(run: ImportRun) -> Iterator[Job]:
    """The ``Job`` of an import while its files are open. Raises ``UnreadableFile``."""
    with ExitStack() as stack:
        table = _table(stack, run.file, run.name, run.options.get("sheet"))
        second = _table(stack, run.second_file, run.second_name) if run.second_name else None
        by = run.reverted_by or run.created_by
        yield Job(run.source, table, second, run.mapping, by, run.batch)


def _table(stack, stored, name, sheet=None):
    if not stored:
        raise UnreadableFile(message(_("The file was removed from the platform: upload it again.")))
    try:
        file = stack.enter_context(stored.storage.open(stored.name, "rb"))
    except OSError:
        raise UnreadableFile(message(_("The file was removed from the platform: upload it again."))) from None
    return open_table(file, name, limits=limits(), sheet=sheet)
