"""Triggers, sensemaking sessions, insights, trials, and intentions that become actions."""

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from convergenze.history.api import DomainViewSet, SeenViewSet
from missions.models import Intention
from portfolios import services
from portfolios.filters.learning import InsightFilter, SessionFilter, TrialFilter, TriggerFilter
from portfolios.models import Insight, ScenarioTrial, SensemakingSession, Trigger
from portfolios.serializers import ActionSerializer
from portfolios.serializers import learning as serializers


class TriggerViewSet(DomainViewSet):
    """What may set actions and intentions free."""

    model = Trigger
    serializer_class = serializers.TriggerSerializer
    filterset_class = TriggerFilter

    def rows(self):
        """The triggers that exist for whoever asks."""
        rows = super().rows().select_related("mission", "call", "signal")
        return rows.prefetch_related("unlocks", "intentions")

    @extend_schema(request=serializers.FireSerializer, responses=serializers.TriggerSerializer)
    @action(detail=True, methods=["post"], url_path="moves/<str:name>")
    def moves(self, request, public_id, name):
        """Open, fire (with ``fired_on``), miss, or reopen (with a reason)."""
        services.move_trigger(trigger=self.get_object(), name=name, by=request.user, answers=request.data)
        return Response(self.get_serializer(self.get_object()).data)


class SessionViewSet(DomainViewSet):
    """Readings of a portfolio together."""

    model = SensemakingSession
    serializer_class = serializers.SessionSerializer
    filterset_class = SessionFilter

    def rows(self):
        """The sessions that exist for whoever asks."""
        return super().rows().select_related("portfolio__mission", "snapshot").prefetch_related("actors")

    @extend_schema(request=OpenApiTypes.OBJECT, responses=serializers.SessionSerializer)
    @action(detail=True, methods=["post"], url_path="moves/<str:name>")
    def moves(self, request, public_id, name):
        """Hold (which freezes the portfolio), close, or reopen with a reason."""
        services.move_session(session=self.get_object(), name=name, by=request.user, answers=request.data)
        return Response(self.get_serializer(self.get_object()).data)


class InsightViewSet(DomainViewSet):
    """What was understood, and the learning notes of actions."""

    model = Insight
    serializer_class = serializers.InsightSerializer
    filterset_class = InsightFilter

    def rows(self):
        """The insights that exist for whoever asks."""
        return super().rows().select_related("mission", "session", "action", "decision")

    @extend_schema(request=serializers.AnswerSerializer, responses=serializers.InsightSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request, public_id):
        """Say what follows, and which decision answers it."""
        asked = serializers.AnswerSerializer(data=request.data, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        services.answer_insight(insight=self.get_object(), by=request.user, **asked.validated_data)
        return Response(self.get_serializer(self.get_object()).data)


class TrialViewSet(SeenViewSet):
    """The wind-tunnel: an action in a scenario, from −2 to +2."""

    model = ScenarioTrial
    serializer_class = serializers.TrialSerializer
    filterset_class = TrialFilter
    lookup_value_converter = "int"

    def rows(self):
        """Trials of visible actions in visible scenarios."""
        return super().rows().select_related("scenario", "action")

    def perform_create(self, serializer):
        """Who may try is asked of the scenario."""
        serializer.save(by=self.request.user)

    def perform_update(self, serializer):
        """As above."""
        serializer.save(by=self.request.user)

    def perform_destroy(self, instance):
        """Take the trial away; the history of the scenario keeps that it was there."""
        services.try_action(scenario=instance.scenario, action=instance.action, score=None, by=self.request.user)


class IntentionActionViewSet(mixins.CreateModelMixin, viewsets.GenericViewSet):
    """The action that an intention becomes."""

    model = Intention
    serializer_class = serializers.TakeUpSerializer

    @extend_schema(request=serializers.TakeUpSerializer, responses={201: ActionSerializer})
    def create(self, request, public_id):
        """Make it an idea of its actor, placed and contributing where asked."""
        intention = get_object_or_404(Intention.objects.visible_to(request.user), public_id=public_id)
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = services.take_up_intention(intention=intention, by=request.user, **asked.validated_data)
        answer = ActionSerializer(made, context=self.get_serializer_context())
        return Response(answer.data, status=status.HTTP_201_CREATED)
