"""Choosing as whom to look, and stopping."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actors.models import Actor
from convergenze.core.rules_glue import require
from convergenze.history import services as history
from convergenze.home.middleware import SESSION_KEY
from convergenze.home.viewing import ACTOR, KINDS, persona_of


@login_required
def view_as(request):
    """The choice; POST begins. It is written in the history of who looks."""
    require(request.user, "accounts.view_as")
    if request.method == "POST":
        return _begin(request)
    actors = Actor.objects.visible_to(request.user).current().filter(memberships__person__account__isnull=False)
    context = {
        "kinds": [(code, label) for code, label in KINDS.items() if code != ACTOR],
        "actors": actors.distinct().order_by("name"),
        "next": request.GET.get("next", ""),
    }
    return render(request, "home/view_as.html", context)


def _begin(request):
    told = {"kind": request.POST.get("kind", "")}
    if told["kind"] == ACTOR:
        rows = Actor.objects.visible_to(request.user)
        chosen = request.POST.get("actor", "")
        actor = get_object_or_404(rows, slug=chosen) if chosen else None
        told["actor"] = str(actor.public_id) if actor else ""
    persona = persona_of(told)
    if persona is None:
        messages.error(
            request, _("Nobody of this actor has an account without other roles: look as somebody signed in.")
        )
        return redirect("view_as")
    history.record(request.user, "view_as", by=request.user, **told)
    request.session[SESSION_KEY] = told
    after = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure())
    return redirect(after if inside and after.startswith("/") else "portfolios:list")


@require_POST
def view_as_stop(request):
    """Be oneself again, on the same page."""
    request.session.pop(SESSION_KEY, None)
    after = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure())
    return redirect(after if inside and after.startswith("/") else "home")
