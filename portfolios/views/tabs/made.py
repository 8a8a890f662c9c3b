"""Pages that only show what ``queries.tabs.made`` makes, and their tables as files."""

import io

from django.http import Http404, HttpResponse
from django.urls import path

from convergenze.exchange.downloads import CSV, XLSX, as_file
from convergenze.exchange.writing import csv_lines, write_book
from portfolios.queries.tabs.behind import behind
from portfolios.queries.tabs.made import PAGES
from portfolios.views.tabs.declaring import portfolio_mix
from portfolios.views.tabs.frame import desk_at, show


def made_page(tab):
    """The view of the page ``tab``; ``?show=`` lists the actions behind one of its figures."""

    def view(request, slug):
        desk = desk_at(request, slug)
        return show(request, desk, tab, context_of(desk, tab, request))

    view.__name__ = f"portfolio_{tab}"
    view.__doc__ = PAGES[tab].__doc__
    return view


def context_of(desk, tab, request):
    """The context of the page ``tab``: what it shows, its tables, the list that a figure opened."""
    made = PAGES[tab](desk, request.GET)
    return {
        **made.context,
        "tables": made.table,
        "chosen": behind(desk, made.groups, request.GET.get("show", "")),
        "may_change": request.user.has_perm("portfolios.change_portfolio", desk.portfolio),
    }


def download(request, slug, tab):
    """The tables of a page as they are on it: ``?format=xlsx``, all of them; ``?format=csv&table=``, one."""
    if tab not in PAGES:
        raise Http404
    desk = desk_at(request, slug)
    tables = PAGES[tab](desk, request.GET).tables
    name = f"{desk.portfolio.slug}-{tab}-{desk.as_of.isoformat()}"
    if request.GET.get("format") == "xlsx":
        return _book(tables, name)
    wanted = request.GET.get("table", tables[0].key)
    table = next((table for table in tables if table.key == wanted), None)
    if table is None:
        raise Http404
    answer = HttpResponse("".join(csv_lines(table.header, table.lines)), content_type=CSV)
    return as_file(answer, f"{name}-{table.key}.csv")


def _book(tables, name):
    file = io.BytesIO()
    write_book(file, [(str(table.title), table.header, table.lines) for table in tables])
    return as_file(HttpResponse(file.getvalue(), content_type=XLSX), f"{name}.xlsx")


SHOWN = (
    "money",
    "indicators",
    "profile",
    "services",
    "sectors",
    "balance",
    "levers",
    "actors",
    "flow",
    "timeline",
    "quality",
)
PATHS = [
    *(path(f"{tab}/", made_page(tab), name=tab) for tab in SHOWN),
    path("download/<str:tab>/", download, name="download"),
    path("mix/", portfolio_mix, name="mix"),
]
