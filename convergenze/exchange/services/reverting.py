"""Taking an import back: what nobody touched since goes; what somebody touched stays and is listed."""

from django.db import transaction
from django.utils import timezone

from convergenze.exchange.choices import Outcome, RunStatus
from convergenze.exchange.models import ImportRow, ImportRun
from convergenze.exchange.registry import sheet_of
from convergenze.exchange.services.keeping import BATCH, held, stopping_well, take

WRITTEN = (Outcome.CREATE, Outcome.UPDATE)


@transaction.atomic
def begin_revert(*, run, by):
    """Take the lock. Returns (run, whether the work is to be started); a second press starts nothing."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    resumed = run.status == RunStatus.REVERTING and run.is_silent
    if not (run.can_be_reverted or resumed):
        return run, False
    take(run, RunStatus.REVERTING)
    run.reverted_by = by if getattr(by, "pk", None) else None
    run.save()
    return run, True


@stopping_well
def perform_revert(run_id, attempt):
    """Take back the rows that were written, last first. May run twice."""
    run = ImportRun.objects.select_related("reverted_by").get(pk=run_id)
    sheet, by = sheet_of(run.kind), run.reverted_by
    written = ImportRow.objects.filter(run=run, outcome__in=WRITTEN, subject_id__isnull=False)
    positions = list(written.order_by("-position").values_list("position", flat=True))
    for start in range(0, len(positions), BATCH):
        with transaction.atomic():
            held(run_id, attempt, RunStatus.REVERTING).save()
            rows = list(written.filter(position__in=positions[start : start + BATCH]))
            kept = sheet.revert(run.batch, rows, by)
            for row in rows:
                row.kept = kept[row.position].as_json() if row.position in kept else None
            ImportRow.objects.bulk_update([row for row in rows if row.position in kept], ["kept"])
    with transaction.atomic():
        run = held(run_id, attempt, RunStatus.REVERTING)
        sheet.finish_revert(run.batch, by)
        run.status, run.finished_at = RunStatus.REVERTED, timezone.now()
        run.save()
    return run
