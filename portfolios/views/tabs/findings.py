"""The page of findings: what the analyses found, what it became, what is still nobody's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core.rules_glue import require
from portfolios.choices.acting import AnswerKind
from portfolios.forms.findings import answer_forms
from portfolios.models import FindingAnswer
from portfolios.queries.tabs.findings import about, all_findings, fits_of_finding, grouped, one_finding
from portfolios.services import findings as services
from portfolios.views.tabs.frame import desk_at, find, show


def portfolio_findings(request, slug):
    """Everything found, by kind; ``?show=open`` only what is nobody's."""
    desk = desk_at(request, slug)
    rows = all_findings(desk)
    only_open = request.GET.get("show") == "open"
    context = {
        "groups": grouped(row for row in rows if not (only_open and row.answers)),
        "only_open": only_open,
        "total": len(rows),
        "open_count": sum(not row.answers for row in rows),
    }
    return show(request, desk, "findings", context)


@login_required
def finding_answer(request, slug):
    """Turn one finding into work: four small forms on one page, ``?kind=`` opens one."""
    desk = desk_at(request, slug)
    require(request.user, "portfolios.answer_portfolio", desk.portfolio)
    asked = request.POST or request.GET
    finding = one_finding(desk, asked.get("finding", ""), asked.get("key", ""))
    if finding is None:
        raise Http404
    kind = asked.get("kind", "")
    fits = fits_of_finding(desk, finding.found)
    forms = answer_forms(request.POST or None, kind, finding=finding, desk=desk, fits=fits)
    form = dict(forms).get(kind)
    if request.method == "POST" and form and form.is_valid() and (answer := _answered(request, desk, finding, form)):
        messages.success(request, _("Done: the finding became “%(what)s”.") % {"what": answer.subject})
        return redirect("portfolios:findings", slug)
    context = {"finding": finding, "forms": forms, "chosen_kind": kind or AnswerKind.TASK, "fits": fits}
    return show(request, desk, "finding", context, part_of="findings")


def _answered(request, desk, finding, form):
    """The kept answer; None when it was refused, with the reasons in the form."""
    try:
        return services.answer_finding(
            portfolio=desk.portfolio, finding=finding.kind, key=finding.key, label=finding.label, kind=form.prefix,
            by=request.user, **about(desk, finding.found), **form.answer(),
        )  # fmt: skip
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return None


@login_required
@require_POST
def finding_answer_forget(request, slug, pk):
    """Untie a finding from what it became."""
    portfolio = find(request, slug)
    answer = get_object_or_404(FindingAnswer.objects.visible_to(request.user).filter(portfolio=portfolio), pk=pk)
    services.forget_finding_answer(answer=answer, by=request.user)
    messages.success(request, _("The finding is nobody's again; what it became is still there."))
    return redirect("portfolios:findings", slug)
