"""What happened to a record, and to accounts."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from convergenze.accounts.models import User
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from convergenze.history import queries, services
from convergenze.history.models import Entry


@login_required
def timeline(request, kind, public_id):
    """The history of a record, for signed-in people who may see it."""
    model = queries.model_of(kind)
    if model is None:
        raise Http404
    record = get_object_or_404(model.objects.visible_to(request.user), public_id=public_id)
    page = page_of(request, services.entries_of(record).select_related("by", "subject_type"))
    context = {"record": record, "page": page, "lines": queries.lines(page, request.user)}
    return render(request, "history/timeline.html", context)


@login_required
def audit(request):
    """Logins and changes of permissions, newest first."""
    require(request.user, "history.view_audit")
    entries = Entry.objects.filter(verb__startswith=f"{User._meta.label_lower}.").select_related("by", "subject_type")
    page = page_of(request, entries)
    return render(request, "history/audit.html", {"page": page, "lines": queries.lines(page, request.user)})
