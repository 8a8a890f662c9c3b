"""Pages that begin an import: the list, the upload, what the file is taken for."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from convergenze.exchange import queries, registry, tasks
from convergenze.exchange.forms import ColumnsForm, UploadForm
from convergenze.exchange.messages import SpokenError
from convergenze.exchange.models import ImportRun


def steps():
    """The steps of an import, in words."""
    return [_("Upload"), _("What it is"), _("Check"), _("Import"), _("Result")]


@login_required
def import_list(request):
    """Imports of the reader; ``?view=all`` those of everybody."""
    require(request.user, "exchange.view_importrun")
    everybody = request.GET.get("view") == "all"
    rows = ImportRun.objects.visible_to(request.user) if everybody else queries.own_runs(request.user)
    context = {
        "page": page_of(request, rows.select_related("created_by")),
        "everybody": everybody,
        "whose": [("mine", _("Mine"), "?"), ("all", _("Everybody’s"), "?view=all")],
        "shown": "all" if everybody else "mine",
        "may_import": request.user.has_perm("exchange.add_importrun"),
    }
    return render(request, "exchange/import_list.html", context)


@login_required
def import_new(request):
    """Send a file."""
    require(request.user, "exchange.add_importrun")
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid() and (run := form.receive(by=request.user)):
        return redirect(run)
    status = 422 if form.errors else 200
    context = {
        "form": form,
        "steps": steps(),
        "known": [(sheet, [c for c in sheet.sources() if not c.is_mapped]) for sheet in registry.sheets()],
        "recent": queries.own_runs(request.user)[:5],
    }
    return render(request, "exchange/import_new.html", context, status=status)


@login_required
def import_columns(request, public_id):
    """What the file is taken for and which column is what; posting starts the dry run."""
    run = get_object_or_404(ImportRun.objects.visible_to(request.user), public_id=public_id)
    require(request.user, "exchange.change_importrun", run)
    if run.started_at or run.is_at_work:
        return redirect(run)
    sheet = registry.sheet_of(run.kind)
    card = sheet.card(request.POST.get("source") or request.GET.get("source") or run.source) or sheet.card(run.source)
    try:
        sample = queries.sample_of(run)
    except SpokenError as error:
        return render(request, "exchange/import_columns.html", {"run": run, "steps": steps(), "problem": error})
    form = ColumnsForm(request.POST or None, sheet=sheet, source=card.name, sample=sample, initial=_chosen(run, card))
    if request.method == "POST" and form.is_valid():
        chosen = {"source": card.name, "mapping": form.mapping, "sheet_name": _sheet_of(request, sample)}
        return redirect(tasks.launch_plan(run, by=request.user, **chosen))
    context = {"run": run, "form": form, "card": card, "cards": sheet.sources(), "sample": sample, "steps": steps()}
    return render(request, "exchange/import_columns.html", context, status=422 if form.errors else 200)


def _chosen(run, card):
    """What was chosen before, for whoever comes back to change it."""
    if run.mapping is None or run.source != card.name:
        return None
    return {f"column_{name}": column for name, column in run.mapping.items()}


def _sheet_of(request, sample):
    name = request.POST.get("sheet", "")
    return name if name in sample.sheets else ""
