"""What comments, tasks, follows and notifications may be about: every record, and the parts an app offers.

A record of the house needs no word here: it has ``visible_to``, an address and people of its own. A part without an
address (an objective, a link between actions) is offered in an app's ``registrations``::

    about.offer(ActionLink, address=lambda link: reverse("portfolios:link", args=[link.pk]), team=links_of)

A thing is addressed by its kind ("missions.mission") and its key: the ``public_id``, or the number of a part.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from convergenze.core.models import Record


@dataclass(frozen=True)
class Part:
    """An offered model that is no record; ``team(user)``: the rows whose own people include the user."""

    model: type
    address: Callable
    team: Callable


_parts: dict[str, Part] = {}


def offer(model, *, address, team):
    """Let ``model``, which has ``visible_to`` and is no record, be what things are about."""
    _parts[model._meta.label_lower] = Part(model, address, team)


def model_of(kind):
    """The model called "missions.mission"; None for what nothing can be about."""
    if kind in _parts:
        return _parts[kind].model
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return None
    return model if issubclass(model, Record) else None


def is_subject(record):
    """Whether things may be about ``record``."""
    return model_of(kind_of(record)) is not None


def kind_of(record):
    """ "missions.mission" for a record or its model."""
    return record._meta.label_lower


def key_of(record):
    """What stands for ``record`` in addresses and in the API."""
    return str(getattr(record, "public_id", None) or record.pk)


def find(kind, key, user):
    """The record with this key that exists for ``user``; None when there is none."""
    model = model_of(kind)
    where = _by_key(model, str(key)) if model else None
    return model._default_manager.visible_to(user).filter(**where).first() if where else None


def _by_key(model, key):
    if not issubclass(model, Record):
        return {"pk": int(key)} if key.isdecimal() and len(key) < 19 else None
    try:
        return {"public_id": uuid.UUID(key)}
    except ValueError:
        return None


def sees(user, record):
    """Whether ``record`` exists for ``user``; never what has no ``visible_to``."""
    rows = type(record)._default_manager.all()
    return hasattr(rows, "visible_to") and rows.visible_to(user).filter(pk=record.pk).exists()


def address_of(record):
    """The page of ``record``; "" for what has none."""
    part = _parts.get(kind_of(record))
    if part:
        return part.address(record)
    address = getattr(record, "get_absolute_url", None)
    return address() if address else ""


def team_rows(model, user):
    """The rows of ``model`` whose own people include ``user``."""
    if not user.is_authenticated:
        return model._default_manager.none()
    part = _parts.get(model._meta.label_lower)
    if part:
        return part.team(user)
    rows = model._default_manager.all()
    return rows.filter(rows.own(user))


def is_in_team(user, record):
    """Whether ``user`` is among the own people of ``record``."""
    return team_rows(type(record), user).filter(pk=record.pk).exists()


def types_in(rows):
    """(content type, model) of what ``rows`` (with ``subject_type``) are about; one query."""
    ids = rows.order_by().values_list("subject_type", flat=True).distinct()
    found = ((kind, kind.model_class()) for kind in map(ContentType.objects.get_for_id, ids))
    return [(kind, model) for kind, model in found if model is not None and model_of(model._meta.label_lower)]
