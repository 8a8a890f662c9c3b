"""Pages of bodies and their seats."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import moving, panels
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from missions import queries, services
from missions.filters import BodyFilter
from missions.forms import BodyForm, SeatForm
from missions.models import Body, Decision, Meeting, Seat
from missions.views.frame import find as find_mission
from missions.views.governance import frame


def body_list(request):
    """Bodies that exist for who asks, with their seats and next meeting."""
    found = BodyFilter(request.GET, Body.objects.visible_to(request.user).select_related("mission"), request=request)
    page = page_of(request, found.qs)
    context = {
        "filter": found,
        "page": page,
        "cards": queries.body_cards(page.object_list, request.user),
        "tabs": frame.lists(),
    }
    return render_part(request, "missions/governance/body_list.html", context, part="results")


def body_detail(request, slug):
    """A body: what it is for, who sits in it, when it meets, what it decided."""
    body, user = frame.find(request, Body, slug, "mission"), request.user
    [card] = queries.body_cards([body], user)
    context = {
        "body": body,
        "card": card,
        "meetings": Meeting.objects.visible_to(user).filter(body=body),
        "decisions": Decision.objects.visible_to(user).filter(body=body),
        "trail": frame.trail_to(body.mission),
        "may": {name: user.has_perm(f"missions.{name}_body", body) for name in ("change", "seat", "convene", "record")},
        "panels": panels.rendered("bodies.detail", body, request),
        "history": frame.history_of(request, body),
    }
    return render(request, "missions/governance/body_detail.html", context)


@login_required
def body_new(request, slug):
    """Create a body of a mission."""
    mission = find_mission(request, slug)
    require(request.user, "missions.govern_mission", mission)
    form = BodyForm(request.POST or None, instance=Body(mission=mission, visibility=mission.visibility))
    if saved := moving.save(request, form, _("Body created. Now say who sits in it.")):
        may_seat = request.user.has_perm("missions.seat_body", saved)
        return redirect("missions:seat_new", slug=saved.slug) if may_seat else redirect(saved)
    lead = _("Who decides or accompanies, what it may decide and how.")
    return frame.form_page(request, form, title=_("New body"), lead=lead, trail=frame.trail_to(mission))


@login_required
def body_edit(request, slug):
    """Rewrite a body."""
    body = frame.find(request, Body, slug, "mission")
    require(request.user, "missions.change_body", body)
    trail = frame.trail_to(body.mission, (body.name, body.get_absolute_url()))
    form = BodyForm(request.POST or None, instance=body)
    if saved := moving.save(request, form, _("Body saved.")):
        return redirect(saved)
    return frame.form_page(request, form, title=_("Edit the body"), trail=trail)


@login_required
def seat_new(request, slug):
    """The seats of a body: add one, go to the others."""
    body = frame.find(request, Body, slug, "mission")
    require(request.user, "missions.seat_body", body)
    form = SeatForm(request.POST or None, instance=Seat(body=body), user=request.user)
    if moving.save(request, form, _("Seat added.")):
        return redirect("missions:seat_new", slug=slug)
    [card] = queries.body_cards([body], request.user)
    context = {"body": body, "card": card, "form": form, "trail": frame.trail_to(body.mission)}
    return render(request, "missions/governance/seats.html", context)


@login_required
def seat_edit(request, slug, pk):
    """Change a seat: who holds it, until when."""
    body, seat = _seat(request, slug, pk)
    form = SeatForm(request.POST or None, instance=seat, user=request.user)
    if moving.save(request, form, _("Seat saved.")):
        return redirect("missions:seat_new", slug=slug)
    trail = frame.trail_to(body.mission, (body.name, body.get_absolute_url()))
    return frame.form_page(request, form, title=_("Seat"), eyebrow=str(seat), trail=trail)


@login_required
@require_POST
def seat_remove(request, slug, pk):
    """Take a seat away."""
    _body, seat = _seat(request, slug, pk)

    def remove():
        services.remove_seat(seat=seat, by=request.user)
        return _("Seat removed.")

    moving.attempt(request, remove)
    return redirect("missions:seat_new", slug=slug)


def _seat(request, slug, pk):
    body = frame.find(request, Body, slug, "mission")
    require(request.user, "missions.seat_body", body)
    return body, get_object_or_404(Seat.objects.visible_to(request.user).filter(body=body), pk=pk)
