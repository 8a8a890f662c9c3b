"""One search for the whole site."""

from django.core.paginator import Paginator
from django.shortcuts import render

from convergenze.core.pages import PAGE_SIZE
from convergenze.search import asking, queries, showing
from convergenze.search.registry import source_of

MOST_PAGES = queries.MOST_RANKED // PAGE_SIZE


def results(request):
    """``?q=``: groups by kind; ``&kind=actors.actor``: pages of one kind. Nothing found: guesses and help."""
    text = request.GET.get("q", "").strip()[: asking.LONGEST_QUERY]
    source = source_of(request.GET.get("kind", ""))
    query = asking.read(text)
    groups = queries.find(text, request.user) if query else []
    number = _page_number(request)
    chosen = _page_of_kind(text, request.user, source, number) if source and query else None
    shown = [chosen] if chosen else ([] if source else groups)
    return render(
        request,
        "search/results.html",
        {
            "q": text,
            "site_query": text,
            "kind": source.kind if source else "",
            "groups": groups,
            "results": [(group, [_row(record, group.source, query) for record in group.records]) for group in shown],
            "page": _pager(chosen, number) if chosen else None,
            "guesses": queries.guesses(text, request.user) if query and not shown else [],
            "asked": bool(query),
        },
    )


def _page_number(request):
    number = request.GET.get("page", "1")
    return min(max(int(number), 1), MOST_PAGES) if number.isdecimal() and len(number) < 6 else 1


def _page_of_kind(text, user, source, number):
    found = queries.find(text, user, kind=source.kind, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE)
    return found[0] if found else None


def _pager(group, number):
    """A page object for the pager component; beyond the ranked hits there are no pages."""
    return Paginator(range(min(group.count, queries.MOST_RANKED)), PAGE_SIZE).get_page(number)


def _row(record, source, query):
    return {
        "href": record.get_absolute_url(),
        "title": showing.marked(record, query),
        "reference": record.reference,
        "context": source.context(record) if source.context else "",
        "excerpt": showing.excerpt(getattr(record, source.excerpt), query) if source.excerpt else "",
    }
