"""Writes on canvases: several people write at once, field by field, and nobody's text is lost."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.models import Actor, Territory
from convergenze.core.errors import MoveRefused
from convergenze.core.picking import PickField
from convergenze.core.rules_glue import require
from convergenze.history import services as history
from school.choices.canvas_fields import FieldKind
from school.choices.canvases import SCHEMA, canvas_of
from school.choices.labs import OutputStatus
from school.models import Enrolment, Output, OutputField, OutputRevision

RECORDS = {
    FieldKind.ACTOR: (Actor, ("name", "short_name")),
    FieldKind.TERRITORY: (Territory, ("name", "istat_code")),
}


class FieldConflict(Exception):
    """Somebody saved this field after it was opened. ``field``: as it stands; ``yours``: what was not saved."""

    def __init__(self, field, yours):
        super().__init__(field.name)
        self.field, self.yours = field, yours


@transaction.atomic
def start_output(*, team, kind, title, by):
    """Begin a canvas of ``team``. Raises ``PermissionDenied``, ``ValidationError``."""
    require(by, "school.start_output", team)
    output = Output(team=team, kind=kind, title=title, schema=SCHEMA)
    return history.save(output, by=by)


@transaction.atomic
def rename_output(*, output, title, by):
    """Give a canvas another title while it is being written."""
    output = _locked(output, by)
    output.title = title
    return history.save(output, by=by)


@transaction.atomic
def save_field(*, output, name, value, base, by, resolve=""):
    """Write ``value`` in the field ``name``, opened at version ``base``; return the field as it stands.

    The same text again writes nothing. ``resolve`` answers a conflict: "theirs" leaves what the other wrote, "both"
    puts ``value`` under it; anything else writes ``value`` in its place. Raises ``FieldConflict`` when somebody saved
    another text in between, ``ValidationError`` for what cannot be kept, ``MoveRefused`` when the canvas is closed,
    ``PermissionDenied``.
    """
    asked = canvas_of(output.kind).field(name)
    if asked is None:
        raise ValidationError(_("This canvas has no field called “%(name)s”.") % {"name": name})
    output = _locked(output, by)
    field = output.fields.filter(name=name).first() or OutputField(output=output, name=name)
    if resolve == "theirs":
        return field
    kept = clean_value(asked, f"{field.value}\n{value}" if resolve == "both" else value, by)
    if kept == field.value:
        return field
    if base != field.version:
        raise FieldConflict(field, kept)
    before, field.value = field.value, kept
    field.version, field.changed_at, field.changed_by = field.version + 1, timezone.now(), by
    field.save()
    output.contributors.add(*_enrolments_of(output, by))
    history.record(output, "write", by=by, changes={name: [before, kept]})
    return field


def clean_value(asked, value, by):
    """What is kept of ``value``: text, or the public id of a record that ``by`` sees."""
    kept = asked.clean(value)
    if not kept or asked.kind not in FieldKind.records():
        return kept
    model, search = RECORDS[asked.kind]
    rows = model.objects.visible_to(by)
    if found := rows.filter(public_id=_uuid(kept)).first() if _uuid(kept) else None:
        return str(found.public_id)
    return str(PickField(rows, search=search).to_python(kept).public_id)


def _uuid(text):
    try:
        return UUID(text)
    except ValueError:
        return None


def _locked(output, by):
    """The output, locked, if ``by`` may write in it now; the state is told before the right is asked."""
    output = Output.objects.select_for_update(of=("self",)).select_related("team__lab__edition").get(pk=output.pk)
    if output.status not in OutputStatus.writable() and by.has_perm("school.read_output", output):
        words = _("This is now “%(state)s”: it can no longer be written. Your text was not saved; copy it.")
        raise MoveRefused([words % {"state": output.get_status_display()}])
    require(by, "school.write_output", output)
    return output


def _enrolments_of(output, by):
    edition = output.team.lab.edition_id
    return Enrolment.objects.admitted().filter(edition=edition, person__account=by.pk)


@transaction.atomic
def freeze_output(*, output, by, note=""):
    """Keep the canvas as it is now, as its next revision; return it. Revisions are never changed."""
    output = _locked(output, by)
    return _freeze(output, by, note)


def _freeze(output, by, note):
    last = output.revisions.first()
    revision = OutputRevision(
        output=output,
        number=last.number + 1 if last else 1,
        title=output.title,
        data=dict(output.fields.exclude(value="").order_by("pk").values_list("name", "value")),
        note=note,
        author=by,
    )
    revision.full_clean()
    revision.save()
    history.record(output, "freeze", by=by, changes={"revision": [None, revision.number]}, reason=note)
    return revision


def freeze_if_changed(output, by, note):
    """The last revision when it says what the canvas says; else a new one."""
    last = output.revisions.first()
    now = dict(output.fields.exclude(value="").values_list("name", "value"))
    return last if last and (last.data, last.title) == (now, output.title) else _freeze(output, by, note)
