"""A file from the command line: the same import as in the browser, waited for."""

import json
import time
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_noop as _

from convergenze.exchange import services as exchange
from convergenze.exchange.choices import Outcome, RunStatus
from convergenze.exchange.messages import SpokenError, message
from convergenze.exchange.models import ImportRow, ImportRun
from convergenze.exchange.models.run import COUNTERS
from convergenze.exchange.reading import UnreadableFile, open_table
from convergenze.exchange.registry import Job
from portfolios import services
from portfolios.analysis.story import StoryError
from portfolios.sheets.projects import ProjectSheet
from portfolios.sources import SOURCES

STORY = "story"
COMMAND_SOURCES = (*SOURCES, STORY)
PAUSE = 0.5  # seconds between looks at another import of the same file


def import_file(*, file, by, source="", places=None, mapping=None, dry_run=False, sheet=None):
    """Import an open binary file; returns {"created", "updated", "skipped", "errors": [...], "rows"}.

    ``sheet``: what kind of import it is; projects unless told.

    ``errors``: {"line", "column", "text", "reason"} per row. ``source`` "" is recognised from the columns. Another
    import of the same content is waited for, so that the second finds its work done. Raises ``SpokenError``.
    """
    if source == STORY:
        return _import_story(file, by, dry_run)
    sheet = sheet or ProjectSheet()
    if dry_run:
        return _look(sheet, file, places, source, mapping, by)
    names = {"name": Path(file.name).name, "second_name": Path(places.name).name if places else ""}
    sent = {"file": file, "second": places, "source": source or ""}
    run = exchange.receive_file(sheet=sheet, by=by, pressed=False, **sent, **names)
    if mapping is not None:
        ImportRun.objects.filter(pk=run.pk).update(mapping=mapping)
    run = _run(run, by)
    if run.status != RunStatus.DONE:
        raise SpokenError(run.problem_message or message(_("The import was stopped; start it again to go on.")))
    faults = ImportRow.objects.filter(run=run, outcome=Outcome.ERROR)
    return run.counts | {"errors": [_fault(row, row.message) for row in faults], "rows": run.done}


def in_words(result):
    """The result of an import for a terminal: a line per error, then the counts."""
    faults = [f"line {error['line']} {error['column']}: {error['reason']}" for error in result["errors"]]
    counts = ", ".join(f"{result[name]} {name}" for name in ("created", "updated", "skipped"))
    return "\n".join([*faults, f"{result['rows']} rows: {counts}, {len(result['errors'])} errors"])


def _run(run, by):
    while True:
        try:
            run, begun = exchange.begin_run(run=run, by=by, unplanned=True)
        except exchange.SameFileRunning:
            time.sleep(PAUSE)
            continue
        if begun:
            exchange.perform_run(run.pk, run.attempt)
        return ImportRun.objects.get(pk=run.pk)


def _look(sheet, file, places, source, mapping, by):
    table = open_table(file, file.name, limits=exchange.limits())
    second = open_table(places, places.name, limits=exchange.limits()) if places else None
    job = Job(source or sheet.recognise(table.columns) or _otherwise(sheet), table, second, mapping, by)
    result = dict.fromkeys(COUNTERS.values(), 0) | {"errors": [], "rows": 0}
    for row in exchange.preview(sheet, job):
        result["rows"] += 1
        if row.outcome == Outcome.ERROR:
            result["errors"].append(_fault(row, " ".join(map(str, row.reasons))))
        else:
            result[COUNTERS[Outcome(row.outcome)]] += 1
    return result


def _otherwise(sheet):
    """The source for columns that nobody knows: the one a person maps, else the first, which says what it lacks."""
    cards = sheet.sources()
    return next((card for card in cards if card.is_mapped), cards[0]).name


def _fault(row, reason):
    return {"line": row.line, "column": row.column, "text": row.text, "reason": reason}


def _import_story(file, by, dry_run):
    """A story is all or nothing: its errors are about the file."""
    try:
        with transaction.atomic():
            counts = services.load_story(story=json.loads(file.read()), by=by).counts
            transaction.set_rollback(dry_run)
    except StoryError as error:
        raise SpokenError(message(_("The story cannot be loaded: %(reason)s"), reason=str(error))) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(message(_("The file is not JSON: %(reason)s"), reason=str(error))) from error
    return {name: counts[name] for name in ("created", "updated", "skipped")} | {
        "errors": [],
        "rows": sum(counts.values()),
    }
