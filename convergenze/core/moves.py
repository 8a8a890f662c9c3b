"""Moves of a record through the API: what may be done now, and doing it."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response


class ChecklistSerializer(serializers.Serializer):
    """A move that may be made now, and what it waits for."""

    name = serializers.CharField()
    label = serializers.CharField()
    target = serializers.CharField()
    asks = serializers.ListField(child=serializers.CharField())
    reasons = serializers.ListField(child=serializers.CharField())


class AnswersSerializer(serializers.Serializer):
    """What a move may ask."""

    reason = serializers.CharField(required=False, allow_blank=True)


class Moves:
    """``GET …/moves/``: what may be done now and what it waits for; ``POST …/moves/<name>/``: do it."""

    workflow = None

    @extend_schema(responses=ChecklistSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def moves(self, request, **place):
        """The moves whoever asks may make from the present state, each with what it waits for."""
        rows = [
            {"name": move.name, "label": str(move.label), "target": move.target, "asks": move.asks, "reasons": reasons}
            for move, reasons in self.workflow.checklist(self.get_object(), request.user)
        ]
        return Response(ChecklistSerializer(rows, many=True).data)

    @extend_schema(request=AnswersSerializer)
    @action(detail=True, methods=["post"], url_path="moves/<slug:name>", url_name="move")
    def move(self, request, name, **place):
        """Make a move; 409 with the sentences of what is missing."""
        moved = self.workflow.perform(self.get_object(), name, by=request.user, answers=request.data)
        return Response(self.get_serializer(self.rows().filter(pk=moved.pk).first() or moved).data)
