"""Pages that follow an import: progress, rows, result, and taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from convergenze.exchange import queries, tasks
from convergenze.exchange.choices import Outcome, RunStatus
from convergenze.exchange.models import ImportRun
from convergenze.exchange.registry import sheet_of
from convergenze.exchange.services import SameFileRunning
from convergenze.exchange.views.starting import steps
from convergenze.exchange.writing import error_lines

STEP = {RunStatus.PLANNING: 3, RunStatus.PLANNED: 3, RunStatus.RUNNING: 4}


def _run(request, public_id):
    return get_object_or_404(ImportRun.objects.visible_to(request.user), public_id=public_id)


@login_required
def import_detail(request, public_id):
    """Where the import stands; asked by htmx, only the progress, and a reload once the work is over."""
    run = _run(request, public_id)
    if run.status == RunStatus.UPLOADED and request.user.has_perm("exchange.change_importrun", run):
        return redirect("exchange:import_columns", run.public_id)
    if request.htmx and not request.htmx.boosted:
        if not run.is_at_work:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "exchange/import_detail.html#progress", {"run": run})
    return render(request, "exchange/import_detail.html", _everything_about(request, run))


def _everything_about(request, run):
    sheet, outcome = sheet_of(run.kind), request.GET.get("outcome", "")
    page = page_of(request, queries.rows_of(run, outcome), size=50)
    return {
        "run": run,
        "card": sheet.card(run.source),
        "steps": steps(),
        "step": STEP.get(run.status, 5 if run.started_at else 3),
        "outcomes": [
            ("", _("All"), "?#rows", run.done),
            *(
                (one.value, one.label, f"?outcome={one.value}#rows", count)
                for one, count in queries.outcome_counts(run)
            ),
        ],
        "outcome": outcome if outcome in Outcome.values else "",
        "page": page,
        "rows": queries.with_records(run, page.object_list),
        "kept": list(queries.kept_rows(run)[:50]),
        "results_url": sheet.results_url(run.source),
        "may_change": request.user.has_perm("exchange.change_importrun", run),
    }


@login_required
@require_POST
def import_run(request, public_id):
    """Start, or go on with, the import; a second press changes nothing."""
    run = _run(request, public_id)
    require(request.user, "exchange.change_importrun", run)
    try:
        return redirect(tasks.launch_run(run, by=request.user))
    except SameFileRunning as refused:
        messages.warning(request, str(refused))
        return redirect(refused.other or run)


@login_required
def import_revert(request, public_id):
    """Ask, then take the import back."""
    run = _run(request, public_id)
    require(request.user, "exchange.change_importrun", run)
    if request.method == "POST":
        return redirect(tasks.launch_revert(run, by=request.user))
    if not run.can_be_reverted:
        messages.info(request, _("There is nothing to take back in this import."))
        return redirect(run)
    return render(request, "exchange/import_revert.html", {"run": run})


@login_required
def import_errors(request, public_id):
    """The rows in error as a file to correct and send again."""
    run = _run(request, public_id)
    rows = queries.rows_of(run, Outcome.ERROR)
    first = next((row.raw for row in rows[:500] if isinstance(row.raw, dict)), {})
    response = StreamingHttpResponse(error_lines(list(first), rows.iterator(chunk_size=500)), content_type="text/csv")
    name = slugify(run.name.rpartition(".")[0] or run.name) or "import"
    response["Content-Disposition"] = f'attachment; filename="{name}-{_("errors")}.csv"'
    return response
