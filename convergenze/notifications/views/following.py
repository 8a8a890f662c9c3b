"""Following a record, and stopping."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import about
from convergenze.core.rules_glue import require
from convergenze.notifications import services


@login_required
@require_POST
def follow(request, kind, key):
    """Follow the record, or stop (``stop`` in the form)."""
    subject = about.find(kind, key, request.user)
    if subject is None:
        raise Http404
    require(request.user, "notifications.add_follow")
    if request.POST.get("stop"):
        services.unfollow(subject=subject, by=request.user)
        messages.success(request, _("You no longer follow “%(record)s”.") % {"record": subject})
    else:
        services.follow(subject=subject, by=request.user)
        messages.success(
            request, _("You follow “%(record)s”: what happens to it is told in your inbox.") % {"record": subject}
        )
    return redirect(about.address_of(subject) or "notifications:inbox")
