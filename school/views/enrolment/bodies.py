"""What a body's contact reads: approvals that wait, its people's enrolments, hours and certificates."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from actors.models import Actor
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.exchange.downloads import table_answer
from school.filters.enrolments import BodyEnrolmentFilter
from school.queries import bodies
from school.queries.seats import open_editions
from school.workflow.enrolments import BY_NAME

TABLES = ("csv", "xlsx")
TO_ANSWER = ("approve", "decline")


@login_required
def body(request, slug):
    """A body in the School; it is there for who writes for it and for the School. ``?format=`` gives a table."""
    actor, user = get_object_or_404(Actor.objects.visible_to(request.user).current(), slug=slug), request.user
    if not user.has_perm("school.view_body", actor):
        raise Http404
    hours = bodies.hours_of_body(actor)
    found = BodyEnrolmentFilter(request.GET, bodies.enrolments_of(actor), request=request)
    if (kind := request.GET.get("format")) in TABLES:
        return _table(actor, kind, found.qs, hours, request.GET.get("view"))
    may_answer = user.has_perm("school.nominate_actor", actor)
    context = {
        "body": actor,
        "filter": found,
        "page": page_of(request, found.qs),
        "hours": hours,
        "waiting": bodies.waiting_for(actor),
        "answers": [(BY_NAME[name], ()) for name in TO_ANSWER] if may_answer else (),
        "certificates": bodies.certificates_of(actor),
        "editions": open_editions(user) if may_answer else (),
    }
    return render_part(request, "school/enrolment/body.html", context, part="results")


def _table(actor, kind, rows, hours, view):
    if view == "hours":
        return table_answer(
            bodies.hours_header(hours), bodies.hours_cells(hours), kind, f"{actor.slug}-ore", _("Hours")
        )
    return table_answer(bodies.header(), bodies.cells_of(rows), kind, f"{actor.slug}-iscrizioni", _("Enrolments"))
