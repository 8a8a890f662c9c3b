"""Taking an import back: actors it made and completed, as far as nobody uses or changed them since."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from actors.models import Actor
from actors.services.merging import pointers
from convergenze.history import services as history


@transaction.atomic
def bin_unused_actors(*, batch, by):
    """Actors that ``batch`` made, that nobody changed and nothing alive points to, go to the bin; returns them."""
    ids = set(Actor.objects.current().filter(pk__in=_made(batch), version=1).values_list("pk", flat=True))
    for model, field in pointers():
        rows = model._base_manager.filter(**{f"{field.attname}__in": ids})
        if hasattr(model, "deleted_at"):
            rows = rows.filter(deleted_at=None)
        ids -= set(rows.values_list(field.attname, flat=True))
    later = history.entries_about(Actor.objects.filter(pk__in=ids)).exclude(batch=batch)
    ids -= set(later.values_list("subject_id", flat=True))
    actors, now = list(Actor.objects.filter(pk__in=ids)), timezone.now()
    Actor.objects.filter(pk__in=ids).update(deleted_at=now, version=F("version") + 1, updated_at=now)
    changes = {pk: {"deleted_at": [None, now.isoformat()]} for pk in ids}
    history.record_many(actors, "revert", by=by, batch=batch, changes=changes)
    return actors


def _made(batch):
    """Ids of the actors that the batch recorded: their first entry is the import."""
    entries = history.entries_of_batch(batch).filter(verb="actors.actor.import", changes={})
    return set(entries.values_list("subject_id", flat=True))


@transaction.atomic
def empty_completed(*, ids, batch, by):
    """Fields that ``batch`` filled in actors ``ids`` become empty again where they still stand; returns their ids."""
    entries = history.entries_of_batch(batch).filter(verb="actors.actor.import", subject_id__in=ids).exclude(changes={})
    given = dict(entries.values_list("subject_id", "changes"))
    done = []
    for actor in Actor.objects.select_for_update().filter(pk__in=given):
        for name, (_before, after) in given[actor.pk].items():
            column = "seat_id" if name == "seat" else name
            if getattr(actor, column) == after:
                setattr(actor, column, None if name == "seat" else "")
        history.save(actor, by=by, verb="revert", batch=batch)
        done.append(actor.pk)
    return done
