"""Portfolios, positions and places."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from convergenze.core.rules_glue import require
from convergenze.core.tasks import start
from convergenze.core.visibility import is_among
from convergenze.history.api import DomainViewSet
from portfolios import services
from portfolios.api.actions import RowViewSet
from portfolios.filters import PlacementFilter, PortfolioFilter, PositionFilter
from portfolios.models import Action, Placement, Portfolio, Position
from portfolios.serializers import (
    PlaceActionsSerializer,
    PlacementSerializer,
    PortfolioSerializer,
    PositionSerializer,
)
from portfolios.tasks import look_for_overlaps
from portfolios.workflow import portfolio_workflow


class PortfolioViewSet(DomainViewSet):
    """Portfolios that exist for who asks."""

    model = Portfolio
    serializer_class = PortfolioSerializer
    filterset_class = PortfolioFilter

    def rows(self):
        """With their missions."""
        return super().rows().select_related("mission")

    def perform_create(self, serializer):
        """The number follows the mission's last version; who may write is asked of the mission it is for."""
        data = {name: value for name, value in serializer.validated_data.items() if name != "version"}
        portfolio = Portfolio(**data)
        require(self.request.user, "portfolios.change_portfolio", portfolio)
        serializer.instance = services.create_portfolio(portfolio=portfolio, by=self.request.user)

    @extend_schema(request=OpenApiTypes.OBJECT, responses=PortfolioSerializer)
    @action(detail=True, methods=["post"], url_path="moves/<str:name>")
    def moves(self, request, public_id, name):
        """Make a move of the portfolio."""
        moved = portfolio_workflow.perform(self.get_object(), name, by=request.user, answers=request.data)
        return Response(self.get_serializer(moved).data)

    @extend_schema(request=PlaceActionsSerializer, responses=PlacementSerializer(many=True))
    @action(detail=True, methods=["post"], pagination_class=None, filterset_class=None)
    def place(self, request, public_id):
        """Pull several actions in with one call; those already there stay where they are."""
        portfolio = self.get_object()
        require(request.user, "portfolios.place_portfolio", portfolio)
        context = self.get_serializer_context() | {"portfolio": portfolio}
        asked = PlaceActionsSerializer(data=request.data, context=context)
        asked.is_valid(raise_exception=True)
        services.place_actions(portfolio=portfolio, by=request.user, **asked.validated_data)
        start(look_for_overlaps, portfolio.pk)
        rows = portfolio.placements.filter(action__in=asked.validated_data["actions"]).select_related(
            "action", "portfolio"
        )
        return Response(PlacementSerializer(rows, many=True, context=context).data)


class _InPortfolio(RowViewSet):
    """Rows of portfolios that exist for who asks."""

    parent = "portfolio"

    def rows(self):
        """With their portfolio."""
        seen = Portfolio.objects.visible_to(self.request.user).values("pk")
        return self.model.objects.filter(portfolio__in=seen).select_related("portfolio")


class PositionViewSet(_InPortfolio):
    """Groups of actions of a portfolio."""

    model = Position
    serializer_class = PositionSerializer
    filterset_class = PositionFilter


class PlacementViewSet(_InPortfolio):
    """Places of actions in portfolios."""

    model = Placement
    serializer_class = PlacementSerializer
    filterset_class = PlacementFilter

    def rows(self):
        """Only of actions that exist for who asks."""
        seen = is_among(Action.objects.visible_to(self.request.user), "action")
        return super().rows().filter(seen).select_related("action")

    def perform_destroy(self, instance):
        """The history of both remembers it."""
        services.remove_placement(placement=instance, by=self.request.user)
