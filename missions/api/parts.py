"""What several viewsets of missions share: the moves of a record, and rows that hang from one."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from convergenze.core.rules_glue import require
from convergenze.history.api import DomainViewSet
from missions import serializers, services


class Moves:
    """``GET …/moves/``: what may be done now and what it waits for; ``POST …/moves/<name>/``: do it."""

    workflow = None

    @extend_schema(responses=serializers.ChecklistSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def moves(self, request, **place):
        """The moves whoever asks may make from the present state, each with what it waits for."""
        rows = [
            {"name": move.name, "label": str(move.label), "target": move.target, "asks": move.asks, "reasons": reasons}
            for move, reasons in self.workflow.checklist(self.get_object(), request.user)
        ]
        return Response(serializers.ChecklistSerializer(rows, many=True).data)

    @extend_schema(request=serializers.AnswersSerializer)
    @action(detail=True, methods=["post"], url_path="moves/<slug:name>", url_name="move")
    def move(self, request, name, **place):
        """Make a move; 409 with the sentences of what is missing."""
        moved = self.workflow.perform(self.get_object(), name, by=request.user, answers=request.data)
        return Response(self.get_serializer(self.rows().filter(pk=moved.pk).first() or moved).data)


class PartViewSet(DomainViewSet):
    """Rows that hang from a record: written by who may write that record (``asks`` of ``whole(data)``)."""

    lookup_field = "pk"
    lookup_value_converter = "int"
    asks = "missions.change_mission"

    def whole(self, data):
        """The record whose permission is asked before a row is added."""
        raise NotImplementedError

    def perform_create(self, serializer):
        """Ask the whole, then save."""
        require(self.request.user, self.asks, self.whole(serializer.validated_data))
        serializer.save(by=self.request.user)

    def perform_destroy(self, instance):
        """Remove for good; refused while it is in use."""
        mission = getattr(instance, "mission", None) or self.whole({self.parent: getattr(instance, self.parent)})
        services.remove_part(part=instance, mission=mission, by=self.request.user)
