"""Commitments and procedures."""

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from actors.models import Actor
from convergenze.core.moves import Moves
from convergenze.history.api import DomainViewSet
from missions import filters, serializers, services
from missions.models import Commitment, Procedure
from missions.workflow import commitment_workflow, procedure_workflow


class CommitmentViewSet(Moves, DomainViewSet):
    """What signatories promise to a mission."""

    model = Commitment
    serializer_class = serializers.CommitmentSerializer
    filterset_class = filters.CommitmentFilter
    workflow = commitment_workflow

    def rows(self):
        """The commitments that exist for whoever asks."""
        return super().rows().select_related("mission", "actor", "decision")

    @extend_schema(request=serializers.ReportSerializer)
    @action(detail=True, methods=["post"])
    def report(self, request, public_id):
        """Write how much is done so far."""
        asked = serializers.ReportSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        services.report_commitment(commitment=self.get_object(), by=request.user, **asked.validated_data)
        return Response(self.get_serializer(self.get_object()).data)


class ProcedureViewSet(Moves, DomainViewSet):
    """Public procedures a mission depends on, stage by stage."""

    model = Procedure
    serializer_class = serializers.ProcedureSerializer
    filterset_class = filters.ProcedureFilter
    workflow = procedure_workflow

    def rows(self):
        """The procedures that exist for whoever asks, with the participants they may see."""
        seen = Prefetch("participants", Actor.objects.visible_to(self.request.user))
        return super().rows().select_related("mission", "authority").prefetch_related("steps", seen)

    @extend_schema(request=serializers.AdvanceSerializer)
    @action(detail=True, methods=["post"])
    def advance(self, request, public_id):
        """Bring it to the next stage of its kind; 409 with what is missing."""
        asked = serializers.AdvanceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        services.advance_procedure(procedure=self.get_object(), by=request.user, **asked.validated_data)
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=serializers.DeadlineSerializer(many=True))
    @action(detail=True, methods=["post"])
    def deadlines(self, request, public_id):
        """Write the deadlines of stages to come."""
        asked = serializers.DeadlineSerializer(data=request.data, many=True)
        asked.is_valid(raise_exception=True)
        days = {row["stage"]: row["due_on"] for row in asked.validated_data}
        services.set_deadlines(procedure=self.get_object(), deadlines=days, by=request.user)
        return Response(self.get_serializer(self.get_object()).data)
