"""A portfolio as a file: what who asks may see, as it is at a date or as it was in a snapshot."""

import json

import orjson
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from convergenze.exchange.downloads import as_file, table_answer
from portfolios.models import Snapshot
from portfolios.queries.frozen import open_snapshot
from portfolios.queries.telling import story_of
from portfolios.queries.telling.graph import graph_of
from portfolios.queries.telling.rows import data_of, header, rows_of
from portfolios.views.tabs.frame import desk_at


@require_safe
def portfolio_export(request, slug, kind):
    """``kind``: csv, xlsx, json, gexf or story; ``?as_of=`` a date, ``?snapshot=`` the portfolio as it was."""
    if kind not in (*TABLES, *KINDS) or (kind == "story" and "snapshot" in request.GET):
        raise Http404  # a story is told of records: a snapshot keeps less than it needs
    desk = _desk(request, slug)
    name = f"{desk.portfolio.slug}-{desk.as_of}"
    if kind in TABLES:
        return table_answer(header(), rows_of(desk), kind, name, _("Actions"))
    content, content_type, ending = KINDS[kind](desk)
    return as_file(HttpResponse(content, content_type=content_type), f"{name}.{ending}")


def _desk(request, slug):
    asked = request.GET.get("snapshot")
    if not asked:
        return desk_at(request, slug)
    rows = Snapshot.objects.visible_to(request.user).select_related("portfolio__mission")
    return open_snapshot(get_object_or_404(rows, slug=asked, portfolio__slug=slug), request.user)


def _json(desk):
    return orjson.dumps(data_of(desk), default=float), "application/json", "json"


def _gexf(desk):
    return graph_of(desk), "application/xml", "gexf"


def _story(desk):
    told = story_of(desk.portfolio, desk.as_of, desk.user)
    return json.dumps(told, ensure_ascii=False, indent=1), "application/json", "story.json"


TABLES = ("csv", "xlsx")
KINDS = {"json": _json, "gexf": _gexf, "story": _story}

PATHS = [path("portfolios/<slug:slug>/export/<str:kind>/", portfolio_export, name="export")]
