"""Writes on comments. Their authors change and remove them; what was removed can be taken back by its author."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from convergenze.core import about
from convergenze.history import services as history
from convergenze.notes.models import Comment
from convergenze.notes.queries import named_in


@transaction.atomic
def add_comment(*, subject, text: str, by, answers: Comment | None = None, tell: Iterable = ()) -> Comment:
    """Say something about ``subject``; whoever is named as @Name, ``tell`` and the author answered are told.

    An answer to an answer joins the thread. Raises ``PermissionDenied``, ``ValidationError``.
    """
    if not by.has_perm("notes.add_comment") or not about.is_subject(subject) or not about.sees(by, subject):
        raise PermissionDenied
    if answers is not None and answers.subject != subject:
        raise PermissionDenied
    top = answers.answers or answers if answers else None
    comment = Comment(subject=subject, text=_with_names(text, tell), answers=top)
    people = _named(comment.text, subject, by)
    answered = [answers.created_by_id] if answers and answers.created_by_id else []
    told = {"mentioned": [person.pk for person in people], "owner": answered}
    return history.save(comment, by=by, verb="comment", links={"mentioned": people}, extra={"tell": told})


@transaction.atomic
def change_comment(*, comment: Comment, text: str, by, expected_version: int | None = None) -> Comment:
    """Say it better; only who is newly named is told. Raises as ``add_comment``, and ``StaleRecord``."""
    if not by.has_perm("notes.change_comment", comment):
        raise PermissionDenied
    before = set(comment.mentioned.values_list("pk", flat=True))
    comment.text = text
    people = _named(text, comment.subject, by)
    new = [person.pk for person in people if person.pk not in before]
    extra = {"tell": {"mentioned": new}} if new else None
    return history.save(comment, by=by, links={"mentioned": people}, expected_version=expected_version, extra=extra)


def remove_comment(*, comment: Comment, by) -> Comment:
    """Take a comment away; its author can take it back for thirty days. Raises ``PermissionDenied``."""
    if not by.has_perm("notes.delete_comment", comment):
        raise PermissionDenied
    return history.discard(comment, by=by)


def restore_comment(*, comment: Comment, by) -> Comment:
    """Take one's own comment back, unless somebody else removed it or it is too late. Raises ``PermissionDenied``."""
    last = history.entries_of(comment).first()
    is_own = last is not None and last.act == "discard" and last.by_id == by.pk
    in_time = comment.deleted_at is not None and comment.deleted_at >= history.bin_limit()
    if not by.has_perm("notes.restore_comment", comment) or not is_own or not in_time:
        raise PermissionDenied
    return history.restore(comment, by=by)


def _with_names(text, tell):
    """The text with the people chosen beside it, who are named as those written in it."""
    missing = [f"@{person.name}" for person in tell if f"@{person.name}".casefold() not in text.casefold()]
    return f"{' '.join(missing)} {text}".strip() if missing else text.strip()


def _named(text, subject, by):
    return named_in(text, subject, by)[0]
