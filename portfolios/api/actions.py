"""Actions and what hangs from them."""

from django.core.exceptions import PermissionDenied
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from convergenze.core.rules_glue import require
from convergenze.history import services as history
from convergenze.history.api import DomainViewSet, SeenViewSet
from portfolios import services
from portfolios.filters import ActionFilter, ContributionFilter, FundingLineFilter, FundingProgrammeFilter
from portfolios.models import Action, Contribution, FundingLine, FundingProgramme
from portfolios.queries.links import history_of
from portfolios.queries.rows import action_rows, light
from portfolios.serializers import (
    ActionMergeSerializer,
    ActionSerializer,
    ContributionSerializer,
    FundingLineSerializer,
    FundingProgrammeSerializer,
    LinkSerializer,
)
from portfolios.workflow import action_workflow, contribution_workflow


class ActionViewSet(DomainViewSet):
    """Actions that exist for who asks. The list carries the fields of a table; one action carries everything."""

    model = Action
    serializer_class = ActionSerializer
    filterset_class = ActionFilter

    def rows(self):
        """Whole actions with what is nested in them."""
        rows = super().rows().select_related("lead", "predecessor")
        return rows.prefetch_related("territories", "roles__actor", "resources")

    def list(self, request):
        """A page of actions as light rows: two queries whatever its size."""
        found = self.filter_queryset(Action.objects.visible_to(request.user))
        page = self.paginate_queryset(light(found, request.user))
        return self.get_paginated_response(action_rows(page, request.user))

    @extend_schema(request=OpenApiTypes.OBJECT, responses=ActionSerializer)
    @action(detail=True, methods=["post"], url_path="moves/<str:name>")
    def moves(self, request, public_id, name):
        """Make a move; the body holds the answers it asks ({"reason": …})."""
        record = self.get_object()
        if name == "claim":
            services.claim_action(action=record, by=request.user)
        else:
            action_workflow.perform(record, name, by=request.user, answers=request.data)
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=None, responses=ActionSerializer)
    @action(detail=True, methods=["post"])
    def confirm(self, request, public_id):
        """Say that the record stands as of today."""
        record = self.get_object()
        require(request.user, "portfolios.confirm_action", record)
        services.confirm_action(action=record, by=request.user)
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=ActionMergeSerializer, responses={202: LinkSerializer})
    @action(detail=True, methods=["post"])
    def merge(self, request, public_id):
        """Ask that this action flow into another; answers with the link on which both leads agree."""
        record = self.get_object()
        require(request.user, "portfolios.merge_action", record)
        asked = ActionMergeSerializer(data=request.data, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        link = services.ask_to_merge(
            keep=asked.validated_data["into"], drop=record, by=request.user, reason=asked.validated_data["reason"]
        )
        return Response(LinkSerializer(link, context=self.get_serializer_context()).data, status=202)

    def entries(self):
        """With those of the actions that flowed into it."""
        return history_of(self.get_object(), self.request.user)


class RowViewSet(SeenViewSet):
    """Rows that hang from a record: addressed by id, seen with it, written by whoever may write it."""

    parent = ""
    lookup_value_converter = "int"

    def perform_create(self, serializer):
        """Ask of the row to be, then save through history."""
        self._require("change", self.model(**self._plain(serializer)))
        serializer.save(by=self.request.user)

    def perform_update(self, serializer):
        """A row may not be carried under a record that is not one's own."""
        for name, value in self._plain(serializer).items():
            setattr(serializer.instance, name, value)
        self._require("change", serializer.instance)
        serializer.save(by=self.request.user)

    def perform_destroy(self, instance):
        """Remove the row and remember it in the history of its record."""
        changes = {instance._meta.model_name: [str(instance), None]}
        history.record(getattr(instance, self.parent), "remove", by=self.request.user, changes=changes)
        instance.delete()

    def _plain(self, serializer):
        return {name: value for name, value in serializer.validated_data.items() if name != "version"}

    def _require(self, verb, row):
        if not self.request.user.has_perm(f"portfolios.{verb}_{self.model._meta.model_name}", row):
            raise PermissionDenied


class ContributionViewSet(RowViewSet):
    """What actions contribute to the objectives of missions."""

    model, parent = Contribution, "action"
    serializer_class = ContributionSerializer
    filterset_class = ContributionFilter
    beside = ("action__public_id", "objective__mission__public_id")

    def rows(self):
        """With the action, the objective and its mission."""
        return super().rows().select_related("action", "objective__mission")

    @extend_schema(request=OpenApiTypes.OBJECT, responses=ContributionSerializer)
    @action(detail=True, methods=["post"], url_path="moves/<str:name>")
    def moves(self, request, pk, name):
        """Agree, or dispute with a reason."""
        moved = contribution_workflow.perform(self.get_object(), name, by=request.user, answers=request.data)
        return Response(self.get_serializer(moved).data)


class FundingLineViewSet(RowViewSet):
    """The money of actions."""

    model, parent = FundingLine, "action"
    serializer_class = FundingLineSerializer
    filterset_class = FundingLineFilter
    beside = ("action__public_id", "funder__public_id")

    def rows(self):
        """With action and funder."""
        return super().rows().select_related("action", "funder")


class FundingProgrammeViewSet(RowViewSet):
    """Where money comes from."""

    model = FundingProgramme
    serializer_class = FundingProgrammeSerializer
    filterset_class = FundingProgrammeFilter

    def rows(self):
        """Programmes are public."""
        return FundingProgramme.objects.select_related("authority").read_by(self.request.user)

    def perform_destroy(self, instance):
        """Lines keep the name of their source when the programme goes."""
        history.record(instance, "remove", by=self.request.user)
        instance.delete()
