"""Intentions, signals and scenarios."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from convergenze.core.moves import Moves
from convergenze.history.api import DomainViewSet
from missions import services
from missions.filters.foresight import IntentionFilter, ScenarioFilter, SignalFilter
from missions.models import Intention, Scenario, Signal
from missions.serializers import foresight as serializers
from missions.workflow import intention_workflow, signal_workflow


class IntentionViewSet(Moves, DomainViewSet):
    """What actors would do if something happened. Making one an action: ``…/action/``."""

    model = Intention
    serializer_class = serializers.IntentionSerializer
    filterset_class = IntentionFilter
    workflow = intention_workflow

    def rows(self):
        """The intentions that exist for whoever asks."""
        return super().rows().select_related("actor", "mission", "challenge")


class SignalViewSet(Moves, DomainViewSet):
    """Signs of change."""

    model = Signal
    serializer_class = serializers.SignalSerializer
    filterset_class = SignalFilter
    workflow = signal_workflow

    def rows(self):
        """The signals that exist for whoever asks."""
        return super().rows().select_related("mission", "challenge")

    @extend_schema(request=serializers.WeighSerializer, responses=serializers.SignalSerializer)
    @action(detail=True, methods=["post"])
    def assess(self, request, public_id):
        """Say its impact and uncertainty; a captured signal becomes assessed."""
        asked = serializers.WeighSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        signal = services.assess_signal(signal=self.get_object(), by=request.user, **asked.validated_data)
        return Response(self.get_serializer(signal).data)

    @extend_schema(request=serializers.LinkSignalSerializer, responses=serializers.SignalSerializer)
    @action(detail=True, methods=["post"])
    def link(self, request, public_id):
        """Tie it to the mission or the challenge it changes."""
        asked = serializers.LinkSignalSerializer(data=request.data, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        signal = services.link_signal(signal=self.get_object(), by=request.user, **asked.validated_data)
        return Response(self.get_serializer(signal).data)


class ScenarioViewSet(DomainViewSet):
    """Futures of missions."""

    model = Scenario
    serializer_class = serializers.ScenarioSerializer
    filterset_class = ScenarioFilter

    def rows(self):
        """The scenarios that exist for whoever asks, with the signals they may see."""
        return super().rows().select_related("mission").prefetch_related("signals")
