"""Serializers that save through history."""

from rest_framework import serializers

from convergenze.core.serializing import QuickReading
from convergenze.history import services
from convergenze.history.models import Entry


class RecordedSerializer(QuickReading, serializers.ModelSerializer):
    """A model serializer whose ``save(by=…)`` goes through ``history.save``, many-to-many fields included.

    A client that sends the ``version`` it read gets 409 when somebody saved in between.
    """

    version = serializers.IntegerField(required=False)

    def get_extra_kwargs(self):
        # Uniqueness and constraints are the model's: full_clean says them once, in our words.
        return super().get_extra_kwargs()

    def create(self, validated_data):
        return self._write(self.Meta.model(), validated_data)

    def update(self, instance, validated_data):
        return self._write(instance, validated_data)

    def _write(self, instance, data):
        by, expected = data.pop("by"), data.pop("version", None)
        m2m = {field.name for field in instance._meta.many_to_many}
        links = {name: data.pop(name) for name in list(data) if name in m2m}
        for name, value in data.items():
            setattr(instance, name, value)
        expected = expected if instance.pk else None
        return services.save(instance, by=by, links=links, expected_version=expected)


# What every public record shows of itself, in order.
IDENTITY = ["public_id", "reference", "slug", "url", "language", "visibility", "created_at", "updated_at", "version"]


class RecordSerializer(RecordedSerializer):
    """What every public record shows of itself."""

    reference = serializers.CharField(read_only=True)
    url = serializers.CharField(source="get_absolute_url", read_only=True)

    class Meta:
        fields = IDENTITY
        read_only_fields = ["public_id", "slug"]


class EntrySerializer(serializers.ModelSerializer):
    """One fact of a record's history."""

    by = serializers.SerializerMethodField()
    changes = serializers.SerializerMethodField()

    class Meta:
        model = Entry
        fields = ["at", "by", "verb", "subject_label", "changes", "reason"]

    def get_by(self, entry) -> str | None:
        """The author's name, for who is signed in; None when the account is gone."""
        return str(entry.by) if entry.by and self.context["request"].user.is_authenticated else None

    def get_changes(self, entry) -> dict:
        """{field: [before, after]}; ids of related records that may not be seen are None."""
        return self.context["changes"][entry.pk]
