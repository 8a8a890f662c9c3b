"""Two records of the same body become one, and can become two again for 30 days."""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, router, transaction
from django.db.models.deletion import Collector
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.models import Actor, ActorMerge, HistoricalIdentifier
from actors.queries.links import generic_pointers, pointers
from convergenze.history import services as history
from convergenze.history.values import plain, snapshot

UNDO_DAYS = 30
# What a person may choose between; the rest of a record (slug, ids, level of visibility) stays the survivor's.
CHOOSABLE = (
    "name", "short_name", "kind", "description", "website", "email", "legal_form", "tax_code", "vat_number", "ipa_code",
    "runts_number", "ateco_code", "seat", "address", "parent", "verified_on", "source",
)  # fmt: skip
FORMER = ("name", "tax_code", "vat_number", "ipa_code", "runts_number")


@transaction.atomic
def merge_actors(*, keep, drop, by, choices=None):
    """Merge ``drop`` into ``keep``; returns the ``ActorMerge`` that ``undo_merge`` takes.

    ``choices``: {field of CHOOSABLE: "keep" | "drop"}; a field not named keeps ``keep``'s value, or takes
    ``drop``'s where that is empty. Everything that points to ``drop`` then points to ``keep``, whatever app it
    belongs to; a row that would stand twice is put aside in the merge. ``drop`` stays as a signpost, and its names
    and codes as former identifiers of ``keep``. Raises ``ValidationError``.
    """
    keep, drop = _locked(keep, drop)
    before, old = snapshot(keep), snapshot(drop)
    moved = _point_elsewhere(drop, keep)
    _set_signpost(drop, keep)
    history.record(drop, "merge", by=by, into=keep.pk)
    _take_values(keep, drop, choices or {})
    history.save(keep, by=by, verb="merge", extra={"absorbed": drop.pk})
    after = snapshot(keep)
    kept = {
        "fields": {name: [before[name], after[name]] for name in after if before[name] != after[name]},
        "identifiers": _remember_identifiers(keep, before, old),
    }
    return ActorMerge.objects.create(keep=keep, drop=drop, by=by, moved=plain(moved), before=kept)


@transaction.atomic
def undo_merge(*, merge, by):
    """Take a merge apart: rows go back, rows put aside return, fields nobody changed since get their old value.

    Returns the actor that had been absorbed. Raises ``ValidationError`` after 30 days, when already undone, or when
    the survivor was merged in turn.
    """
    merge = ActorMerge.objects.select_for_update().get(pk=merge.pk)
    keep, drop = Actor.objects.select_for_update().get(pk=merge.keep_id), Actor.objects.get(pk=merge.drop_id)
    if reason := why_not_undone(merge, keep):
        raise ValidationError(reason)
    HistoricalIdentifier.objects.filter(pk__in=merge.before["identifiers"]).delete()
    now = snapshot(keep)
    for name, (old, new) in merge.before["fields"].items():
        if now[name] == new:
            field: Any = Actor._meta.get_field(name)
            setattr(keep, field.attname, (field.target_field if field.is_relation else field).to_python(old))
    history.save(keep, by=by, verb="unmerge", extra={"released": drop.pk})
    _set_signpost(drop, None)
    drop.validate_constraints()
    history.record(drop, "unmerge", by=by, released_from=keep.pk)
    _put_back(merge.moved, keep, drop)
    ActorMerge.objects.filter(pk=merge.pk).update(undone_at=timezone.now())
    return drop


def why_not_undone(merge, keep):
    """The sentence that says why ``merge`` cannot be undone (any more); "" when it can."""
    if merge.undone_at:
        return _("This merge was already undone.")
    if merge.at < timezone.now() - timedelta(days=UNDO_DAYS):
        return _("A merge can be undone for 30 days, and these have passed: create the actor again.")
    if keep.merged_into_id:
        return _("The surviving actor was itself merged later: undo that merge first.")
    return ""


