"""Missions and the scores of their gate."""

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers as fields
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from convergenze.core.moves import Moves
from convergenze.history.api import DomainViewSet
from missions import filters, queries, serializers, services
from missions.models import CriterionAssessment, Mission
from missions.workflow import mission_workflow


class MissionViewSet(Moves, DomainViewSet):
    """A challenge with a direction, a date and a measure."""

    model = Mission
    serializer_class = serializers.MissionSerializer
    filterset_class = filters.MissionFilter
    beside = ("challenge__public_id", "territory__public_id", "owner__public_id", "lead__name", "lead__email")
    workflow = mission_workflow

    def rows(self):
        """The missions that exist for whoever asks."""
        rows = super().rows().select_related("challenge", "territory", "owner", "lead")
        return rows.defer("territory__boundary")

    @extend_schema(
        filters=False,
        responses=inline_serializer(
            "Gate",
            {
                "round": fields.IntegerField(),
                "passed": fields.BooleanField(),
                "reasons": fields.ListField(child=fields.CharField()),
                "criteria": fields.ListField(child=fields.DictField()),
            },
        ),
    )
    @action(detail=True, methods=["get"], pagination_class=None)
    def gate(self, request, public_id):
        """The five criteria in the present round, and what the gate still waits for."""
        found = queries.gate(self.get_object())
        names = ("median", "spread", "n", "threshold", "passed", "disagreement", "scores")
        rows = [{"criterion": r.criterion.value} | {name: getattr(r, name) for name in names} for r in found.criteria]
        return Response({"round": found.round, "passed": found.passed, "reasons": found.reasons, "criteria": rows})


class AssessmentViewSet(DomainViewSet):
    """Scores of the gate: read one by one, given several at once."""

    model = CriterionAssessment
    serializer_class = serializers.AssessmentSerializer
    filterset_class = filters.AssessmentFilter
    lookup_field = "pk"
    lookup_value_converter = "int"
    http_method_names = ["get", "post", "head", "options"]

    def rows(self):
        """Scores of visible missions, for who is signed in."""
        return super().rows().select_related("mission", "actor", "assessor")

    @extend_schema(request=serializers.ScoresSerializer, responses={201: serializers.AssessmentSerializer(many=True)})
    def create(self, request, *args, **kwargs):
        """Give one assessor's scores in the present round; scores given before are replaced."""
        asked = serializers.ScoresSerializer(data=request.data, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        data = asked.validated_data
        kept = services.assess_mission(
            mission=data["mission"],
            scores={row["criterion"]: (row["score"], row["reason"]) for row in data["scores"]},
            actor=data.get("actor"),
            assessor_name=data["assessor_name"],
            by=request.user,
        )
        return Response(self.get_serializer(kept, many=True).data, status=status.HTTP_201_CREATED)
