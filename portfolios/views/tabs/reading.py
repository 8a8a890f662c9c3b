"""Pages that only show: map, coverage, summary."""

from django.contrib import messages
from django.utils.translation import gettext as _

from portfolios.queries.tabs.matrix import COLUMNS, matrix, records_of
from portfolios.queries.tabs.network import network
from portfolios.queries.tabs.summary import summary
from portfolios.views.tabs.frame import desk_at, show


def portfolio_map(request, slug):
    """The convergence map; ``?group=`` opens one group of a large portfolio."""
    desk = desk_at(request, slug)
    return show(request, desk, "map", {"network": network(desk, request.GET.get("group", ""))})


def portfolio_coverage(request, slug):
    """The coverage matrix with ``?columns=``; ``?objective=&column=`` lists the actions of one cell."""
    desk = desk_at(request, slug)
    found = matrix(desk, _columns_asked(request))
    cell = records_of(desk, found, request.GET.get("objective", ""), request.GET.get("column", ""))
    context = {"matrix": found, "choices": COLUMNS.items(), "chosen": cell, "by_label": COLUMNS[found.by]}
    context["may_add"] = request.user.is_authenticated and request.user.has_perm("portfolios.add_action")
    return show(request, desk, "coverage", context)


def _columns_asked(request):
    asked = request.GET.get("columns", "lever")
    if asked in COLUMNS:
        return asked
    names = ", ".join(COLUMNS)
    messages.warning(request, _("Columns are one of %(names)s: levers are shown.") % {"names": names})
    return "lever"


def portfolio_summary(request, slug):
    """Profile, balance, levers and families."""
    desk = desk_at(request, slug)
    return show(request, desk, "summary", {"summary": summary(desk)})
