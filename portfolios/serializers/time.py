"""What the API says of snapshots, share links and versions, and reads."""

from rest_framework import serializers

from convergenze.history.serializers import RecordedSerializer
from portfolios.choices.acting import SharedSection
from portfolios.models import Portfolio, ShareLink, Snapshot
from portfolios.serializers.composing import RECORD, Seen


class SnapshotSerializer(RecordedSerializer):
    """A snapshot. What it keeps is read through its analyses and its changes, never as a whole."""

    portfolio = Seen(Portfolio)
    as_of = serializers.DateField(required=False)

    class Meta:
        model = Snapshot
        fields = [*RECORD, "title", "portfolio", "as_of", "digest", "visibility"]
        read_only_fields = ["digest"]


class SnapshotChangeSerializer(RecordedSerializer):
    """What can be changed of a snapshot: its label and who sees it."""

    class Meta:
        model = Snapshot
        fields = ["version", "title", "visibility"]


class ShareLinkSerializer(serializers.ModelSerializer):
    """A share link; ``key`` is there only in the answer to its making. ``password`` is written, never read."""

    portfolio = Seen(Portfolio)
    snapshot = Seen(Snapshot, required=False, allow_null=True)
    sections = serializers.ListField(child=serializers.ChoiceField(choices=SharedSection.choices), allow_empty=False)
    password = serializers.CharField(write_only=True, required=False, allow_blank=True, min_length=6, max_length=128)
    key = serializers.CharField(read_only=True)
    has_password = serializers.SerializerMethodField()

    class Meta:
        model = ShareLink
        fields = [
            "id", "portfolio", "name", "prefix", "snapshot", "sections", "expires_at", "revoked_at", "opened",
            "last_opened_at", "password", "has_password", "key", "created_at",
        ]  # fmt: skip
        read_only_fields = ["prefix", "revoked_at", "opened", "last_opened_at", "created_at"]

    def get_has_password(self, link) -> bool:
        """Whether a password is asked."""
        return bool(link.password)


class ChangeSerializer(serializers.Serializer):
    """One change between two days."""

    change = serializers.CharField()
    about = serializers.CharField()
    field = serializers.CharField(allow_blank=True)
    before = serializers.JSONField()
    after = serializers.JSONField()