def _locked(keep, drop):
    if keep.pk == drop.pk:
        raise ValidationError(_("Choose two different actors."))
    rows = {row.pk: row for row in Actor.objects.select_for_update().filter(pk__in=(keep.pk, drop.pk)).order_by("pk")}
    keep, drop = rows[keep.pk], rows[drop.pk]
    if keep.merged_into_id or drop.merged_into_id:
        raise ValidationError(_("One of the two was already merged into another actor: open that one."))
    if keep.is_in_bin or drop.is_in_bin:
        raise ValidationError(_("One of the two is in the bin: take it back first."))
    return keep, drop


def _set_signpost(drop, keep):
    drop.merged_into, drop.version = keep, drop.version + 1
    Actor.objects.filter(pk=drop.pk).update(merged_into=keep, version=drop.version)


def _take_values(keep, drop, choices):
    for name in CHOOSABLE:
        mine, other = getattr(keep, name), getattr(drop, name)
        if choices.get(name) == "drop" or (name not in choices and mine in (None, "") and other not in (None, "")):
            setattr(keep, name, other)
    if keep.parent_id in (keep.pk, drop.pk):
        keep.parent_id = drop.parent_id if drop.parent_id != keep.pk else None


def _remember_identifiers(keep, before, old):
    """Names and codes that no field holds any more become former identifiers; returns their ids."""
    lost = [
        (name, values[name]) for values in (before, old) for name in FORMER
        if values[name] and values[name] != getattr(keep, name)
    ]  # fmt: skip
    today, made = timezone.localdate(), []
    for scheme, value in dict.fromkeys(lost):
        row, created = HistoricalIdentifier.objects.get_or_create(
            actor=keep, scheme=scheme, value=value, defaults={"valid_until": today}
        )
        made += [row.pk] * created
    return made


def _point_elsewhere(drop, keep):
    moved = []
    for model, field in pointers():
        rows = model._base_manager.filter(**{field.attname: drop.pk})
        if model is Actor:
            rows = rows.exclude(pk=keep.pk)  # its own parent is settled with its fields
        moved += _move(rows, {field.attname: keep.pk}, f"{model._meta.label}.{field.attname}")
    kind = ContentType.objects.get_for_model(Actor)
    for model, field in generic_pointers():
        rows = model._base_manager.filter(**{field.ct_field: kind, field.fk_field: drop.pk})
        moved += _move(rows, {field.fk_field: keep.pk}, f"{model._meta.label}.{field.fk_field}")
    return moved


def _move(rows, change, name):
    """Point ``rows`` elsewhere; returns [name, id] per moved row, [name, id, stored row] per row put aside."""
    moved = []
    for row in list(rows.select_for_update()):
        try:
            with transaction.atomic():
                type(row)._base_manager.filter(pk=row.pk).update(**change)
            moved.append([name, row.pk])
        except IntegrityError:
            # The survivor has the same row already (or it would tie an actor to itself).
            if (stored := _set_aside(row)) is not None:
                moved.append([name, row.pk, stored])
    return moved


def _set_aside(row):
    """Delete ``row`` and return it as JSON; None (and nothing done) when other rows hang on it."""
    collector = Collector(using=router.db_for_write(type(row)), origin=row)
    collector.collect([row])
    others = sum(len(found) for found in collector.data.values()) - 1
    if others or collector.field_updates or any(rows.exists() for rows in collector.fast_deletes):
        return None
    stored = serializers.serialize("python", [row])
    row.delete()
    return stored


def _put_back(moved, keep, drop):
    for name, pk, *stored in moved:
        label, _dot, column = name.rpartition(".")
        if stored:
            for again in serializers.deserialize("python", stored[0], ignorenonexistent=True):
                again.save()
        else:
            apps.get_model(label)._base_manager.filter(pk=pk, **{column: keep.pk}).update(**{column: drop.pk})
