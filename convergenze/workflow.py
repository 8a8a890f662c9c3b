"""State machines as tables. ``perform`` is the only code that writes ``status``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from inspect import signature

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from convergenze.core.errors import MoveRefused
from convergenze.history import services as history

Requirement = Callable[..., Iterable[str]]


@dataclass(frozen=True)
class Move:
    """One way from ``source`` states to ``target``. ``asks``: names of the answers it needs ("reason")."""

    name: str
    source: tuple
    target: str
    permission: str
    asks: tuple[str, ...] = ()
    effect: Callable | None = None
    label: object = ""
    tone: str = "primary"

    def answers_in(self, raw):
        """Of the raw answers, what this move asks for; ``ValidationError`` per missing one."""
        kept = {name: str(raw.get(name, "") or "").strip() for name in self.asks}
        missing = {name: [_("Write a reason: it stays in the history.")] for name, value in kept.items() if not value}
        if missing:
            raise ValidationError(missing)
        return kept


class Workflow:
    """The moves of one model's ``status``. Declaring checks that names are unique and every state is reachable."""

    def __init__(self, states, starts, *moves):
        self.states, self.starts = states, tuple(starts)
        self.moves = {move.name: move for move in moves}
        self.requirements: dict[str, list[Requirement]] = {}
        self.followers: dict[str, list[Callable]] = {}
        if len(self.moves) != len(moves):
            raise ValueError("two moves have the same name")
        if lost := set(states) - self._reachable():
            raise ValueError(f"states that no move reaches: {sorted(lost)}")

    def _reachable(self):
        seen, grew = set(self.starts), True
        while grew:
            found = {m.target for m in self.moves.values() if set(m.source) & seen} - seen
            seen |= found
            grew = bool(found)
        return seen

    def requires(self, *names):
        """Decorator: ``f(record)`` yields the sentences of what is missing before the moves ``names``.

        ``f(record, by)`` is also told who moves (None: nobody in particular), where not everybody may learn the same.
        """
        for name in names:
            if name not in self.moves:
                raise ValueError(f"no move is called {name}")

        def keep(requirement):
            for name in names:
                self.requirements.setdefault(name, []).append(requirement)
            return requirement

        return keep

    def then(self, *names):
        """Decorator: ``f(record, by=, answers=)`` runs after the moves ``names``, in the same transaction."""
        for name in names:
            if name not in self.moves:
                raise ValueError(f"no move is called {name}")

        def keep(follower):
            for name in names:
                self.followers.setdefault(name, []).append(follower)
            return follower

        return keep

    def moves_for(self, record, user):
        """Moves out of the present state that ``user`` may make, whether or not they have to wait."""
        return [m for m in self.moves.values() if record.status in m.source and user.has_perm(m.permission, record)]

    def reasons_to_wait(self, record, name, by=None):
        """Sentences of what is missing before ``by`` makes the move ``name``; empty when nothing is."""
        return [str(reason) for ask in self.requirements.get(name, ()) for reason in _asked(ask, record, by)]

    def checklist(self, record, user):
        """[(move, reasons)] for a page: what the user may do now and what it waits for."""
        return [(move, self.reasons_to_wait(record, move.name, user)) for move in self.moves_for(record, user)]

    @transaction.atomic
    def perform(self, record, name, *, by, answers=None, batch=None, mandate=None, also=None):
        """Make the move and return the record as stored.

        ``also``: {field: value} that changes together with the state.

        ``mandate``: the decision of a governance body that lets the move through in place of the permission of
        ``by``; whoever passes it has asked who may record that decision. The history names it.
        Raises ``MoveRefused`` (unknown move, other state, something missing), ``PermissionDenied``,
        ``ValidationError`` (an answer is missing).
        """
        move = self.moves.get(name)
        if move is None:
            raise MoveRefused([_("There is no such move here.")])
        locked = type(record)._base_manager.select_for_update().get(pk=record.pk)
        if mandate is None and not by.has_perm(move.permission, locked):
            raise PermissionDenied
        if locked.status not in move.source:
            raise MoveRefused(
                [_("This is now “%(state)s”: the move is no longer possible.") % {"state": locked.get_status_display()}]
            )
        kept = move.answers_in(answers or {})
        for field, value in (also or {}).items():
            setattr(locked, field, value)
        if reasons := self.reasons_to_wait(locked, name, by):
            raise MoveRefused(reasons)
        locked.status = move.target
        reason, extra = kept.get("reason", ""), {"answers": kept}
        if mandate is not None:
            # By its reference alone: who reads this history may not see the decision.
            reason, extra = mandate.reference, extra | {"decision": mandate.pk}
        history.save(locked, by=by, verb=name, reason=reason, extra=extra, batch=batch)
        if move.effect:
            move.effect(locked, by=by, answers=kept)
        for follow in self.followers.get(name, ()):
            follow(locked, by=by, answers=kept)
        return locked


def _asked(requirement, record, by):
    return requirement(record, by) if len(signature(requirement).parameters) > 1 else requirement(record)
