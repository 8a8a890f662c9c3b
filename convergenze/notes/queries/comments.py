"""Comments as a page shows them."""

from dataclasses import dataclass, field

from convergenze.accounts.rules import is_officer
from convergenze.notes.models import Comment


@dataclass
class Said:
    """A comment with its answers; one that was taken away stays as a place for them."""

    comment: Comment
    may_change: bool
    may_remove: bool
    may_restore: bool
    replies: list = field(default_factory=list)


def threads(subject, user):
    """``Said`` for each comment about ``subject``, oldest first, answers under theirs; for who sees the subject."""
    if not user.is_authenticated:
        return []
    is_keeper = is_officer(user)
    found = {}
    for comment in Comment.objects.about(subject).select_related("created_by"):
        mine, there = comment.created_by_id == user.pk, comment.deleted_at is None
        found[comment.pk] = Said(comment, mine and there, (mine or is_keeper) and there, mine and not there)
    for said in found.values():
        if said.comment.answers_id in found:
            found[said.comment.answers_id].replies.append(said)
    tops = [said for said in found.values() if said.comment.answers_id is None]
    return [said for said in tops if said.comment.deleted_at is None or said.may_restore or _is_spoken_under(said)]


def _is_spoken_under(said):
    return any(reply.comment.deleted_at is None for reply in said.replies)
