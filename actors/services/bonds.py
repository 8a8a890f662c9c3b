"""Ties between actors, and what they offer and need."""

from django.db import transaction

from actors.models import ActorResource, Tie
from convergenze.history import services as history


@transaction.atomic
def add_tie(*, one, other, kind, by, note="", since=None, until=None):
    """Tie two actors. Raises ``ValidationError`` (same tie, same actor, dates the wrong way round)."""
    tie = history.save(Tie(one=one, other=other, kind=kind, note=note, since=since, until=until), by=by)
    history.record(one, "add_tie", by=by, other=other.pk, kind=kind)
    return tie


@transaction.atomic
def add_resource(*, actor, direction, resource, tag, by, text=""):
    """Write down an offer or a need of an actor. Raises ``ValidationError``."""
    row = history.save(ActorResource(actor=actor, direction=direction, resource=resource, tag=tag, text=text), by=by)
    history.record(actor, f"add_{direction}", by=by, code=row.code)
    return row


@transaction.atomic
def remove_tie(*, tie, by):
    """Take a tie away; the history of its first actor keeps that it was."""
    history.record(tie.one, "remove_tie", by=by, other=tie.other_id, kind=tie.kind)
    tie.delete()


@transaction.atomic
def remove_resource(*, resource, by):
    """Take an offer or a need away."""
    history.record(resource.actor, f"remove_{resource.direction}", by=by, code=resource.code)
    resource.delete()
