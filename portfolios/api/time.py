"""Snapshots, what changed between two days, versions, share links."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.response import Response

from convergenze.core.rules_glue import require
from convergenze.history.api import DomainViewSet
from portfolios import services
from portfolios.filters.time import ShareLinkFilter, SnapshotFilter
from portfolios.models import Portfolio, ShareLink, Snapshot
from portfolios.queries.changes import changes, rows_of
from portfolios.queries.figures import ANALYSES
from portfolios.queries.frozen import keeps, open_snapshot
from portfolios.queries.tabs.desk import open_desk
from portfolios.serializers import PortfolioSerializer
from portfolios.serializers import time as serializers

TO = OpenApiParameter("to", OpenApiTypes.UUID, description="Another snapshot of the mission; today without it.")
NAME = OpenApiParameter("name", str, OpenApiParameter.PATH, enum=list(ANALYSES))


class SnapshotViewSet(DomainViewSet):
    """Portfolios as they were. Making one freezes the portfolio as it is now, with figures at ``as_of``."""

    model = Snapshot
    serializer_class = serializers.SnapshotSerializer
    filterset_class = SnapshotFilter

    def rows(self):
        """With their portfolio, without what they keep where nobody asks for it."""
        rows = super().rows().select_related("portfolio__mission")
        return rows if self.action in ("changes", "analyses") else rows.defer("content")

    def get_serializer_class(self):
        """A snapshot that is there changes its label and level only."""
        changing = self.action in ("update", "partial_update")
        return serializers.SnapshotChangeSerializer if changing else serializers.SnapshotSerializer

    def perform_create(self, serializer):
        """Take it; who may is asked of the portfolio."""
        told = serializer.validated_data
        require(self.request.user, "portfolios.freeze_portfolio", told["portfolio"])
        day = told.get("as_of")
        if day and day > timezone.localdate():
            raise ValidationError({"as_of": [_("Choose today or a day that has passed.")]})
        serializer.instance = services.take_snapshot(
            portfolio=told["portfolio"], title=told["title"], as_of=day, by=self.request.user
        )

    @extend_schema(parameters=[TO], responses=serializers.ChangeSerializer(many=True))
    @action(detail=True, methods=["get"], pagination_class=None, filterset_class=None)
    def changes(self, request, public_id):
        """What changed from this day to another snapshot's, or to today."""
        before = self.get_object()
        found = changes(open_snapshot(before, request.user), self._other_side(before))
        names = ("change", "about", "field", "before", "after")
        rows = [dict(zip(names, row, strict=True)) for row in rows_of(found)]
        return Response(serializers.ChangeSerializer(rows, many=True).data)

    def _other_side(self, before):
        if asked := self.request.query_params.get("to"):
            rows = self.rows().filter(portfolio__mission=before.portfolio.mission_id)
            return open_snapshot(get_object_or_404(rows, public_id=_uuid(asked)), self.request.user)
        return open_desk(before.portfolio, timezone.localdate(), self.request.user)

    @extend_schema(parameters=[NAME], responses=OpenApiTypes.OBJECT)
    @action(detail=True, methods=["get"], url_path="analyses/<slug:name>", pagination_class=None, filterset_class=None)
    def analyses(self, request, public_id, name):
        """An analysis of the portfolio as it was."""
        snapshot = self.get_object()
        kept = [one for one in ANALYSES if keeps(snapshot, one)]
        if name not in kept:
            raise NotFound(_("Analyses are: %(names)s.") % {"names": ", ".join(kept)})
        desk = open_snapshot(snapshot, request.user)
        about = {"analysis": name, "snapshot": str(snapshot.public_id), "as_of": snapshot.as_of.isoformat()}
        return Response(about | ANALYSES[name](desk, request.query_params))


class ShareLinkViewSet(
    mixins.CreateModelMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet
):
    """Share links that who asks may see. The key is in the answer to the making, and never again."""

    model = ShareLink
    serializer_class = serializers.ShareLinkSerializer
    filterset_class = ShareLinkFilter
    lookup_value_converter = "int"

    def get_queryset(self):
        """The links that exist for who asks."""
        if getattr(self, "swagger_fake_view", False):
            return ShareLink.objects.none()
        return ShareLink.objects.visible_to(self.request.user).select_related("portfolio", "snapshot")

    def perform_create(self, serializer):
        """Make the link; who may is asked of the portfolio."""
        told = serializer.validated_data
        require(self.request.user, "portfolios.share_portfolio", told["portfolio"])
        serializer.instance, key = services.share_portfolio(**told, by=self.request.user)
        serializer.instance.key = key

    @extend_schema(request=None, responses=serializers.ShareLinkSerializer)
    @action(detail=True, methods=["post"])
    def revoke(self, request, pk):
        """End the link at once."""
        link = self.get_object()
        require(request.user, "portfolios.delete_sharelink", link)
        return Response(self.get_serializer(services.revoke_share_link(link=link, by=request.user)).data)


class VersionViewSet(viewsets.ViewSet):
    """Versions of the portfolio of a mission."""

    @extend_schema(responses=PortfolioSerializer(many=True), operation_id="portfolios_versions_list")
    def list(self, request, public_id):
        """Every version that exists for who asks, the newest first."""
        portfolio = self._portfolio(request, public_id)
        rows = Portfolio.objects.visible_to(request.user).for_mission(portfolio.mission).order_by("-number")
        return Response(PortfolioSerializer(rows, many=True, context={"request": request}).data)

    @extend_schema(request=None, responses={201: PortfolioSerializer}, operation_id="portfolios_versions_create")
    def create(self, request, public_id):
        """Open the next version, with the positions and places of this one."""
        portfolio = self._portfolio(request, public_id)
        require(request.user, "portfolios.renew_portfolio", portfolio)
        new = services.open_next_version(portfolio=portfolio, by=request.user)
        return Response(PortfolioSerializer(new, context={"request": request}).data, status=status.HTTP_201_CREATED)

    model = Portfolio

    def _portfolio(self, request, public_id):
        return get_object_or_404(
            Portfolio.objects.visible_to(request.user).select_related("mission"), public_id=public_id
        )


def _uuid(text):
    try:
        return UUID(text)
    except ValueError:
        raise ValidationError({"to": [_("Give the id of a snapshot.")]}) from None
