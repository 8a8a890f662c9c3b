"""GET /api/v1/portfolios/{public_id}/analyses/{name}/: the figures of the pages, with the records they are made of."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import viewsets
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.response import Response
from rest_framework.reverse import reverse

from convergenze.core.days import day_or_today
from portfolios.models import Portfolio
from portfolios.queries.figures import ANALYSES
from portfolios.queries.tabs.desk import open_desk
from portfolios.queries.tabs.matrix import COLUMNS
from portfolios.queries.tabs.streams import STAGES

KNOWN = frozenset({"as_of", "columns", "stage", "format"})
AS_OF = OpenApiParameter("as_of", OpenApiTypes.DATE, description="Evaluate at this date; today without it.")
NAME = OpenApiParameter("name", str, OpenApiParameter.PATH, enum=list(ANALYSES))
COLUMN = OpenApiParameter("columns", str, enum=list(COLUMNS), description="Columns of the coverage matrix.")
STAGE = OpenApiParameter("stage", str, enum=list(STAGES), description="Which money flows; secured without it.")
CHOICES = {"columns": COLUMNS, "stage": STAGES}
PORTFOLIO = OpenApiParameter("public_id", OpenApiTypes.UUID, OpenApiParameter.PATH)


class AnalysisViewSet(viewsets.ViewSet):
    """The analyses of one portfolio, computed from what who asks may see. Read only."""

    lookup_url_kwarg = "name"
    lookup_value_converter = "slug"

    @extend_schema(operation_id="portfolios_analyses_index", parameters=[PORTFOLIO], responses=OpenApiTypes.OBJECT)
    def list(self, request, public_id):
        """Addresses of the analyses by name."""
        self._portfolio(request, public_id)
        return Response({
            name: reverse("api:analyses-detail", kwargs={"public_id": public_id, "name": name}, request=request)
            for name in ANALYSES
        })  # fmt: skip

    @extend_schema(parameters=[PORTFOLIO, NAME, AS_OF, COLUMN, STAGE], responses=OpenApiTypes.OBJECT)
    def retrieve(self, request, public_id, name):
        """One analysis at ``as_of``. ``actions_hidden`` tells how many actions who asks may not see."""
        if name not in ANALYSES:
            raise NotFound(_("Analyses are: %(names)s.") % {"names": ", ".join(ANALYSES)})
        portfolio, day = self._portfolio(request, public_id), _day(request)
        _check(request.query_params)
        desk = open_desk(portfolio, day, request.user)
        about = {
            "analysis": name,
            "portfolio": str(portfolio.public_id),
            "as_of": day.isoformat(),
            "actions_seen": len(desk.world.actions),
            "actions_hidden": desk.hidden,
        }
        return Response(about | ANALYSES[name](desk, request.query_params))

    def _portfolio(self, request, public_id):
        """The portfolio, if it exists for who asks; unknown names in the query are refused."""
        if unknown := set(request.query_params) - KNOWN:
            raise ValidationError({name: [_("There is no filter with this name.")] for name in sorted(unknown)})
        rows = Portfolio.objects.visible_to(request.user).select_related("mission__territory")
        return get_object_or_404(rows.defer("mission__territory__boundary"), public_id=public_id)


def _check(query):
    for name, choices in CHOICES.items():
        if name in query and query[name] not in choices:
            raise ValidationError({name: [_("Choose one of: %(names)s.") % {"names": ", ".join(choices)}]})


def _day(request):
    day = day_or_today(request.query_params.get("as_of"))
    if day is None:
        raise ValidationError({"as_of": [_("Write the date as 2026-10-31.")]})
    return day
