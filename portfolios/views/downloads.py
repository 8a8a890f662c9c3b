"""A portfolio as a file: what who asks may see, as it is at a date or as it was in a snapshot."""

import io
import json

import orjson
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from convergenze.exchange.writing import csv_lines, write_xlsx
from portfolios.models import Snapshot
from portfolios.queries.frozen import open_snapshot
from portfolios.queries.telling import story_of
from portfolios.queries.telling.graph import graph_of
from portfolios.queries.telling.rows import data_of, header, rows_of
from portfolios.views.exports import XLSX
from portfolios.views.tabs.frame import desk_at


@require_safe
def portfolio_export(request, slug, kind):
    """``kind``: csv, xlsx, json, gexf or story; ``?as_of=`` a date, ``?snapshot=`` the portfolio as it was."""
    if kind not in KINDS or (kind == "story" and "snapshot" in request.GET):
        raise Http404  # a story is told of records: a snapshot keeps less than it needs
    desk = _desk(request, slug)
    answer = KINDS[kind](desk)
    ending = "story.json" if kind == "story" else kind
    answer["Content-Disposition"] = f'attachment; filename="{desk.portfolio.slug}-{desk.as_of}.{ending}"'
    return answer


def _desk(request, slug):
    asked = request.GET.get("snapshot")
    if not asked:
        return desk_at(request, slug)
    rows = Snapshot.objects.visible_to(request.user).select_related("portfolio__mission")
    return open_snapshot(get_object_or_404(rows, slug=asked, portfolio__slug=slug), request.user)


def _csv(desk):
    return StreamingHttpResponse(csv_lines(header(), rows_of(desk)), content_type="text/csv; charset=utf-8")


def _xlsx(desk):
    file = io.BytesIO()
    write_xlsx(file, header(), rows_of(desk), title=_("Actions"))
    return HttpResponse(file.getvalue(), content_type=XLSX)


def _json(desk):
    return HttpResponse(orjson.dumps(data_of(desk), default=float), content_type="application/json")


def _gexf(desk):
    return HttpResponse(graph_of(desk), content_type="application/xml")


def _story(desk):
    told = story_of(desk.portfolio, desk.as_of, desk.user)
    return HttpResponse(json.dumps(told, ensure_ascii=False, indent=1), content_type="application/json")


KINDS = {"csv": _csv, "xlsx": _xlsx, "json": _json, "gexf": _gexf, "story": _story}

PATHS = [path("portfolios/<slug:slug>/export/<str:kind>/", portfolio_export, name="export")]
