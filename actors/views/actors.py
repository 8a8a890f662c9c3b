"""Pages of actors: list, map, detail, create, edit, bin."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actors import filters, forms, queries
from actors.choices import Family
from actors.models import Actor, ActorMerge
from actors.models.offer import Direction
from actors.views.asking import find
from actors.views.exports import actor_file
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.panels import panels_for
from convergenze.core.rules_glue import require
from convergenze.history import services as history


def actor_list(request):
    """Actors as a table, a map or a file, filtered the same way."""
    rows = Actor.objects.visible_to(request.user).current().with_counts()
    found = filters.ActorFilter(request.GET, rows, request=request)
    if (kind := request.GET.get("format")) in ("csv", "xlsx"):
        return actor_file(found.qs, kind)
    context = {"filter": found, "families": Family.choices, "may_add": request.user.has_perm("actors.add_actor")}
    if request.GET.get("view") == "map":
        context["map"] = queries.actors_map(found.qs, request.user)
    else:
        context["page"] = page_of(request, found.qs)
    return render_part(request, "actors/actor_list.html", context, part="results")


def actor_detail(request, slug):
    """One actor with people, bonds and what the apps above tell; a merged one leads to its survivor."""
    actor = find(request, slug)
    if actor.merged_into_id:
        return redirect(actor.merged_into, permanent=True)
    user = request.user
    resources = list(actor.resources.order_by("resource", "tag"))
    context = {
        "actor": actor,
        "families": [(family, Family(family).label) for family in actor.families],
        "works_in": actor.works_in.visible_to(user).defer("boundary").order_by("name"),
        "former": actor.former_identifiers.order_by("scheme", "value"),
        "members": queries.members_seen_by(user, actor),
        "network": queries.ego_network(actor, user),
        "ties": queries.ties_seen_by(user, actor),
        "offers": [row for row in resources if row.direction == Direction.OFFER],
        "needs": [row for row in resources if row.direction == Direction.NEED],
        "panels": panels_for("actors.detail", actor, user),
        "claims": queries.claims_seen_by(user).filter(actor=actor, status="open"),
        "merges": ActorMerge.objects.filter(keep=actor, undone_at=None).select_related("drop"),
    } | permissions(user, actor)
    return render(request, "actors/actor_detail.html", context)


def permissions(user, actor):
    """What the page offers to whoever reads it: {"may_change": True, …}."""
    asked = {"change": "change_actor", "merge": "merge_actor", "delete": "delete_actor", "claim": "claim_actor"}
    found = {f"may_{word}": user.has_perm(f"actors.{name}", actor) for word, name in asked.items()}
    return found | {
        "may_manage": user.has_perm("actors.manage_members", actor),
        "may_decide": user.has_perm("actors.decide_claim"),
    }


@login_required
def actor_new(request):
    """Create an actor."""
    require(request.user, "actors.add_actor")
    initial = {"visibility": "public", "name": request.GET.get("name", "")}
    form = forms.ActorForm(request.POST or None, user=request.user, initial=initial)
    return _write(request, form, title=_("New actor"))


@login_required
def actor_edit(request, slug):
    """Change an actor."""
    actor = find(request, slug)
    require(request.user, "actors.change_actor", actor)
    form = forms.ActorForm(request.POST or None, instance=actor, user=request.user)
    return _write(request, form, title=_("Edit actor"), actor=actor)


def _write(request, form, *, title, actor=None):
    if request.method == "POST" and form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, _("“%(name)s” is saved.") % {"name": saved})
        return redirect(saved)
    context = {"form": form, "title": title, "actor": actor, "cancel": actor.get_absolute_url() if actor else ""}
    return render(request, "actors/actor_form.html", context, status=422 if form.errors else 200)


@login_required
def duplicate_hint(request):
    """Likely doubles of what is being typed on the create form (htmx)."""
    require(request.user, "actors.add_actor")
    given = {name: request.GET.get(name, "")[:300] for name in forms.DUPLICATE_FIELDS}
    found = queries.find_duplicates(rows=Actor.objects.visible_to(request.user).current(), **given)
    return render(request, "actors/_duplicates.html", {"duplicates": found})


@login_required
@require_POST
def actor_discard(request, slug):
    """Put an actor in the bin."""
    actor = find(request, slug)
    require(request.user, "actors.delete_actor", actor)
    history.discard(actor, by=request.user)
    messages.success(request, _("“%(name)s” is in the bin: it can be taken back for 30 days.") % {"name": actor})
    return redirect("actors:list")
