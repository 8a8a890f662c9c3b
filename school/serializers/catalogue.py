"""Courses, editions, meetings, experts and venues as programs read and write them."""

from rest_framework import serializers

from actors.models import Actor, Territory
from convergenze.core.api import PublicIdField
from convergenze.history.serializers import IDENTITY, RecordSerializer
from missions.models import Mission
from school.models import Course, Edition, Expert, SeatPool, Session, Venue
from school.queries.calendar import place_of
from school.services import editions, sessions


class CourseSerializer(RecordSerializer):
    """A course; its state changes through ``moves`` only."""

    class Meta:
        model = Course
        fields = [
            *IDENTITY, "title", "kind", "abstract", "description", "outcomes", "audience", "audience_families",
            "competences", "themes", "default_minutes", "recognitions", "status",
        ]  # fmt: skip
        read_only_fields = ["public_id", "slug", "status"]


class ExpertSerializer(RecordSerializer):
    """An expert; a name is published once its owner has agreed."""

    class Meta:
        model = Expert
        fields = [*IDENTITY, "name", "position", "affiliation", "country", "bio", "website", "agreed_on"]
        read_only_fields = ["public_id", "slug"]


class VenueSerializer(RecordSerializer):
    """A place where meetings are held."""

    territory = PublicIdField(queryset=Territory.objects.all(), required=False, allow_null=True)

    class Meta:
        model = Venue
        fields = [*IDENTITY, "name", "address", "territory", "places", "access"]
        read_only_fields = ["public_id", "slug"]


class PoolSerializer(serializers.ModelSerializer):
    """Seats of one kind; ``free`` is null without a limit."""

    free = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta:
        model = SeatPool
        fields = ["id", "name", "mode", "capacity", "seats_taken", "free", "waitlist_capacity", "invitation_only"]
        read_only_fields = fields


class EditionSerializer(RecordSerializer):
    """An edition; its state changes through ``moves`` only, its start and end follow its meetings."""

    course = PublicIdField(queryset=Course.objects.all())
    territory = PublicIdField(queryset=Territory.objects.all(), required=False, allow_null=True)
    missions = PublicIdField(queryset=Mission.objects.all(), many=True, required=False)
    partners = PublicIdField(queryset=Actor.objects.all(), many=True, required=False)
    eligible_territory = PublicIdField(queryset=Territory.objects.all(), required=False, allow_null=True)
    pools = PoolSerializer(many=True, read_only=True)

    class Meta:
        model = Edition
        fields = [
            *IDENTITY, "course", "code", "title", "summary", "mode", "time_zone", "themes", "territory", "missions",
            "partners", "patronage", "fee", "enrolment_opens_at", "enrolment_closes_at", "approval",
            "approval_holds_seat", "families", "eligible_territory", "waitlist", "offer_hours", "promotion_cutoff_at",
            "min_participants", "decide_by", "goes_ahead", "attendance_threshold", "excused_limit", "final_work",
            "status", "starts_at", "ends_at", "pools",
        ]  # fmt: skip
        read_only_fields = ["public_id", "slug", "status", "goes_ahead", "starts_at", "ends_at"]

    def _write(self, instance, data):
        by, expected = data.pop("by"), data.pop("version", None)
        links = {name: data.pop(name) for name in ("missions", "partners") if name in data}
        for name, value in data.items():
            setattr(instance, name, value)
        expected = expected if instance.pk else None
        return editions.save_edition(edition=instance, by=by, links=links, expected_version=expected)


class SpeakerSerializer(serializers.Serializer):
    """Who comes to a meeting, and as what."""

    expert = serializers.UUIDField(source="expert.public_id")
    name = serializers.CharField(source="expert.name")
    role = serializers.CharField()


class SchoolSessionSerializer(RecordSerializer):
    """A meeting, without its link to join; held and cancelled through ``moves`` only."""

    reference = slug = None
    edition = PublicIdField(queryset=Edition.objects.all())
    venue = PublicIdField(queryset=Venue.objects.all(), required=False, allow_null=True)
    credited_minutes = serializers.IntegerField(min_value=0, required=False)
    place = serializers.SerializerMethodField()
    speakers = SpeakerSerializer(many=True, read_only=True)

    class Meta:
        model = Session
        fields = [
            "public_id", "url", "edition", "kind", "title", "summary", "starts_at", "ends_at", "mode", "venue", "room",
            "place", "credited_minutes", "mandatory", "counts", "speakers", "status", "sequence", "created_at",
            "updated_at", "version",
        ]  # fmt: skip
        read_only_fields = ["public_id", "status", "sequence"]

    def get_place(self, session) -> str:
        """Where it is held, in words."""
        return place_of(session)

    def update(self, instance, validated_data):
        validated_data.pop("edition", None)
        return super().update(instance, validated_data)

    def _write(self, instance, data):
        by, expected = data.pop("by"), data.pop("version", None)
        for name, value in data.items():
            setattr(instance, name, value)
        expected = expected if instance.pk else None
        return sessions.save_session(session=instance, by=by, expected_version=expected)
