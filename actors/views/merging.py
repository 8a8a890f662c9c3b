"""Pages of merging two records of one actor, and of taking the merge apart."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actors import forms, queries, services
from actors.models import Actor, ActorMerge
from actors.views.asking import find
from convergenze.core.rules_glue import require


@login_required
def actor_merge(request, slug):
    """First choose the other record (``?with=slug``), then which values stay."""
    keep = find(request, slug)
    require(request.user, "actors.merge_actor", keep)
    seen = Actor.objects.visible_to(request.user).current()
    if not request.GET.get("with"):
        return _choose(request, keep, seen)
    drop = get_object_or_404(seen.exclude(pk=keep.pk), slug=request.GET["with"])
    form = forms.MergeForm(request.POST or None, keep=keep, drop=drop)
    if request.method == "POST" and form.is_valid():
        try:
            services.merge_actors(keep=keep, drop=drop, choices=form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The two are one. For 30 days this can be undone from this page."))
            return redirect(keep)
    context = {"keep": keep, "drop": drop, "form": form, "links": queries.links_to(drop)}
    return render(request, "actors/actor_merge.html", context, status=422 if form.errors else 200)


def _choose(request, keep, seen):
    form = forms.ChooseActorForm(request.POST or None, user=request.user, actor=keep)
    if request.method == "POST" and form.is_valid():
        return redirect(f"{request.path}?with={form.cleaned_data['other'].slug}")
    alike = queries.find_duplicates(
        rows=seen, name=keep.name, tax_code=keep.tax_code, vat_number=keep.vat_number, exclude=keep
    )
    context = {"keep": keep, "form": form, "duplicates": alike}
    return render(request, "actors/actor_merge_choose.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def actor_unmerge(request, slug, pk):
    """Take a merge apart."""
    keep = find(request, slug)
    require(request.user, "actors.merge_actor", keep)
    merge = get_object_or_404(ActorMerge, pk=pk, keep=keep)
    try:
        back = services.undo_merge(merge=merge, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(keep)
    messages.success(request, _("“%(name)s” is an actor of its own again.") % {"name": back})
    return redirect(back)
