"""Pages of funding programmes: the list with its exports, one programme, writing it down."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from portfolios.filters import FundingProgrammeFilter
from portfolios.forms import FundingProgrammeForm
from portfolios.models import FundingCall, FundingProgramme
from portfolios.queries import calls
from portfolios.views.call_files import programme_file

SHOWN = 50


def programme_list(request):
    """Every programme: searched, filtered, paged; ``?format=csv`` or ``xlsx`` for a file."""
    rows = FundingProgramme.objects.select_related("authority").read_by(request.user)
    found = FundingProgrammeFilter(request.GET, rows, request=request)
    today = timezone.localdate()
    rows = calls.programme_rows(found.qs, request.user, today)
    if request.GET.get("format") in ("csv", "xlsx"):
        return programme_file(rows, request.GET["format"])
    context = {
        "filter": found,
        "page": page_of(request, rows, size=50),
        "today": today,
        "may_add": request.user.has_perm("portfolios.add_fundingprogramme"),
    }
    return render_part(request, "portfolios/programme_list.html", context, part="results")


def _find(request, pk):
    rows = FundingProgramme.objects.select_related("authority").read_by(request.user)
    return get_object_or_404(rows, pk=pk)


def programme_detail(request, pk):
    """One programme with its calls and the actions it pays for."""
    programme, today = _find(request, pk), timezone.localdate()
    seen = FundingCall.objects.visible_to(request.user).filter(programme=programme)
    rows = calls.sorted_calls(calls.with_programmes(seen), "", today)
    actions = calls.actions_paid_by(programme, request.user)
    context = {
        "programme": programme,
        "today": today,
        "calls": [calls.standing(call, today) for call in rows[:SHOWN]],
        "call_count": seen.count(),
        "actions": actions[:SHOWN],
        "action_count": actions.count(),
        "may_change": request.user.has_perm("portfolios.change_fundingprogramme", programme),
        "may_add": request.user.has_perm("portfolios.add_fundingcall"),
    }
    return render(request, "portfolios/programme_detail.html", context)


@login_required
def programme_new(request):
    """Write down a programme."""
    require(request.user, "portfolios.add_fundingprogramme")
    return _edit(request, FundingProgrammeForm(request.POST or None, user=request.user))


@login_required
def programme_edit(request, pk):
    """Change a programme."""
    programme = _find(request, pk)
    require(request.user, "portfolios.change_fundingprogramme", programme)
    return _edit(request, FundingProgrammeForm(request.POST or None, instance=programme, user=request.user), programme)


def _edit(request, form, programme=None):
    if request.method == "POST" and form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, _("Saved."))
        return redirect(saved)
    title = programme.name if programme else _("New programme")
    context = {"form": form, "programme": programme, "title": title}
    return render(request, "portfolios/programme_form.html", context, status=409 if form.stale else 200)
