"""Enrolments as programs read and write them. What a person needs to take part is written here and never read."""

import hashlib

from rest_framework import serializers

from actors.models import Actor
from convergenze.core.api import PublicIdField
from missions.models import Challenge, Mission
from school.choices.enrolment import EnrolmentSource
from school.models import Edition, Enrolment, EnrolmentTransition, SeatPool
from school.queries.enrolment import place_in_queue
from school.services import enrolment as services

WRITTEN = ("name", "email", "job_title", "job_role", "motivation", "needs", "answers", "list_consent")


class TransitionSerializer(serializers.ModelSerializer):
    """A step of an enrolment."""

    class Meta:
        model = EnrolmentTransition
        fields = ["number", "source", "target", "reason", "at"]


class EnrolmentSerializer(serializers.ModelSerializer):
    """A person in an edition, on behalf of a body; its state changes through ``moves`` only."""

    edition = PublicIdField(queryset=Edition.objects.all())
    organisation = PublicIdField(queryset=Actor.objects.all())
    pool = serializers.PrimaryKeyRelatedField(queryset=SeatPool.objects.all(), required=False)
    mission = PublicIdField(queryset=Mission.objects.all(), required=False, allow_null=True)
    challenge = PublicIdField(queryset=Challenge.objects.all(), required=False, allow_null=True)
    url = serializers.CharField(source="get_absolute_url", read_only=True)

    class Meta:
        model = Enrolment
        fields = [
            "public_id", "url", "edition", "pool", "organisation", *WRITTEN, "mission", "challenge", "status", "source",
            "queued_at", "offer_expires_at", "attended_minutes", "planned_minutes", "version",
        ]  # fmt: skip
        read_only_fields = [
            "public_id", "status", "source", "queued_at", "offer_expires_at", "attended_minutes", "planned_minutes",
            "version",
        ]  # fmt: skip
        extra_kwargs = {name: {"write_only": True} for name in ("motivation", "needs", "answers")}

    def create(self, validated_data):
        """Through the service. The header ``Idempotency-Key`` says that it is the same request again."""
        by = validated_data.pop("by")
        asked = {"list_consent": "nobody", "job_role": "officer"} | validated_data
        key = self.context["request"].headers.get("Idempotency-Key", "")
        own_key = hashlib.sha256(f"{by.pk}:{key}".encode()).hexdigest() if key else ""
        return services.enrol(**asked, source=EnrolmentSource.API, request_key=own_key, by=by)


class EnrolmentDetailSerializer(EnrolmentSerializer):
    """One enrolment: its place in the queue and its steps too."""

    place = serializers.SerializerMethodField()
    steps = TransitionSerializer(source="transitions", many=True, read_only=True)

    class Meta(EnrolmentSerializer.Meta):
        fields = [*EnrolmentSerializer.Meta.fields, "place", "steps"]

    def get_place(self, enrolment) -> int | None:
        """1 for who comes next on the waiting list; nothing for the others."""
        return place_in_queue(enrolment) if enrolment.status == "waitlisted" else None
