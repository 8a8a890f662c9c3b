"""Presences, scans and registers as programs read and write them."""

from rest_framework import serializers

from school.choices.attendance import Presence, ScanKind
from school.models import Attendance, AttendanceScan, SessionRegister
from school.services.attendance import NewScan


class PresenceSerializer(serializers.ModelSerializer):
    """One person at one meeting."""

    session = serializers.UUIDField(source="session.public_id", read_only=True)
    enrolment = serializers.UUIDField(source="enrolment.public_id", read_only=True)
    name = serializers.CharField(source="enrolment.name", read_only=True)

    class Meta:
        model = Attendance
        fields = [
            "session", "enrolment", "name", "presence", "minutes", "mode", "source", "in_at", "out_at", "note",
            "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class RegisterSerializer(serializers.ModelSerializer):
    """A register and its rows. ``is_intact``: sealed, and its rows are those that were sealed."""

    session = serializers.UUIDField(source="session.public_id", read_only=True)
    is_sealed = serializers.BooleanField(read_only=True)
    is_intact = serializers.BooleanField(read_only=True)
    rows = PresenceSerializer(many=True, read_only=True)

    class Meta:
        model = SessionRegister
        fields = ["session", "is_sealed", "is_intact", "closed_at", "digest", "reopened_at", "reopen_reason", "rows"]
        read_only_fields = fields


class MarkSerializer(serializers.Serializer):
    """What to write of somebody; an empty presence takes away what was written."""

    enrolment = serializers.UUIDField()
    presence = serializers.ChoiceField(choices=Presence.choices, allow_blank=True)
    minutes = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class NewScanSerializer(serializers.Serializer):
    """A code as a device read it, perhaps a while ago. The same ``nonce`` of a device is read once."""

    code = serializers.CharField(max_length=80)
    nonce = serializers.CharField(max_length=40)
    kind = serializers.ChoiceField(choices=ScanKind.choices, required=False)
    device = serializers.CharField(required=False, allow_blank=True, max_length=30)
    scanned_at = serializers.DateTimeField(required=False)

    def scan(self):
        """What was read, for the service."""
        return NewScan(**self.validated_data)


class ScanSerializer(serializers.ModelSerializer):
    """A scan as it was kept; ``error`` says why it was refused, empty when it was not."""

    enrolment = serializers.UUIDField(source="enrolment.public_id", read_only=True, allow_null=True)

    class Meta:
        model = AttendanceScan
        fields = ["code", "nonce", "kind", "enrolment", "scanned_at", "received_at", "error"]
        read_only_fields = fields


class ReasonSerializer(serializers.Serializer):
    """Why a sealed register is opened again."""

    reason = serializers.CharField(max_length=300)
