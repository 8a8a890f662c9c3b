"""Hours of an edition, and how it is closed."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from convergenze.core import moving
from convergenze.exchange.downloads import table_answer
from school.choices.catalogue import EditionStatus
from school.queries import hour_grid
from school.queries.hours import open_registers
from school.queries.outcomes import outcomes_in
from school.services import enrolment as enrolments
from school.views.attendance import frame
from school.views.enrolment.frame import find_edition
from school.workflow import edition_workflow

TABLES = ("csv", "xlsx")


@login_required
@require_safe
def hours(request, slug):
    """People and meetings: who attended what, how many hours that makes, whether the threshold can be reached."""
    edition = find_edition(request, slug, "school.view_hours")
    grid = hour_grid.grid_of(edition, only=request.GET.get("show", ""))
    if (kind := request.GET.get("format")) in TABLES:
        header, rows = hour_grid.table_of(grid)
        return table_answer(header, rows, kind, f"ore-{edition.slug}", _("Hours"))
    context = {
        "edition": edition,
        "grid": grid,
        "shows": hour_grid.shows(request.path, grid),
        "is_late": grid.counts[hour_grid.BEYOND] and not grid.only and edition.status in EditionStatus.living(),
        "trail": frame.trail_to(edition),
        "tabs": frame.tabs_of(edition),
    }
    return render(request, "school/attendance/hours.html", context)


@login_required
def edition_close(request, slug):
    """Who would complete the edition and who would not, and why; then it is concluded."""
    edition = find_edition(request, slug, "school.view_hours")
    may = request.user.has_perm("school.conclude_edition", edition)
    if request.method == "POST" and may and moving.attempt(request, lambda: _conclude(request, edition)):
        return redirect(edition)
    outcomes = outcomes_in(edition)
    context = {
        "edition": edition,
        "outcomes": outcomes,
        "completed": sum(one.completes for one in outcomes),
        "open_registers": open_registers(edition),
        "reasons": edition_workflow.reasons_to_wait(edition, "conclude"),
        "can_conclude": may and edition.status in edition_workflow.moves["conclude"].source,
        "trail": frame.trail_to(edition),
        "tabs": frame.tabs_of(edition),
    }
    return render(request, "school/attendance/edition_close.html", context)


def _conclude(request, edition):
    if edition.status not in edition_workflow.moves["conclude"].source:
        raise ValidationError(_("Only a running edition can be concluded."))
    enrolments.conclude(edition=edition, by=request.user)
    return _("The edition is concluded: everybody was told how they did.")
