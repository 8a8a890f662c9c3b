"""The bin: what was deleted in the last thirty days, and the way back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core.rules_glue import require
from convergenze.history import queries, services


@login_required
def bin_list(request):
    """Discarded records of every kind."""
    require(request.user, "history.view_bin")
    rows = [(record, record._meta.label_lower, record._meta.verbose_name) for record in queries.in_bin()]
    return render(request, "history/bin.html", {"rows": rows, "days": services.BIN_DAYS})


@login_required
@require_POST
def restore(request, kind, public_id):
    """Take one back; what stands in the way is told."""
    require(request.user, "history.restore_record")
    model = queries.model_of(kind)
    if model is None:
        raise Http404
    record = get_object_or_404(model._base_manager, public_id=public_id, deleted_at__gte=services.bin_limit())
    try:
        services.restore(record, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("history:bin")
    messages.success(request, _("“%(record)s” is back.") % {"record": record})
    address = getattr(record, "get_absolute_url", None)
    return redirect(address() if address else "history:bin")
