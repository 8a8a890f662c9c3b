"""Triggers, sessions, insights and trials as programs read and write them."""

from rest_framework import serializers

from actors.models import Actor
from convergenze.history.serializers import RecordedSerializer
from missions.models import Decision, Intention, Mission, Objective, Scenario, Signal
from portfolios import services
from portfolios.choices.acting import InsightResponse
from portfolios.models import Action, FundingCall, Insight, Portfolio, ScenarioTrial, SensemakingSession, Trigger
from portfolios.serializers.composing import RECORD, Seen

FIXED = ("mission", "portfolio")


class ServedSerializer(RecordedSerializer):
    """A record that a service saves; what it hangs from never changes."""

    def serve(self, record, by, expected, links):
        """Call the service."""
        raise NotImplementedError

    def update(self, instance, validated_data):
        for name in FIXED:
            validated_data.pop(name, None)
        return super().update(instance, validated_data)

    def _write(self, instance, data):
        by, expected = data.pop("by"), data.pop("version", None)
        m2m = {field.name for field in instance._meta.many_to_many}
        links = {name: data.pop(name) for name in list(data) if name in m2m}
        for name, value in data.items():
            setattr(instance, name, value)
        return self.serve(instance, by, expected if instance.pk else None, links)


class TriggerSerializer(ServedSerializer):
    """A trigger; its state and the day it fired change through ``moves`` only."""

    mission = Seen(Mission)
    unlocks = Seen(Action, many=True, required=False)
    intentions = Seen(Intention, many=True, required=False)
    call = Seen(FundingCall, allow_null=True, required=False)
    signal = Seen(Signal, allow_null=True, required=False)

    class Meta:
        model = Trigger
        fields = [
            *RECORD, "title", "description", "kind", "mission", "window_from", "window_until", "probability", "unlocks",
            "intentions", "call", "signal", "fired_on", "status", "language", "visibility",
        ]  # fmt: skip
        read_only_fields = ["fired_on", "status"]

    def serve(self, record, by, expected, links):
        return services.save_trigger(trigger=record, by=by, expected_version=expected, **links)


class SessionSerializer(ServedSerializer):
    """A sensemaking session; held and closed through ``moves``. ``snapshot``: the frozen version that was read."""

    portfolio = Seen(Portfolio)
    actors = Seen(Actor, many=True, required=False)
    snapshot = serializers.UUIDField(source="snapshot.public_id", read_only=True, allow_null=True, default=None)

    class Meta:
        model = SensemakingSession
        fields = [
            *RECORD, "question", "portfolio", "held_on", "place", "notes", "actors", "snapshot", "status", "language",
            "visibility",
        ]  # fmt: skip
        read_only_fields = ["status"]

    def serve(self, record, by, expected, links):
        return services.save_session(session=record, by=by, expected_version=expected, **links)


class InsightSerializer(ServedSerializer):
    """What was understood; about an action it is its learning note. ``decision`` is set through ``answer``."""

    mission = Seen(Mission, allow_null=True, required=False)
    session = Seen(SensemakingSession, allow_null=True, required=False)
    action = Seen(Action, allow_null=True, required=False)
    decision = serializers.UUIDField(source="decision.public_id", read_only=True, allow_null=True, default=None)

    class Meta:
        model = Insight
        fields = [
            *RECORD, "title", "text", "kind", "confidence", "response", "mission", "session", "action", "decision",
            "language", "visibility",
        ]  # fmt: skip

    def update(self, instance, validated_data):
        for name in ("session", "action"):
            validated_data.pop(name, None)
        return super().update(instance, validated_data)

    def serve(self, record, by, expected, links):
        if record._state.adding:
            return services.add_insight(insight=record, by=by)
        return services.change_insight(insight=record, by=by, expected_version=expected)


class AnswerSerializer(serializers.Serializer):
    """What follows from an insight."""

    response = serializers.ChoiceField(choices=InsightResponse.choices)
    decision = Seen(Decision, allow_null=True, required=False)


class TrialSerializer(RecordedSerializer):
    """How an action would fare in a scenario; trying again replaces what was said."""

    scenario = Seen(Scenario)
    action = Seen(Action)

    class Meta:
        model = ScenarioTrial
        fields = ["id", "scenario", "action", "score", "reason", "version"]
        validators = []  # trying again is no error: the service replaces the trial

    def _write(self, instance, data):
        scenario, action = data.get("scenario", None), data.get("action", None)
        if instance.pk:
            scenario, action = instance.scenario, instance.action
        return services.try_action(
            scenario=scenario, action=action, by=data["by"], score=data.get("score", instance.score),
            reason=data.get("reason", instance.reason),
        )  # fmt: skip


class TakeUpSerializer(serializers.Serializer):
    """The action that an intention becomes."""

    title = serializers.CharField(max_length=250, required=False, default="")
    summary = serializers.CharField(required=False, allow_blank=True, default="")
    portfolio = Seen(Portfolio, allow_null=True, required=False)
    objective = Seen(Objective, slug_field="id", allow_null=True, required=False)
    weight = serializers.IntegerField(min_value=1, max_value=3, default=1)


class FireSerializer(serializers.Serializer):
    """The answers of a trigger's moves."""

    fired_on = serializers.DateField(required=False)
    reason = serializers.CharField(required=False, allow_blank=True)
