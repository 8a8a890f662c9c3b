"""Pages of territories: list, detail with map, create, edit, bin; suggestions for fields."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from actors import filters, forms, queries
from actors.choices import Family, Level
from actors.models import Actor, Territory
from actors.views.exports import territory_file
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.panels import panels_for
from convergenze.core.picking import suggestions, written
from convergenze.core.rules_glue import require
from convergenze.history import services as history

SHOWN = 12


def territory_list(request):
    """Territories; without any filter the regions and the coalitions, where people begin."""
    rows = Territory.objects.visible_to(request.user).select_related("parent")
    rows = rows.defer("boundary", "description", "parent__boundary", "parent__description")
    found = filters.TerritoryFilter(request.GET, rows, request=request)
    if (kind := request.GET.get("format")) in ("csv", "xlsx"):
        return territory_file(found.qs.order_by("name", "pk"), kind)
    begins = not any(request.GET.get(name) for name in found.filters)
    shown = found.qs.filter(level__in=(Level.REGION, *Level.overlapping())) if begins else found.qs
    context = {
        "filter": found,
        "page": page_of(request, shown.order_by("name", "pk")),
        "begins": begins,
        "may_add": request.user.has_perm("actors.add_territory"),
    }
    return render_part(request, "actors/territory_list.html", context, part="results")


def _find(request, slug):
    return get_object_or_404(Territory.objects.visible_to(request.user), slug=slug)


def territory_detail(request, slug):
    """A place: where it stands, who is there, what the apps above do there, a map."""
    place, user = _find(request, slug), request.user
    actors = queries.actors_in(place, user)
    seen = Territory.objects.visible_to(user).defer("boundary", "description").order_by("name")
    context = {
        "place": place,
        "above": queries.breadcrumbs_of(place, user),
        "below": page_of(request, seen.filter(parent=place), size=100),
        "members": seen.filter(memberships__whole=place),
        "coalitions": seen.filter(parts__part=place),
        "former": place.codes.filter(scheme="istat").order_by("valid_until"),
        "map": queries.territory_map(place, actors, user),
        "families": queries.families_of(actors),
        "actors": actors.with_counts().order_by("family", "name")[:SHOWN],
        "panels": panels_for("territories.detail", place, user),
        "may_change": user.has_perm("actors.change_territory", place),
        "may_delete": user.has_perm("actors.delete_territory", place),
        "legend": Family.choices,
    }
    return render(request, "actors/territory_detail.html", context)


@login_required
def territory_new(request):
    """Create a territory, mostly a union or a coalition."""
    require(request.user, "actors.add_territory")
    initial = {"level": request.GET.get("level", Level.COALITION)}
    form = forms.TerritoryForm(request.POST or None, user=request.user, initial=initial)
    return _write(request, form, title=_("New territory"))


@login_required
def territory_edit(request, slug):
    """Change a territory and what it is made of."""
    place = _find(request, slug)
    require(request.user, "actors.change_territory", place)
    form = forms.TerritoryForm(request.POST or None, user=request.user, instance=place)
    return _write(request, form, title=_("Edit territory"), place=place)


def _write(request, form, *, title, place=None):
    if request.method == "POST" and form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, _("“%(name)s” is saved.") % {"name": saved})
        return redirect(saved)
    context = {"form": form, "title": title, "place": place}
    return render(request, "actors/territory_form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def territory_discard(request, slug):
    """Put a territory in the bin."""
    place = _find(request, slug)
    require(request.user, "actors.delete_territory", place)
    history.discard(place, by=request.user)
    messages.success(request, _("“%(name)s” is in the bin: it can be taken back for 30 days.") % {"name": place})
    return redirect("actors:territory_list")


@require_GET
def suggest_territories(request):
    """Options of a field that chooses a territory, by the letters typed."""
    rows = Territory.objects.visible_to(request.user).defer("boundary").order_by("name")
    return _suggest(request, rows, ("name", "istat_code"))


@require_GET
def suggest_actors(request):
    """Options of a field that chooses an actor."""
    rows = Actor.objects.visible_to(request.user).current().order_by("name")
    return _suggest(request, rows, ("name", "short_name", "tax_code"))


def _suggest(request, rows, search):
    text = request.GET.get(request.GET.get("field", ""), "")[:100]
    found = [written(row) for row in suggestions(rows, search, text)]
    return render(request, "actors/_options.html", {"options": found})
