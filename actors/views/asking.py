"""What the pages of actors have in common: finding the actor, and asking a service from a form."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from actors.models import Actor


def find(request, slug):
    """The actor of a page, as far as it exists for whoever asks."""
    rows = Actor.objects.visible_to(request.user).select_related("seat", "parent", "merged_into")
    actor = get_object_or_404(rows.defer("seat__boundary"), slug=slug)
    if actor.merged_into_id and actor.merged_into is None:
        raise Http404  # the survivor is not for this reader: there is nowhere to lead to
    return actor


def done(form, service, **given):
    """Whether the service accepted what the form has; otherwise its sentences are the form's errors."""
    try:
        service(**form.cleaned_data, **given)
    except ValidationError as error:
        found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, sentences in found.items():
            form.add_error(name if name in form.fields else None, sentences)
        return False
    return True


def add_row(request, actor, form, service, given, *, title, said):
    """The page that adds a row to ``actor``: its form, or the way back with a sentence that may name what was typed."""
    if request.method == "POST" and form.is_valid() and done(form, service, by=request.user, **given):
        messages.success(request, said % form.cleaned_data)
        return redirect(actor)
    context = {"actor": actor, "form": form, "title": title, "label": _("Add")}
    return render(request, "actors/row_form.html", context, status=422 if form.errors else 200)
