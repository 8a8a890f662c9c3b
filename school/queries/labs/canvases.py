"""Canvases as pages show them: each question with what is kept, in words, and two revisions side by side."""

from dataclasses import dataclass

from django.utils.formats import date_format

from actors.models import Actor, Territory
from convergenze.core.picking import written
from convergenze.core.templatetags.formats import number_text
from school.choices.canvas_fields import CanvasField, FieldKind
from school.choices.canvases import canvas_of

MODELS = {FieldKind.ACTOR: Actor, FieldKind.TERRITORY: Territory}


@dataclass(frozen=True)
class FieldRow:
    """A question with what is kept. ``typed``: as it stands in its control; ``record``: the one it names, if seen."""

    asked: CanvasField
    value: str = ""
    version: int = 0
    by: object = None
    at: object = None
    record: object = None

    @property
    def typed(self):
        """What the control of the field holds."""
        return (written(self.record) if self.record else "") if self.names_a_record else self.value

    @property
    def shown(self):
        """What is kept, in words."""
        if self.names_a_record:
            return str(self.record) if self.record else ""
        if self.value and self.asked.kind == FieldKind.NUMBER:
            return number_text(self.asked.read(self.value), 2)
        if self.value and self.asked.kind == FieldKind.DATE:
            return date_format(self.asked.read(self.value))
        return self.asked.shown(self.value)

    @property
    def lines(self):
        """Of a list, one by one."""
        return self.value.splitlines() if self.asked.kind == FieldKind.LIST else []

    @property
    def names_a_record(self):
        """An actor or a territory."""
        return self.asked.kind in FieldKind.records()


def canvas_rows(output, user):
    """``FieldRow`` of every question of the output's canvas, in order."""
    stored = {field.name: field for field in output.fields.select_related("changed_by")}
    records = _records(output.kind, {name: field.value for name, field in stored.items()}, user)
    return [_row(asked, stored.get(asked.name), records) for asked in canvas_of(output.kind).fields]


def field_row(output, name, user):
    """``FieldRow`` of one question; None when the canvas does not ask it."""
    return next((row for row in canvas_rows(output, user) if row.asked.name == name), None)


def _row(asked, field, records):
    if field is None:
        return FieldRow(asked)
    return FieldRow(
        asked, field.value, field.version, field.changed_by, field.changed_at, records.get((asked.kind, field.value))
    )


def revision_rows(revision, user):
    """``FieldRow`` of a frozen canvas."""
    kind, data = revision.output.kind, revision.data
    records = _records(kind, data, user)
    return [
        FieldRow(asked, data.get(asked.name, ""), record=records.get((asked.kind, data.get(asked.name, ""))))
        for asked in canvas_of(kind).fields
    ]


def compare(one, other, user):
    """[(question, before, after)] of what differs between two revisions of one output."""
    pairs = zip(revision_rows(one, user), revision_rows(other, user), strict=True)
    return [(a.asked.label, a.shown, b.shown) for a, b in pairs if a.value != b.value]


def _records(kind, values, user):
    """{(kind of field, public id): record} of those that exist for ``user``."""
    found: dict[tuple, object] = {}
    for field_kind, model in MODELS.items():
        names = [field.name for field in canvas_of(kind).fields if field.kind == field_kind]
        ids = [values[name] for name in names if values.get(name)]
        rows = model.objects.visible_to(user).filter(public_id__in=ids) if ids else ()
        found |= {(field_kind, str(row.public_id)): row for row in rows}
    return found
