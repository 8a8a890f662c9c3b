"""Challenges, missions and their measures as programs read and write them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from actors.models import Actor, Territory
from convergenze.accounts.models import User
from convergenze.core.api import PublicIdField, SeenPkField
from convergenze.history.serializers import IDENTITY, RecordedSerializer, RecordSerializer
from missions import queries, services
from missions.choices import Criterion
from missions.models import (
    Challenge,
    ChallengeStance,
    CriterionAssessment,
    Indicator,
    Measurement,
    Mission,
    Objective,
)


class ChallengeSerializer(RecordSerializer):
    """A challenge; its state changes through ``moves`` only."""

    territory = PublicIdField(queryset=Territory.objects.all(), required=False, allow_null=True)
    owner = PublicIdField(queryset=Actor.objects.all(), required=False, allow_null=True)
    parent = PublicIdField(queryset=Challenge.objects.all(), required=False, allow_null=True)
    merged_into = PublicIdField(read_only=True)

    class Meta:
        model = Challenge
        fields = [
            *IDENTITY, "title", "question", "situation", "desired_change", "causes", "urgency", "themes", "sdgs",
            "affected", "territory", "owner", "parent", "merged_into", "status",
        ]  # fmt: skip
        read_only_fields = ["public_id", "slug", "status"]


class MissionSerializer(RecordSerializer):
    """A mission; its state changes through ``moves`` only. ``lead``: the e-mail of an account, for those who write."""

    challenge = PublicIdField(queryset=Challenge.objects.all(), required=False, allow_null=True)
    territory = PublicIdField(queryset=Territory.objects.all(), required=False, allow_null=True)
    owner = PublicIdField(queryset=Actor.objects.all(), required=False, allow_null=True)
    lead = serializers.SlugRelatedField(
        slug_field="email",
        queryset=User.objects.filter(is_active=True, is_service=False),
        required=False,
        allow_null=True,
        write_only=True,
    )
    lead_name = serializers.SerializerMethodField()

    class Meta:
        model = Mission
        fields = [
            *IDENTITY, "title", "statement", "headline_target", "challenge", "territory", "kind", "owner", "lead",
            "lead_name", "starts_on", "ends_on", "review_on", "litmus_direction", "litmus_measure", "litmus_many",
            "litmus_care", "gate_round", "status",
        ]  # fmt: skip
        read_only_fields = ["public_id", "slug", "gate_round", "status"]

    def get_lead_name(self, mission) -> str | None:
        """The name of who leads it."""
        return str(mission.lead) if mission.lead else None

    def create(self, validated_data):
        by = validated_data.pop("by")
        validated_data.pop("version", None)
        return services.open_mission(mission=Mission(**validated_data), by=by)


class StanceSerializer(serializers.ModelSerializer):
    """What an actor is to a challenge."""

    challenge = PublicIdField(queryset=Challenge.objects.all())
    actor = PublicIdField(queryset=Actor.objects.all())

    class Meta:
        model = ChallengeStance
        fields = ["id", "challenge", "actor", "stance", "note"]
        validators = []  # the model's constraint says it in our words

    def create(self, validated_data):
        by = validated_data.pop("by")
        return services.add_stance(stance=ChallengeStance(**validated_data), by=by)


class PartSerializer(RecordedSerializer):
    """A part of a mission, saved by ``services.save_<part>``; ``fixed``, what it hangs from, never changes."""

    part, fixed = "", ()

    def update(self, instance, validated_data):
        for name in self.fixed:
            validated_data.pop(name, None)
        return super().update(instance, validated_data)

    def _write(self, instance, data):
        by, expected = data.pop("by"), data.pop("version", None)
        for name, value in data.items():
            setattr(instance, name, value)
        expected = expected if instance.pk else None
        return getattr(services, f"save_{self.part}")(**{self.part: instance}, by=by, expected_version=expected)


class ObjectiveSerializer(PartSerializer):
    """An objective; without a code it takes the next one."""

    part, fixed = "objective", ("mission",)
    mission = PublicIdField(queryset=Mission.objects.all())
    code = serializers.CharField(max_length=10, required=False)

    class Meta:
        model = Objective
        fields = ["id", "mission", "code", "title", "theory", "weight", "required_levers", "order", "version"]
        read_only_fields = ["order"]
        validators = []


class ReadingSerializer(serializers.Serializer):
    """The verdict of the formulas on an indicator today."""

    status = serializers.CharField()
    progress = serializers.FloatField(allow_null=True)
    expected = serializers.FloatField(allow_null=True)
    ratio = serializers.FloatField(allow_null=True)
    age_days = serializers.IntegerField(allow_null=True)
    stale = serializers.BooleanField(allow_null=True)


class IndicatorSerializer(PartSerializer):
    """An indicator. ``milestones``: [["2027-12-31", 40], …]."""

    part, fixed = "indicator", ("objective",)
    objective = SeenPkField(queryset=Objective.objects.all())
    milestones = serializers.ListField(
        child=serializers.ListField(min_length=2, max_length=2), required=False, max_length=50
    )
    reading = serializers.SerializerMethodField()

    class Meta:
        model = Indicator
        fields = [
            "id", "objective", "name", "unit", "measure", "level", "aggregation", "baseline", "baseline_on", "target",
            "target_on", "milestones", "frequency_days", "source", "method", "external_code", "reading", "version",
        ]  # fmt: skip

    @extend_schema_field(ReadingSerializer(allow_null=True))
    def get_reading(self, indicator):
        """The reading where the row carries its latest value; None just after a write."""
        return ReadingSerializer(queries.read(indicator).reading).data if hasattr(indicator, "latest_on") else None


class MeasurementSerializer(PartSerializer):
    """A measurement; submitted, returned and approved through ``moves`` only."""

    part, fixed = "measurement", ("indicator",)
    indicator = SeenPkField(queryset=Indicator.objects.all())
    territory = PublicIdField(queryset=Territory.objects.all(), required=False, allow_null=True)

    class Meta:
        model = Measurement
        fields = [
            "id", "indicator", "value", "narrative", "measured_on", "territory", "breakdown", "source", "status",
            "version",
        ]  # fmt: skip
        read_only_fields = ["status"]


class AssessmentSerializer(serializers.ModelSerializer):
    """One score as it is kept."""

    mission = PublicIdField(read_only=True)
    actor = PublicIdField(read_only=True)
    assessor = serializers.CharField(source="who", read_only=True)

    class Meta:
        model = CriterionAssessment
        fields = ["id", "mission", "criterion", "score", "reason", "round", "assessor", "actor"]


class ScoreSerializer(serializers.Serializer):
    """A score of one criterion."""

    criterion = serializers.ChoiceField(choices=Criterion.choices)
    score = serializers.IntegerField(min_value=0, max_value=4)
    reason = serializers.CharField(required=False, allow_blank=True, default="")


class ScoresSerializer(serializers.Serializer):
    """The scores of one assessor in the present round."""

    mission = PublicIdField(queryset=Mission.objects.all())
    scores = ScoreSerializer(many=True, allow_empty=False)
    actor = PublicIdField(queryset=Actor.objects.all(), required=False, allow_null=True)
    assessor_name = serializers.CharField(required=False, allow_blank=True, max_length=150, default="")


class ChallengeMergeSerializer(serializers.Serializer):
    """The challenge into which this one flows."""

    into = PublicIdField(queryset=Challenge.objects.all())
