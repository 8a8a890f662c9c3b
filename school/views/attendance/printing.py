"""A register on paper: a page to print, and the same as an accessible PDF."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from convergenze.core.typesetting import typeset
from convergenze.exchange.downloads import as_file
from school.queries.register_sheet import sheet_of
from school.views.attendance import frame

TEMPLATE = "school/attendance/register.typ"


@login_required
@require_safe
def register_print(request, public_id):
    """The register to print; ``?blank=1``: to be signed, even after it was filled."""
    session, sheet = _sheet(request, public_id)
    context = {"session": session, "sheet": sheet, "trail": frame.trail_of(session)}
    return render(request, "school/attendance/register_print.html", context)


@login_required
@require_safe
def register_pdf(request, public_id):
    """The same sheet as PDF/UA."""
    session, sheet = _sheet(request, public_id)
    answer = HttpResponse(typeset(TEMPLATE, sheet), content_type="application/pdf")
    return as_file(answer, f"registro-{session.edition.slug}-{session.pk}.pdf")


def _sheet(request, public_id):
    session = frame.find_session(request, public_id, "school.view_register")
    return session, sheet_of(session, blank="blank" in request.GET)
