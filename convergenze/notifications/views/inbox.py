"""The inbox: what happened to what concerns me, by record, the latest first."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import about
from convergenze.core.later import Later
from convergenze.core.pages import page_of
from convergenze.notifications import queries, services, tickets
from convergenze.notifications.choices import Reason


@login_required
def inbox(request):
    """What I am told; ``?reason=`` and ``?unread=1`` narrow it, questions to me stand on top."""
    reason, unread = request.GET.get("reason", ""), request.GET.get("unread") == "1"
    page = page_of(request, _Rows(queries.inbox(request.user, reason=reason, unread=unread)))
    context = {
        "page": page,
        "groups": queries.groups(page, request.user, reason=reason),
        "tabs": _tabs(unread),
        "current": reason if reason in Reason.values else "",
        "unread": unread,
        "later": Later.choices,
        "questions": tickets.with_links(queries.open_questions(request.user)),
    }
    return render(request, "notifications/inbox.html", context)


@login_required
@require_POST
def read_all(request):
    """Everything is read."""
    services.mark_read(by=request.user)
    messages.success(request, _("Everything is marked as read."))
    return redirect("notifications:inbox")


@login_required
@require_POST
def read(request, kind, key):
    """What is told about one record is read."""
    subject = about.find(kind, key, request.user)
    if subject is None:
        raise Http404
    services.mark_read(subject=subject, by=request.user)
    return redirect("notifications:inbox")


@login_required
@require_POST
def later(request, kind, key):
    """What is told about one record comes back in ``later``."""
    subject = about.find(kind, key, request.user)
    if subject is None:
        raise Http404
    try:
        services.snooze(subject=subject, later=request.POST.get("later", ""), by=request.user)
        messages.success(request, _("“%(record)s” is put aside and comes back by itself.") % {"record": subject})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("notifications:inbox")


class _Rows(list):
    """Grouped rows as a list: they have no primary key to count by."""


def _tabs(unread):
    query = "&unread=1" if unread else ""
    rows = [("", _("All"), f"?{query.lstrip('&')}")]
    return rows + [(reason.value, reason.label, f"?reason={reason.value}{query}") for reason in Reason]
