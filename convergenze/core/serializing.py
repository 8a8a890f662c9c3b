"""What the API says of a row, worked out once per serializer class instead of once per request and row.

A list of a hundred rows asks some two thousand times for a field. Django REST Framework builds the fields anew for
every request and goes through four calls for each value; here a class keeps, per field, the shortest functions that
give the same value. Fields that read the request, and kinds not named below, still go the long way.
"""

from inspect import isfunction
from operator import attrgetter, methodcaller

from django.core.exceptions import FieldDoesNotExist
from django.utils.timezone import get_default_timezone
from rest_framework import serializers
from rest_framework.fields import SkipField
from rest_framework.relations import ManyRelatedField, PKOnlyObject


def moment(value):
    """As the library writes a moment, without asking settings for each."""
    written = value.astimezone(get_default_timezone()).isoformat()
    return f"{written[:-6]}Z" if written.endswith("+00:00") else written


# Kinds whose value depends on the row alone, and the function that writes it where a builtin does.
PLAIN = {
    serializers.BigIntegerField: int, serializers.BooleanField: None, serializers.CharField: str,
    serializers.ChoiceField: None, serializers.DateField: None, serializers.DateTimeField: moment,
    serializers.DecimalField: None, serializers.EmailField: str, serializers.FloatField: float,
    serializers.IntegerField: int, serializers.JSONField: None, serializers.ReadOnlyField: None,
    serializers.SlugField: str, serializers.URLField: str, serializers.UUIDField: str,
}  # fmt: skip
# Where a row keeps the names of its many-to-many fields when a list fetched them by themselves.
NAMED = "_named"


class QuickReading:
    """Mixin of model serializers: the same representation, sooner."""

    def to_representation(self, instance):
        """{field: value} of ``instance``."""
        said = {}
        for name, read, write in self._plan():
            try:
                value = read(instance) if write else read(self, instance)
            except SkipField:
                continue
            said[name] = write(value) if write and value is not None else value
        return said

    @classmethod
    def _plan(cls):
        """[(name, reader, writer)]; without a writer the reader is given the serializer too and does it all."""
        plan = cls.__dict__.get("_reading_plan")
        if plan is None:
            # Of a serializer without context: what is kept must not hold anybody's request.
            plan = cls._reading_plan = [_step(field, cls.Meta.model) for field in cls()._readable_fields]
        return plan


def _step(field, model):
    name = field.field_name
    if type(field) is serializers.SerializerMethodField:
        method = field.method_name
        return name, lambda serializer, row: getattr(serializer, method)(row), None
    if type(field) is ManyRelatedField and _is_named(field.child_relation):
        return name, _names(field), list
    if _is_keyed(field) and _is_column(field, model):
        return name, attrgetter(model._meta.get_field(field.source).attname), _itself
    if _is_named(field):
        return name, _reader(field, model), attrgetter(field.slug_field.replace("__", "."))
    if type(field) in PLAIN or (type(field) is serializers.ListField and type(field.child) in PLAIN):
        return name, _reader(field, model), PLAIN.get(type(field)) or field.to_representation
    return name, lambda serializer, row: _the_long_way(serializer.fields[name], row), None


def _is_named(field):
    """The record it leads to is written as one of its columns, by the library's own method."""
    kind = serializers.SlugRelatedField
    return isinstance(field, kind) and type(field).to_representation is kind.to_representation


def _is_keyed(field):
    """The record it leads to is written as its id, by the library's own method."""
    kind = serializers.PrimaryKeyRelatedField
    return isinstance(field, kind) and type(field).to_representation is kind.to_representation and not field.pk_field


def _names(field):
    """A reader of the names of a many-to-many field: those kept on the row, else of the rows it leads to."""
    name = attrgetter(field.child_relation.slug_field.replace("__", "."))

    def read(row):
        kept = row.__dict__.get(NAMED, {}).get(field.source)
        return map(name, field.get_attribute(row)) if kept is None else kept

    return read


def _itself(value):
    return value


def _reader(field, model):
    """Straight from the row where the source is a column, a property or a method of its model."""
    if isfunction(getattr(model, field.source, None)):
        return methodcaller(field.source)
    straight = _is_column(field, model) or isinstance(getattr(model, field.source, None), property)
    return attrgetter(field.source) if straight else field.get_attribute


def _is_column(field, model):
    try:
        found = model._meta.get_field(field.source)
    except FieldDoesNotExist:
        return False
    return found.concrete and not found.many_to_many


def _the_long_way(field, row):
    value = field.get_attribute(row)
    if (value.pk if isinstance(value, PKOnlyObject) else value) is None:
        return None
    return field.to_representation(value)
