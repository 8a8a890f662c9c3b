"""Bodies, meetings and decisions as programs read and write them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from actors.models import Actor, Person
from convergenze.core.api import PublicIdField
from convergenze.history.serializers import IDENTITY, RecordedSerializer, RecordSerializer
from missions import queries, services
from missions.models import Attendance, Body, Decision, Meeting, Mission, Seat
from missions.workflow import acts


class PlacedSerializer(RecordSerializer):
    """A record of a mission (``whole``), which never changes; a new one goes through ``services.<create_with>``."""

    whole, create_with, create_as = "mission", "", ""

    def create(self, validated_data):
        by = validated_data.pop("by")
        validated_data.pop("version", None)
        record = self.Meta.model(**validated_data)
        return getattr(services, self.create_with)(**{self.create_as: record}, by=by)

    def update(self, instance, validated_data):
        validated_data.pop(self.whole, None)
        return super().update(instance, validated_data)


class BodySerializer(PlacedSerializer):
    """A body; its seats are rows of their own."""

    create_with, create_as = "add_body", "body"
    mission = PublicIdField(queryset=Mission.objects.all())

    class Meta:
        model = Body
        fields = [*IDENTITY, "name", "kind", "mission", "mandate", "method", "meets_every_days", "is_open"]
        read_only_fields = ["public_id", "slug"]


class SeatSerializer(RecordedSerializer):
    """A seat. ``person`` is None for who may not see the person."""

    body = PublicIdField(queryset=Body.objects.all())
    actor = PublicIdField(queryset=Actor.objects.all(), required=False, allow_null=True)
    person = PublicIdField(queryset=Person.objects.all(), required=False, allow_null=True)

    class Meta:
        model = Seat
        fields = ["id", "body", "role", "actor", "person", "starts_on", "ends_on", "version"]

    def create(self, validated_data):
        by = validated_data.pop("by")
        validated_data.pop("version", None)
        return services.add_seat(seat=Seat(**validated_data), by=by)

    def update(self, instance, validated_data):
        validated_data.pop("body", None)
        return super().update(instance, validated_data)


class AttendanceSerializer(serializers.ModelSerializer):
    """Whether a seat was at the meeting; ``came`` is told to signed-in readers."""

    came = serializers.SerializerMethodField()

    class Meta:
        model = Attendance
        fields = ["seat", "presence", "came"]

    def get_came(self, row) -> str:
        """Who came for it."""
        return row.came if self.context["request"].user.is_authenticated else ""


class MeetingSerializer(PlacedSerializer):
    """A meeting; held and cancelled through ``moves``, attendance through ``attendance``."""

    whole, create_with, create_as = "body", "call_meeting", "meeting"
    body = PublicIdField(queryset=Body.objects.all())

    class Meta:
        model = Meeting
        fields = [
            *IDENTITY, "title", "body", "starts_at", "ends_at", "place", "agenda", "minutes", "status",
        ]  # fmt: skip
        read_only_fields = ["public_id", "slug", "status"]


class PresenceSerializer(serializers.Serializer):
    """The attendance of one seat; an empty ``presence`` takes it away."""

    seat = serializers.IntegerField()
    presence = serializers.CharField(allow_blank=True)
    came = serializers.CharField(required=False, allow_blank=True, max_length=150, default="")


class OptionSerializer(serializers.Serializer):
    """An option considered."""

    text = serializers.CharField(max_length=300)
    is_chosen = serializers.BooleanField(default=False)


class SubjectSerializer(serializers.Serializer):
    """What a decision is about and what it makes happen, as far as the reader may see it."""

    id = serializers.IntegerField(source="row.pk")
    kind = serializers.CharField(source="kind.word")
    key = serializers.SerializerMethodField()
    title = serializers.CharField(source="record")
    move = serializers.CharField(source="row.move")
    carried_out_at = serializers.DateTimeField(source="row.carried_out_at")

    def get_key(self, one) -> str:
        """Its public id, or its number where it has none."""
        return str(getattr(one.record, "public_id", one.record.pk))


class NewSubjectSerializer(serializers.Serializer):
    """What a decision is to be about: the kind, the record's public id or number, and a move or nothing."""

    kind = serializers.CharField()
    key = serializers.CharField()
    move = serializers.CharField(required=False, allow_blank=True, default="")

    def validate(self, attrs):
        """The record, among those that exist for who asks."""
        kind = acts.kind(attrs["kind"])
        if kind is None:
            known = ", ".join(one.word for one in acts.kinds())
            raise serializers.ValidationError({"kind": f"{attrs['kind']}: {known}"})
        rows = kind.model.objects.visible_to(self.context["request"].user)
        column = "public_id" if hasattr(kind.model, "public_id") else "pk"
        field = serializers.SlugRelatedField(slug_field=column, queryset=rows)
        field.bind("key", self)
        attrs["subject"] = field.run_validation(attrs["key"])
        return attrs


class DecisionSerializer(PlacedSerializer):
    """A decision; its outcome comes through ``moves``, what it is about through ``subjects``."""

    mission = PublicIdField(queryset=Mission.objects.all())
    body = PublicIdField(queryset=Body.objects.all(), required=False, allow_null=True)
    meeting = PublicIdField(queryset=Meeting.objects.all(), required=False, allow_null=True)
    options = OptionSerializer(many=True, required=False)
    subjects = serializers.SerializerMethodField()

    class Meta:
        model = Decision
        fields = [
            *IDENTITY, "title", "text", "mission", "body", "meeting", "method", "decided_on", "reason", "review_on",
            "options", "subjects", "status",
        ]  # fmt: skip
        read_only_fields = ["public_id", "slug", "reason", "status"]

    @extend_schema_field(SubjectSerializer(many=True))
    def get_subjects(self, decision):
        """What it is about, as far as it exists for who asks."""
        return SubjectSerializer(queries.subjects_of(decision, self.context["request"].user), many=True).data

    def create(self, validated_data):
        return self._write(Decision(), validated_data)

    def _write(self, instance, data):
        by, expected, options = data.pop("by"), data.pop("version", None), data.pop("options", None)
        for name, value in data.items():
            setattr(instance, name, value)
        options = None if options is None else [(row["text"], row["is_chosen"]) for row in options]
        expected = expected if instance.pk else None
        return services.save_decision(decision=instance, by=by, options=options, expected_version=expected)


class DecisionRowSerializer(DecisionSerializer):
    """A decision in a list: what it is about is told at its own address."""

    subjects = None

    class Meta(DecisionSerializer.Meta):
        fields = [name for name in DecisionSerializer.Meta.fields if name != "subjects"]
