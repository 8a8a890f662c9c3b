"""Field values as JSON, so that a difference can be kept and put back."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models.fields.files import FieldFile

UNRECORDED = frozenset({"id", "created_at", "updated_at", "created_by", "version", "public_id"})
_encoder = DjangoJSONEncoder()


def snapshot(record):
    """{field: JSON value} of the stored columns of ``record``; foreign keys as ids.

    A model may name in ``UNRECORDED`` what is a record of its own already and would only fill the history.
    """
    left_out = UNRECORDED.union(getattr(record, "UNRECORDED", ()))
    return {
        field.name: plain(field.value_from_object(record))
        for field in record._meta.concrete_fields
        if field.name not in left_out
    }


def plain(value):
    """A value as JSON knows it; dates and decimals as their standard text."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, FieldFile):
        return value.name
    return _encoder.default(value)


def difference(before, after):
    """{field: [before, after]} of what differs."""
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}


def related_ids(record, names):
    """{name: sorted ids} of the many-to-many fields ``names``."""
    return {name: sorted(getattr(record, name).values_list("pk", flat=True)) for name in names}
