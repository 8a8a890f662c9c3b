"""Imports and their rows for programs."""

from rest_framework import serializers

from convergenze.exchange.models import ImportRow, ImportRun


class ImportRunSerializer(serializers.ModelSerializer):
    """An import: what it is taken for, where it stands, what it did."""

    url = serializers.SerializerMethodField(help_text="Its page")
    notes = serializers.SerializerMethodField(help_text="Remarks about the whole file")
    problem = serializers.SerializerMethodField(help_text="What stopped it")
    interrupted = serializers.BooleanField(source="is_stopped", read_only=True)

    class Meta:
        model = ImportRun
        fields = [
            "public_id", "url", "kind", "source", "name", "second_name", "size", "sha256", "mapping", "status",
            "interrupted", "total", "done", "created", "updated", "skipped", "errors", "notes", "problem", "created_at",
            "started_at", "finished_at",
        ]  # fmt: skip
        read_only_fields = fields

    def get_url(self, run) -> str:
        return self.context["request"].build_absolute_uri(run.get_absolute_url())

    def get_notes(self, run) -> list[str]:
        return [str(note) for note in run.notes]

    def get_problem(self, run) -> str | None:
        return str(run.problem_message) if run.problem else None


class UploadSerializer(serializers.Serializer):
    """A file to import; ``second_file`` is the table of places of PNRR and PNC."""

    kind = serializers.CharField(default="projects")
    file = serializers.FileField()
    second_file = serializers.FileField(required=False)
    source = serializers.CharField(required=False, allow_blank=True, default="")


class ChoicesSerializer(serializers.Serializer):
    """How to read the file: its source and, for a table of one's own, {field: column}."""

    source = serializers.CharField(required=False, allow_blank=True, default="")
    mapping = serializers.DictField(child=serializers.CharField(allow_blank=True), required=False, allow_null=True)
    sheet = serializers.CharField(required=False, allow_blank=True, default="")


class ImportRowSerializer(serializers.ModelSerializer):
    """What the import does, or did, with one row."""

    reasons = serializers.ListField(source="sentences", child=serializers.CharField(), read_only=True)
    kept_reason = serializers.CharField(read_only=True)

    class Meta:
        model = ImportRow
        fields = ["line", "outcome", "label", "column", "text", "reasons", "kept_reason"]
        read_only_fields = fields
