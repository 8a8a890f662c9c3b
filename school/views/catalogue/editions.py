"""The page of an edition, its calendar file, the way into a meeting online."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from convergenze.core import moving, panels
from convergenze.core.feeds import feed
from convergenze.core.rules_glue import require
from convergenze.history import queries as history_queries
from convergenze.history import services as history
from missions.models import Mission
from school.choices.catalogue import EditionStatus
from school.models import Edition, Session
from school.queries import calendar, catalogue, linked, programme
from school.services import editions as services
from school.workflow import edition_workflow

SHOWN_ENTRIES = 15
RIGHTS = ("change", "hand_out")


def find(request, slug):
    """The edition with this slug among those that exist for who asks; 404 otherwise."""
    rows = Edition.objects.visible_to(request.user).select_related("course", "territory").defer("territory__boundary")
    return get_object_or_404(rows, slug=slug)


def edition_detail(request, slug):
    """An edition: its programme on one side, how to take part on the other."""
    edition, user = find(request, slug), request.user
    lines, card = programme.programme(edition, user), catalogue.card_for(edition)
    materials = programme.materials_for(edition, user)
    context = {
        "edition": edition,
        "course": edition.course if user.has_perm("school.view_course", edition.course) else None,
        "shows_state": edition.status != EditionStatus.PUBLISHED,
        "zone_words": programme.zone_words(edition),
        "lines": lines,
        "card": card,
        "speakers": programme.speakers_of(lines),
        "materials": [one for one in materials if one.session_id is None],
        "kept": programme.kept_for_participants(edition, materials),
        "missions": Mission.objects.visible_to(user).filter(editions=edition),
        "partners": edition.partners.visible_to(user),
        "checklist": edition_workflow.checklist(edition, user),
        "may": {name: user.has_perm(f"school.{name}_edition", edition) for name in RIGHTS},
        "linked": linked.edition(edition, lines, card),
        "asides": panels.rendered("school.edition.aside", edition, request),
        "panels": panels.rendered("school.edition", edition, request),
    }
    if context["may"]["hand_out"]:
        context["history"] = history_queries.lines(history.entries_of(edition)[:SHOWN_ENTRIES], user)
    return render(request, "school/catalogue/edition_detail.html", context)


def edition_calendar(request, slug):
    """The meetings of an edition as a calendar file; without the links to join."""
    edition = find(request, slug)
    content = feed(
        calendar.meetings_of(edition, request.user),
        name=edition.title,
        language=translation.get_language(),
        zone=edition.time_zone,
    )
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{edition.slug}.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


@login_required
@require_POST
def edition_move(request, slug, name):
    """Make a move of the edition."""
    edition = find(request, slug)

    def move():
        moved = services.move_edition(edition=edition, name=name, by=request.user, answers=request.POST)
        return _("Done: it is now “%(state)s”.") % {"state": moved.get_status_display()}

    moving.attempt(request, move)
    return redirect(edition)


@login_required
@never_cache
def session_join(request, public_id):
    """To the room where a meeting is held online, for who has a seat, from a quarter of an hour before."""
    rows = Session.objects.visible_to(request.user).select_related("edition")
    session = get_object_or_404(rows.exclude(join_url=""), public_id=public_id)
    require(request.user, "school.know_join_session", session)
    if request.user.has_perm("school.join_session", session):
        return redirect(session.join_url)
    messages.info(request, _("The link to join opens 15 minutes before the meeting starts."))
    return redirect(session)
