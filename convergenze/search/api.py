"""Search for programs: the same hits as the page."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from convergenze.search import queries
from convergenze.search.registry import source_of, sources

MOST = 100


class HitSerializer(serializers.Serializer):
    """A record that was found."""

    kind = serializers.CharField(help_text="Kind of record, such as missions.mission")
    public_id = serializers.UUIDField()
    reference = serializers.CharField()
    title = serializers.CharField()
    url = serializers.URLField(help_text="Its page")


class SearchView(APIView):
    """Everything the caller may see that holds these words, best first within each kind."""

    @extend_schema(
        operation_id="search",
        responses=HitSerializer(many=True),
        parameters=[
            OpenApiParameter("q", OpenApiTypes.STR, required=True, description='Words, "a phrase", -without'),
            OpenApiParameter("kind", OpenApiTypes.STR, description="Only this kind of record"),
            OpenApiParameter("limit", OpenApiTypes.INT, description="Hits per kind, 20 unless told, at most 100"),
        ],
    )
    def get(self, request):
        """Search the platform."""
        kind = request.query_params.get("kind", "")
        if kind and source_of(kind) is None:
            known = ", ".join(source.kind for source in sources())
            raise ValidationError({"kind": [f"Choose among {known}."]})
        groups = queries.find(request.query_params.get("q", ""), request.user, kind=kind, limit=_limit(request))
        return Response([_hit(request, group, record) for group in groups for record in group.records])


def _limit(request):
    text = request.query_params.get("limit", "20")
    if not text.isdecimal() or not 1 <= int(text[:9]) <= MOST:
        raise ValidationError({"limit": [f"Give a number from 1 to {MOST}."]})
    return int(text)


def _hit(request, group, record):
    url = request.build_absolute_uri(record.get_absolute_url())
    return HitSerializer({"kind": group.source.kind, "url": url} | _identity(record)).data


def _identity(record):
    return {"public_id": record.public_id, "reference": record.reference, "title": str(record)}
