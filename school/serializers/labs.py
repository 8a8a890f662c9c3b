"""Labs, teams and outputs as programs read and write them. What a team writes is told to who may read it."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from actors.models import Territory
from convergenze.core.api import PublicIdField
from convergenze.history.serializers import RecordedSerializer
from missions.models import Challenge
from school.choices.labs import Verdict
from school.models import Edition, Lab, LabPhase, Output, OutputField, OutputRevision, Team
from school.services import labs


class SlugOf(PublicIdField):
    """A link to a record by its slug."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.slug_field = "slug"


class PhaseSerializer(serializers.ModelSerializer):
    """A step of a lab."""

    class Meta:
        model = LabPhase
        fields = ["id", "title", "brief", "minutes"]


class PhaseChoiceSerializer(serializers.Serializer):
    """The phase to enter."""

    phase = serializers.IntegerField(allow_null=True)


class MixedSerializer(serializers.Serializer):
    """How many people were seated, teams made, people without a place."""

    seated = serializers.IntegerField()
    made = serializers.IntegerField()
    left = serializers.IntegerField()


class LabSerializer(RecordedSerializer):
    """A lab. ``phases`` are written whole, in their order; the one it is in changes through ``phase``."""

    edition = SlugOf(queryset=Edition.objects.all())
    challenge = PublicIdField(queryset=Challenge.objects.all(), allow_null=True, required=False)
    phases = PhaseSerializer(many=True, required=False)
    phase = serializers.PrimaryKeyRelatedField(read_only=True)

    class Meta:
        model = Lab
        fields = [
            "public_id", "version", "edition", "title", "brief", "challenge", "canvases", "formation", "team_min",
            "team_max", "phases", "phase",
        ]  # fmt: skip

    def _write(self, instance, data):
        by, expected, phases = data.pop("by"), data.pop("version", None), data.pop("phases", None)
        if instance.pk:
            data.pop("edition", None)
        for name, value in data.items():
            setattr(instance, name, value)
        rows = None if phases is None else [LabPhase(**phase) for phase in phases]
        return labs.save_lab(lab=instance, phases=rows, by=by, expected_version=expected if instance.pk else None)


class TeamSerializer(RecordedSerializer):
    """A team with the balance of its families; people come and go through ``join`` and ``leave``."""

    lab = PublicIdField(queryset=Lab.objects.all())
    territory = PublicIdField(queryset=Territory.objects.all(), allow_null=True, required=False)
    families = serializers.SerializerMethodField()

    class Meta:
        model = Team
        fields = [
            "public_id", "version", "lab", "name", "question", "territory", "confirmed_at", "families",
        ]  # fmt: skip

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "integer"}})
    def get_families(self, team) -> dict:
        """{family: how many people}."""
        found = {}
        for row in getattr(team, "here", ()):
            family = row.enrolment.organisation.family
            found[family] = found.get(family, 0) + 1
        return found

    def _write(self, instance, data):
        by, expected = data.pop("by"), data.pop("version", None)
        if instance.pk:
            data.pop("lab", None)
        for name, value in data.items():
            setattr(instance, name, value)
        return labs.save_team(team=instance, by=by, expected_version=expected if instance.pk else None)


class FieldSerializer(serializers.ModelSerializer):
    """A field of a canvas, with the version to send back when writing."""

    class Meta:
        model = OutputField
        fields = ["name", "value", "version", "changed_at"]


class OutputSerializer(serializers.ModelSerializer):
    """An output. Its content is under ``fields`` and ``revisions``, for who may read it."""

    team = PublicIdField(queryset=Team.objects.all())
    team_name = serializers.CharField(source="team.name", read_only=True)
    edition = serializers.SlugField(source="team.lab.edition.slug", read_only=True)
    became = serializers.SerializerMethodField()

    class Meta:
        model = Output
        fields = [
            "public_id", "kind", "title", "status", "team", "team_name", "edition", "promoted_at", "became",
        ]  # fmt: skip
        read_only_fields = ["status", "promoted_at"]

    @extend_schema_field(OpenApiTypes.STR)
    def get_became(self, output) -> str | None:
        """The kind of record it became ("missions.challenge")."""
        kind = output.promoted_type
        return f"{kind.app_label}.{kind.model}" if kind else None

    def create(self, validated_data):
        return labs.start_output(**validated_data)

    def update(self, instance, validated_data):
        title = validated_data.get("title", instance.title)
        return labs.rename_output(output=instance, title=title, by=validated_data["by"])


class BornSerializer(serializers.Serializer):
    """What an output became: the record as far as it is seen, the revision, and the authors as they may be named."""

    record = serializers.SerializerMethodField()
    revision = serializers.IntegerField(source="output.promoted_revision.number")
    edition = serializers.SlugField(source="edition.slug")
    team = serializers.CharField(source="output.team.name")
    authors = serializers.ListField(source="names", child=serializers.CharField())

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_record(self, born) -> dict | None:
        """{kind, public_id, title}; None where it does not exist for who asks."""
        record = born.record
        return record and {"kind": record._meta.label_lower, "public_id": record.public_id, "title": str(record)}


class RevisionSerializer(serializers.ModelSerializer):
    """A canvas as it was."""

    class Meta:
        model = OutputRevision
        fields = ["number", "title", "data", "note", "created_at"]


class WriteFieldSerializer(serializers.Serializer):
    """A text and the version of the field it was written on. ``resolve``: "mine", "theirs" or "both"."""

    value = serializers.CharField(allow_blank=True, trim_whitespace=False)
    version = serializers.IntegerField(min_value=0)
    resolve = serializers.ChoiceField(choices=["mine", "theirs", "both"], required=False, default="")


class FreezeSerializer(serializers.Serializer):
    """A word on what changed."""

    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class ReviewSerializer(serializers.Serializer):
    """Scores from 0 to 4 for every criterion, words, a verdict."""

    scores = serializers.DictField(child=serializers.IntegerField())
    text = serializers.CharField()
    verdict = serializers.ChoiceField(choices=Verdict.choices)


class PromoteSerializer(serializers.Serializer):
    """Which ``conversion`` from which ``revision``: what it asks in ``chosen``, or the ``record`` to tie it to."""

    conversion = serializers.CharField()
    revision = serializers.IntegerField(min_value=1)
    title = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    chosen = serializers.DictField(child=serializers.CharField(allow_blank=True), required=False, default=dict)
    record = serializers.UUIDField(required=False, allow_null=True, default=None)
