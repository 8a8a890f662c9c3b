"""What decisions may be about, and which moves a governance body may let through by deciding.

A higher app offers its records in its ``registrations``::

    acts.register("portfolios", Portfolio, rows=portfolios_of, workflow=portfolio_workflow, moves=("adopt",))

``rows(mission)``: the records that belong to a mission; a body of the mission decides about these only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from convergenze.workflow import Move, Workflow


@dataclass(frozen=True)
class Act:
    """One thing a decision can make happen: a move, with the answers that are part of its name."""

    name: str
    move: Move
    label: object
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A model that decisions may be about; ``word`` names it in forms and in the API."""

    word: str
    model: type
    rows: Callable
    workflow: Workflow | None
    acts: tuple[Act, ...]

    @property
    def label(self):
        """What a group of such records is called."""
        name = str(self.model._meta.verbose_name_plural)
        return name[:1].upper() + name[1:]

    def act(self, name):
        """The act with this name; None when a body may not do that."""
        return next((act for act in self.acts if act.name == name), None)

    def perform(self, record, name, *, by, decision):
        """Let the act happen by mandate of ``decision``. Raises ``MoveRefused``, ``ValidationError``."""
        act = self.act(name)
        answers = {"reason": decision.reason, **act.answers}
        return self.workflow.perform(record, act.move.name, by=by, answers=answers, mandate=decision)


_kinds: dict[str, Kind] = {}


def register(word, model, *, rows, workflow=None, moves=(), named=()):
    """Offer ``model``. ``moves``: names of moves of ``workflow``; ``named``: (act, move, label, answers) for moves
    that ask more than a reason."""
    found = [Act(name, workflow.moves[name], workflow.moves[name].label) for name in moves]
    found += [Act(name, workflow.moves[move], label, answers) for name, move, label, answers in named]
    _kinds[word] = Kind(word, model, rows, workflow, tuple(found))


def kinds():
    """Everything offered, in the order of registration."""
    return list(_kinds.values())


def kind(word):
    """What was offered under ``word``; None when nothing was."""
    return _kinds.get(word)


def kind_of(model):
    """What was offered for ``model`` (or a record of it); None when nothing was."""
    return next((one for one in _kinds.values() if one.model._meta.label == model._meta.label), None)
