"""What I follow and how often mail comes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from convergenze.core import about
from convergenze.core.pages import page_of
from convergenze.notifications import queries
from convergenze.notifications.forms import PreferencesForm


@login_required
def preferences(request):
    """How often, by reason, and everything I follow."""
    form = PreferencesForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved: mail comes as you chose."))
        return redirect("notifications:preferences")
    page = page_of(request, queries.follows_of(request.user))
    follows = [
        (row, about.kind_of(row.subject), about.key_of(row.subject), about.address_of(row.subject)) for row in page
    ]
    context = {"form": form, "page": page, "follows": follows, "watches": queries.watches_of(request.user)}
    return render(request, "notifications/preferences.html", context)
