"""What points to an actor, whatever app it belongs to: shown before a merge, moved by it."""

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey

from actors.models import Actor, ActorMerge

# History never changes, and an index is built again.
LEFT_ALONE = frozenset({"history", "search", "admin"})


def pointers():
    """[(model, field)] of all foreign keys to actors, those inside many-to-many tables included."""
    relations = Actor._meta.get_fields(include_hidden=True)
    found = [r for r in relations if r.auto_created and not r.concrete and (r.one_to_many or r.one_to_one)]
    return [(r.related_model, r.remote_field) for r in found if _is_moved(r.related_model)]


def generic_pointers():
    """[(model, generic foreign key)] of all models that can point to anything."""
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey) and _is_moved(model)
    ]


def links_to(actor):
    """[(what, how many)] of the rows that point to ``actor``, for people to read; one query per kind of row."""
    found: dict[str, int] = {}
    for model, field in pointers():
        number = model._base_manager.filter(**{field.attname: actor.pk}).count()
        label = str(model._meta.verbose_name_plural)
        if number and not model._meta.auto_created:
            found[label] = found.get(label, 0) + number
    return sorted(found.items())


def _is_moved(model):
    return model is not ActorMerge and model._meta.app_label not in LEFT_ALONE
