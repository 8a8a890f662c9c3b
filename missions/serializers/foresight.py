"""Intentions, signals and scenarios as programs read and write them."""

from rest_framework import serializers

from actors.models import Actor
from convergenze.core.api import PublicIdField
from convergenze.history.serializers import IDENTITY, RecordSerializer
from missions import services
from missions.models import Challenge, Intention, Mission, Scenario, Signal


class IntentionSerializer(RecordSerializer):
    """ "We would do X if Y"; its state changes through ``moves`` only. The actor never changes."""

    actor = PublicIdField(queryset=Actor.objects.all())
    mission = PublicIdField(queryset=Mission.objects.all(), required=False, allow_null=True)
    challenge = PublicIdField(queryset=Challenge.objects.all(), required=False, allow_null=True)

    class Meta:
        model = Intention
        fields = [*IDENTITY, "title", "condition", "actor", "mission", "challenge", "status"]
        read_only_fields = ["public_id", "slug", "status"]

    def create(self, validated_data):
        by = validated_data.pop("by")
        validated_data.pop("version", None)
        return services.declare_intention(intention=Intention(**validated_data), by=by)

    def update(self, instance, validated_data):
        validated_data.pop("actor", None)
        return super().update(instance, validated_data)


class SignalSerializer(RecordSerializer):
    """A sign of change; its state changes through ``moves`` and ``assess`` only."""

    mission = PublicIdField(queryset=Mission.objects.all(), required=False, allow_null=True)
    challenge = PublicIdField(queryset=Challenge.objects.all(), required=False, allow_null=True)

    class Meta:
        model = Signal
        fields = [
            *IDENTITY, "title", "text", "kind", "year", "impact", "uncertainty", "source", "mission", "challenge",
            "status",
        ]  # fmt: skip
        read_only_fields = ["public_id", "slug", "status"]

    def create(self, validated_data):
        by = validated_data.pop("by")
        validated_data.pop("version", None)
        return services.capture_signal(signal=Signal(**validated_data), by=by)


class WeighSerializer(serializers.Serializer):
    """How large and how uncertain."""

    impact = serializers.IntegerField(min_value=1, max_value=5)
    uncertainty = serializers.IntegerField(min_value=1, max_value=5)


class LinkSignalSerializer(serializers.Serializer):
    """What a signal changes."""

    mission = PublicIdField(queryset=Mission.objects.all(), required=False, allow_null=True)
    challenge = PublicIdField(queryset=Challenge.objects.all(), required=False, allow_null=True)


class ScenarioSerializer(RecordSerializer):
    """A future in which the actions of a mission are tried. ``signals`` lists those that you may see."""

    mission = PublicIdField(queryset=Mission.objects.all())
    signals = PublicIdField(queryset=Signal.objects.all(), many=True, required=False)

    class Meta:
        model = Scenario
        fields = [*IDENTITY, "title", "year", "narrative", "mission", "signals"]
        read_only_fields = ["public_id", "slug"]

    def update(self, instance, validated_data):
        validated_data.pop("mission", None)
        return super().update(instance, validated_data)

    def _write(self, instance, data):
        by, expected, signals = data.pop("by"), data.pop("version", None), data.pop("signals", None)
        for name, value in data.items():
            setattr(instance, name, value)
        expected = expected if instance.pk else None
        return services.write_scenario(scenario=instance, by=by, signals=signals, expected_version=expected)
