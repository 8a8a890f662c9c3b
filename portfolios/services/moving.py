"""Letting everything that points to one action point to another, and taking that back row by row."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import IntegrityError, router, transaction
from django.db.models.deletion import Collector

from actors.queries.links import generic_pointers
from convergenze.history.values import plain
from portfolios.models import Action, ActionLink, ActionMerge

# Settled by the merge itself: links have two ends, contributions have weights.
SETTLED = (ActionLink, ActionMerge)


def pointers():
    """[(model, field)] of the foreign keys to actions that a merge moves, those inside many-to-many tables included."""
    relations = Action._meta.get_fields(include_hidden=True)
    found = [r for r in relations if r.auto_created and not r.concrete and (r.one_to_many or r.one_to_one)]
    return [(r.related_model, r.remote_field) for r in found if r.related_model not in SETTLED]


def point_elsewhere(drop, keep):
    """Point to ``keep`` whatever points to ``drop``, whichever app it belongs to; returns what ``put_back`` takes."""
    moved: list[list] = []
    for model, field in pointers():
        rows = model._base_manager.filter(**{field.attname: drop.pk})
        if model is Action:
            rows = rows.exclude(pk=keep.pk)  # its own predecessor is settled with its fields
        for row in rows:
            moved += move(row, **{field.attname: keep.pk})
    kind = ContentType.objects.get_for_model(Action)
    for model, field in generic_pointers():
        for row in model._base_manager.filter(**{field.ct_field: kind, field.fk_field: drop.pk}):
            moved += move(row, **{field.fk_field: keep.pk})
    return moved


def move(row, **changes: Any):
    """Write ``changes`` on ``row``; a row that would stand twice is put aside instead."""
    label, model = row._meta.label, type(row)
    before = {name: plain(getattr(row, name)) for name in changes}
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=row.pk).update(**changes)
    except IntegrityError:
        stored = set_aside(row)
        return [] if stored is None else [[label, row_id(stored), stored]]
    return [[label, row.pk, before, plain(changes)]]


def set_aside(row):
    """Delete ``row`` and return it as JSON; None (and nothing done) when other rows hang on it."""
    collector = Collector(using=router.db_for_write(type(row)), origin=row)
    collector.collect([row])
    others = sum(len(found) for found in collector.data.values()) - 1
    if others or collector.field_updates or any(rows.exists() for rows in collector.fast_deletes):
        return None
    stored = plain(serializers.serialize("python", [row]))
    row.delete()
    return stored


def row_id(stored):
    """The id of a row that was put aside."""
    return stored[0]["pk"]


def put_back(moved):
    """Take back what ``point_elsewhere`` and ``move`` did, the last first; rows that somebody changed since stay."""
    for label, pk, *kept in reversed(moved):
        if len(kept) == 1:
            for again in serializers.deserialize("python", kept[0], ignorenonexistent=True):
                again.save()
        else:
            before, after = kept
            apps.get_model(label)._base_manager.filter(pk=pk, **after).update(**before)
