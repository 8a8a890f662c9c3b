"""Following a list, as it is filtered, and stopping."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.notifications import lists, services
from convergenze.notifications.forms import WatchForm
from convergenze.notifications.models import Watch


@login_required
def watch_new(request, kind):
    """Give the list a name and follow it; the filters are those of the address."""
    found = lists.of_kind(kind)
    if found is None:
        raise Http404
    query = found.asked(request.GET)
    asked = found.read(request.GET, request.user)
    form = WatchForm(request.POST or None, initial={"name": _name(found, asked)})
    if request.method == "POST" and form.is_valid() and _watched(request, form, kind, query):
        return redirect(found.address(query))
    context = {
        "form": form,
        "filter": asked,
        "back": found.address(query),
        "label": found.model._meta.verbose_name_plural,
    }
    return render(request, "notifications/watch_form.html", context)


def _watched(request, form, kind, query):
    try:
        made = services.watch(kind=kind, query=query, name=form.cleaned_data["name"], by=request.user)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    messages.success(request, _("You follow “%(list)s”: your inbox tells what enters it.") % {"list": made})
    return True


def _name(found, asked):
    told = ", ".join(str(value) for _label, value, _rest in asked.chips)
    label = str(found.model._meta.verbose_name_plural).capitalize()
    return f"{label}: {told}"[:120] if told else label


@login_required
@require_POST
def watch_stop(request, pk):
    """Stop following a list."""
    watch = get_object_or_404(Watch.objects.visible_to(request.user), pk=pk)
    services.unwatch(watch=watch, by=request.user)
    messages.success(request, _("You no longer follow “%(list)s”.") % {"list": watch})
    return redirect("notifications:preferences")
