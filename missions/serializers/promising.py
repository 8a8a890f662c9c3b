"""Commitments and procedures as programs read and write them."""

from rest_framework import serializers

from actors.models import Actor
from convergenze.core.api import PublicIdField
from convergenze.history.serializers import IDENTITY, RecordSerializer
from missions.models import Commitment, Decision, Mission, Procedure, ProcedureStep
from missions.serializers.framing import PartSerializer


class CommitmentSerializer(PartSerializer, RecordSerializer):
    """A commitment; offered, accepted, kept and withdrawn through ``moves``, counted through ``report``."""

    part, fixed = "commitment", ("mission", "actor")
    mission = PublicIdField(queryset=Mission.objects.all())
    actor = PublicIdField(queryset=Actor.objects.all())
    decision = PublicIdField(queryset=Decision.objects.all(), required=False, allow_null=True)

    class Meta:
        model = Commitment
        fields = [
            *IDENTITY, "title", "text", "mission", "actor", "kind", "quantity", "unit", "quantity_done", "due_on",
            "decision", "kept_on", "proof", "status",
        ]  # fmt: skip
        read_only_fields = ["public_id", "slug", "quantity_done", "kept_on", "proof", "status"]


class ReportSerializer(serializers.Serializer):
    """How much of a commitment is done."""

    quantity_done = serializers.DecimalField(max_digits=16, decimal_places=2, min_value=0)
    note = serializers.CharField(required=False, allow_blank=True, default="")


class StepSerializer(serializers.ModelSerializer):
    """A stage of a procedure with its deadline and the act that closed it."""

    class Meta:
        model = ProcedureStep
        fields = ["stage", "due_on", "done_on", "document", "note"]


class ProcedureSerializer(PartSerializer, RecordSerializer):
    """A procedure; ``path``: the stages of its kind; ``next_stage`` is reached through ``advance``."""

    part, fixed = "procedure", ("mission",)
    mission = PublicIdField(queryset=Mission.objects.all())
    authority = PublicIdField(queryset=Actor.objects.all())
    participants = serializers.SerializerMethodField()
    steps = StepSerializer(many=True, read_only=True)
    path = serializers.ListField(child=serializers.CharField(), read_only=True)
    next_stage = serializers.CharField(read_only=True, allow_null=True)

    class Meta:
        model = Procedure
        fields = [
            *IDENTITY, "title", "kind", "mission", "authority", "summary", "responsible", "protocol", "notice_url",
            "participants", "steps", "path", "next_stage", "status",
        ]  # fmt: skip
        read_only_fields = ["public_id", "slug", "status"]

    def get_participants(self, procedure) -> list[str]:
        """The public ids of the participants the reader may see."""
        return [str(actor.public_id) for actor in procedure.participants.all()]


class AdvanceSerializer(serializers.Serializer):
    """The day of the next stage and the document that says so."""

    done_on = serializers.DateField(required=False, allow_null=True, default=None)
    document = serializers.URLField(required=False, allow_blank=True, default="")
    note = serializers.CharField(required=False, allow_blank=True, max_length=300, default="")


class DeadlineSerializer(serializers.Serializer):
    """The deadline of one stage; null takes it away."""

    stage = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
