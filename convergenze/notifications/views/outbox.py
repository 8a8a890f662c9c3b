"""The outbox, for who looks after the platform: what waits, what failed and why."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from convergenze.notifications import services
from convergenze.notifications.choices import MailState
from convergenze.notifications.models import Mail

ACTS = {"again": services.send_again, "cancel": services.cancel}


@login_required
def outbox(request):
    """Mails by state, the latest first. What they say is nobody's business here."""
    require(request.user, "notifications.view_outbox")
    state = request.GET.get("state", "")
    counts = dict(Mail.objects.order_by().values_list("state").annotate(n=Count("pk")))
    rows = Mail.objects.defer("text", "html")
    rows = rows.filter(state=state) if state in MailState.values else rows
    tabs = [("", _("All"), "?", sum(counts.values()))]
    tabs += [(one.value, one.label, f"?state={one.value}", counts.get(one.value, 0)) for one in MailState]
    context = {"page": page_of(request, rows), "tabs": tabs, "current": state if state in MailState.values else ""}
    return render(request, "notifications/outbox.html", context)


@login_required
@require_POST
def act(request, pk, act):
    """Send again, or cancel."""
    require(request.user, "notifications.change_mail")
    if act not in ACTS:
        raise Http404
    try:
        mail = ACTS[act](mail=get_object_or_404(Mail, pk=pk), by=request.user)
        messages.success(
            request, _("The mail to %(to)s: %(state)s.") % {"to": mail.to, "state": mail.get_state_display()}
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("notifications:outbox")
