"""Pages that add and take away ties, offers and needs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actors import forms, services
from actors.models import ActorResource, Tie
from actors.views.asking import add_row, find
from convergenze.core.rules_glue import require


@login_required
def tie_add(request, slug):
    """Tie an actor to another."""
    actor = find(request, slug)
    require(request.user, "actors.change_actor", actor)
    form = forms.TieForm(request.POST or None, user=request.user)
    words = {"title": _("Add a tie"), "said": _("The tie is there.")}
    return add_row(request, actor, form, services.add_tie, {"one": actor}, **words)


@login_required
@require_POST
def tie_remove(request, pk):
    """Take a tie away."""
    tie = get_object_or_404(Tie.objects.select_related("one", "other"), pk=pk)
    require(request.user, "actors.delete_tie", tie)
    services.remove_tie(tie=tie, by=request.user)
    messages.success(request, _("The tie is gone; the history keeps it."))
    return redirect(tie.one)


@login_required
def resource_add(request, slug):
    """Write down an offer or a need."""
    actor = find(request, slug)
    require(request.user, "actors.change_actor", actor)
    form = forms.ResourceForm(request.POST or None, initial={"direction": request.GET.get("direction", "offer")})
    words = {"title": _("Add an offer or a need"), "said": _("It is written down.")}
    return add_row(request, actor, form, services.add_resource, {"actor": actor}, **words)


@login_required
@require_POST
def resource_remove(request, pk):
    """Take an offer or a need away."""
    resource = get_object_or_404(ActorResource.objects.select_related("actor"), pk=pk)
    require(request.user, "actors.delete_actorresource", resource)
    services.remove_resource(resource=resource, by=request.user)
    messages.success(request, _("It is gone; the history keeps it."))
    return redirect(resource.actor)
