"""Reports: asking for one, watching it being written, taking it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from convergenze.core.htmx import render_part
from convergenze.core.tasks import start
from portfolios import services
from portfolios.models import Report, Snapshot
from portfolios.tasks import write_report
from portfolios.views.tabs.frame import find


@login_required
@require_POST
def report_new(request, slug):
    """Ask for a report in a language, of the portfolio as it is or as it was in a snapshot."""
    portfolio = find(request, slug)
    seen = Snapshot.objects.visible_to(request.user).filter(portfolio=portfolio)
    snapshot = seen.filter(slug=request.POST.get("snapshot", "")).first()
    try:
        report = services.request_report(
            portfolio=portfolio, language=request.POST.get("language", ""), snapshot=snapshot, by=request.user
        )
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
        return redirect("portfolios:sharing", slug)
    start(write_report, report.pk)
    return redirect(report)


@login_required
@require_safe
def report(request, public_id):
    """How far a report is; ready, it can be taken."""
    found = get_object_or_404(Report.objects.visible_to(request.user).select_related("portfolio"), public_id=public_id)
    return render_part(request, "portfolios/report/detail.html", {"report": found}, part="progress")


@login_required
@require_safe
def report_file(request, public_id):
    """The PDF, for who asked for it."""
    found = get_object_or_404(Report.objects.visible_to(request.user).select_related("portfolio"), public_id=public_id)
    if not found.file:
        raise Http404
    name = f"{slugify(found.portfolio.title)}-{found.language}.pdf"
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=name, content_type="application/pdf")


PATHS = [
    path("portfolios/<slug:slug>/report/", report_new, name="report_new"),
    path("reports/<uuid:public_id>/", report, name="report"),
    path("reports/<uuid:public_id>/file/", report_file, name="report_file"),
]
