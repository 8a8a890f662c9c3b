"""Pages of funding calls: the register with its exports, one call, writing it down."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import panels
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from convergenze.history import queries as reading
from convergenze.history import services as history
from portfolios.filters import SOURCE_LABELS, FundingCallFilter
from portfolios.forms import FundingCallForm
from portfolios.models import FundingCall
from portfolios.queries import calls
from portfolios.sources.calls import CALL_SOURCES
from portfolios.views.call_files import call_file

SHOWN_ENTRIES = 10


def call_list(request):
    """Every call the reader may see: searched, filtered, sorted, paged; ``?format=csv`` or ``xlsx`` for a file."""
    found = FundingCallFilter(request.GET, FundingCall.objects.visible_to(request.user), request=request)
    day = _day_of(found)
    rows = calls.sorted_calls(calls.with_programmes(found.qs), request.GET.get("sort", ""), day)
    if request.GET.get("format") in ("csv", "xlsx"):
        return call_file(rows, request.GET["format"], day)
    page = page_of(request, rows)
    context = {
        "filter": found,
        "page": page,
        "day": day,
        "rows": [calls.standing(call, day) for call in page],
        "figures": calls.counts_by_state(request.user, timezone.localdate()),
        "may_add": request.user.has_perm("portfolios.add_fundingcall"),
        "may_import": request.user.has_perm("exchange.add_importrun"),
    }
    return render_part(request, "portfolios/call_list.html", context, part="results")


def _day_of(found):
    """The day the states are of: the one asked for, else today."""
    found.form.is_valid()
    return found.form.cleaned_data.get("on") or timezone.localdate()


def _find(request, slug):
    return get_object_or_404(FundingCall.objects.visible_to(request.user).select_related("programme"), slug=slug)


def call_detail(request, slug):
    """One call: who may apply for what, until when, and who follows it."""
    call, user = _find(request, slug), request.user
    entries = history.entries_of(call).select_related("by", "subject_type")[:SHOWN_ENTRIES]
    context = {
        "call": call,
        "standing": calls.standing(call, timezone.localdate()),
        "territories": call.territories.visible_to(user),
        "followers": calls.followers_of(call, user),
        "source": CALL_SOURCES.get(call.source),
        "source_label": SOURCE_LABELS.get(call.source, call.source),
        "panels": panels.rendered("calls.detail", call, request),
        "history": reading.lines(entries, user) if user.is_authenticated else [],
        "may_change": user.has_perm("portfolios.change_fundingcall", call),
        "may_delete": user.has_perm("portfolios.delete_fundingcall", call),
    }
    return render(request, "portfolios/call_detail.html", context)


@login_required
def call_new(request):
    """Write down a call; ``?programme=`` fills the programme in."""
    require(request.user, "portfolios.add_fundingcall")
    programme = request.GET.get("programme", "")
    initial = {"programme": programme if programme.isdecimal() and len(programme) < 19 else None}
    instance = FundingCall(visibility="public")
    return _edit(request, FundingCallForm(request.POST or None, user=request.user, instance=instance, initial=initial))


@login_required
def call_edit(request, slug):
    """Change a call."""
    call = _find(request, slug)
    require(request.user, "portfolios.change_fundingcall", call)
    return _edit(request, FundingCallForm(request.POST or None, instance=call, user=request.user), call)


def _edit(request, form, call=None):
    if request.method == "POST" and form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, _("Saved."))
        return redirect(saved)
    title = call.title if call else _("New call")
    context = {"form": form, "call": call, "title": title}
    return render(request, "portfolios/call_form.html", context, status=409 if form.stale else 200)


@login_required
@require_POST
def call_delete(request, slug):
    """Move a call to the bin."""
    call = _find(request, slug)
    require(request.user, "portfolios.delete_fundingcall", call)
    history.discard(call, by=request.user)
    messages.success(request, _("The call is in the bin for 30 days."))
    return redirect("portfolios:call_list")
