"""Writes on challenges: stances, merging."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from convergenze.history import services as history
from convergenze.notes import services as notes
from convergenze.notes.models import Evidence
from convergenze.notifications import services as notifications
from missions.models import Challenge
from missions.workflow import challenge_workflow


@transaction.atomic
def add_stance(*, stance, by):
    """Add an unsaved stance to its challenge; the challenge's history tells it. Raises ``ValidationError``."""
    stance.full_clean()
    stance.save()
    _tell(stance, "add_stance", by, lambda value: [None, value])
    return stance


@transaction.atomic
def remove_stance(*, stance, by):
    """Take a stance away; the challenge's history keeps it."""
    _tell(stance, "remove_stance", by, lambda value: [value, None])
    stance.delete()


def _tell(stance, act, by, change):
    # The actor by id: who may not see it does not read its name in the history.
    changes = {"actors": change([stance.actor_id]), "stance": change(str(stance.get_stance_display()))}
    history.record(stance.challenge, act, by=by, changes=changes)


@transaction.atomic
def merge_challenges(*, keep, drop, by):
    """Move missions, stances, notes, parts and followers of ``drop`` to ``keep`` and return ``keep``.

    ``drop`` stays as a signpost that answers 301, and whoever followed it is told. Raises ``ValidationError``
    (the same challenge twice, one that is merged already), ``PermissionDenied``, ``MoveRefused``.
    """
    keep, drop = _locked(keep), _locked(drop)
    _require_two_live(keep, drop)
    # The move waits for a destination, so it is written first; the whole transaction stands or falls together.
    Challenge.objects.filter(pk=drop.pk).update(merged_into=keep)
    challenge_workflow.perform(drop, "merge", by=by)
    _move_parts(keep, drop)
    _move_stances(keep, drop)
    notifications.hand_over(keep=keep, drop=drop, words=lambda user: _words_for(user, keep, drop))
    notes.hand_over(keep=keep, drop=drop)
    history.record(keep, "merge", by=by, changes={"absorbed": [None, [drop.pk]]})
    return keep


def _locked(challenge):
    return Challenge.objects.select_for_update().get(pk=challenge.pk)


def _require_two_live(keep, drop):
    if keep.pk == drop.pk:
        raise ValidationError(_("A challenge cannot be merged into itself."))
    for one in (keep, drop):
        if one.merged_into_id or one.is_in_bin:
            raise ValidationError(_("“%(title)s” is no longer there: it was merged or deleted.") % {"title": one})


def _move_parts(keep, drop):
    drop.missions.update(challenge=keep)
    drop.parts.exclude(pk=keep.pk).update(parent=keep)
    drop.absorbed.update(merged_into=keep)
    Challenge.objects.filter(pk=keep.pk, parent=drop).update(parent=None)
    Evidence.objects.about(drop).update(subject_id=keep.pk)


def _move_stances(keep, drop):
    there = set(keep.stances.values_list("actor_id", "stance"))
    for stance in drop.stances.all():
        if (stance.actor_id, stance.stance) in there:
            stance.delete()
        else:
            stance.challenge = keep
            stance.save(update_fields=["challenge"])


def _words_for(user, keep, drop):
    with translation.override(user.language):
        return _("“%(drop)s”, which you followed, was merged into “%(keep)s”.") % {"drop": drop, "keep": keep}
