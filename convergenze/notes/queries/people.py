"""Who can be named beside a record: people who may see it, and whom the one who names them may know of."""

import re

from django.db.models import Q

from convergenze.accounts.models import Grant, User
from convergenze.core import about
from convergenze.history import services as history
from convergenze.notes.models import Comment, Task

SHOWN = 8
NAMED = re.compile(r"(?<![\w@])@(\w+)")


def people_known(subject, by):
    """Accounts ``by`` may name beside ``subject``: all for the programme, else its staff and who had a part there."""
    rows = User.objects.filter(is_active=True, is_service=False).exclude(name="")
    if by.is_programme_staff:
        return rows
    return rows.filter(
        Q(pk=by.pk)
        | Q(pk__in=Grant.objects.filter(scope_type=None).values("user"))
        | Q(pk__in=Grant.objects.on(subject).values("user"))
        | Q(pk__in=history.entries_of(subject).order_by().values("by"))
        | Q(pk__in=Comment.objects.about(subject).order_by().values("created_by"))
        | Q(pk__in=Task.objects.about(subject).order_by().values("owner"))
    )


def person(pk):
    """The account with this id; None when it is gone."""
    return User.objects.filter(pk=pk).first()


def readers_like(subject, by, text):
    """The first people ``by`` may name whose name contains ``text`` and who may see ``subject``."""
    if len(text.strip()) < 2:
        return []
    rows = people_known(subject, by).filter(name__icontains=text.strip()).order_by("name", "pk")
    return [person for person in rows[: 3 * SHOWN] if about.sees(person, subject)][:SHOWN]


def people_called(subject, by, name):
    """The people ``by`` may name with exactly this name who may see ``subject``."""
    rows = people_known(subject, by).filter(name__iexact=" ".join(name.split()))
    return [person for person in rows if about.sees(person, subject)]


def named_in(text, subject, by):
    """(people named as @Name Surname in ``text`` who may see ``subject``, words after an @ that name nobody)."""
    found: dict[int, User] = {}
    unknown = []
    for match in NAMED.finditer(text):
        word, rest = match[1], text[match.start(1) :]
        called = [one for one in people_known(subject, by).filter(name__istartswith=word) if _is_at(rest, one.name)]
        longest = max((len(one.name) for one in called), default=0)
        people = [one for one in called if len(one.name) == longest and about.sees(one, subject)]
        found |= {one.pk: one for one in people}
        if not people:
            unknown.append(word)
    return list(found.values()), unknown


def _is_at(text, name):
    head, after = text[: len(name)], text[len(name) : len(name) + 1]
    return head.casefold() == name.casefold() and not (after and (after.isalnum() or after == "_"))
