"""What the pages of learning have in common."""

from django.shortcuts import render

from convergenze.history import queries as reading
from convergenze.history import services as history
from portfolios.views.tabs.frame import page_tabs

SHOWN_ENTRIES = 10


def past(record, user):
    """The last lines of the record's history, for who is signed in."""
    return reading.lines(history.entries_of(record)[:SHOWN_ENTRIES], user) if user.is_authenticated else []


def form_page(request, form, title, back, trail, **more):
    """The page of a form; 409 when somebody else saved first."""
    context = {"form": form, "title": title, "back": back, "trail": trail} | more
    return render(request, "layouts/record_form.html", context, status=409 if getattr(form, "stale", None) else 200)


def of_portfolio(portfolio, user, key):
    """The frame of a page of ``portfolio`` called ``key`` in the row of tabs."""
    return {
        "portfolio": portfolio,
        "mission": portfolio.mission,
        "pages": page_tabs(portfolio, current=key, user=user),
    }
