"""The canvases of the labs, as data (domain study, 2.5). A new canvas is a new entry here and in ``OutputKind``."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from missions.choices import Criterion, Lever, Stance, Theme
from school.choices.canvas_fields import CanvasField as Field
from school.choices.canvas_fields import FieldKind as K
from school.choices.labs import OutputKind

SCHEMA = 1


@dataclass(frozen=True)
class Canvas:
    """A form that a team fills: what it is for, and its questions in order."""

    kind: OutputKind
    purpose: object
    fields: tuple[Field, ...]

    @property
    def required(self):
        """The names that must be filled before handing in."""
        return [field.name for field in self.fields if field.required]

    def field(self, name):
        """The field called ``name``, or None."""
        return next((field for field in self.fields if field.name == name), None)

    def filled(self, values):
        """(required fields that have a value in ``values``, required fields)."""
        return sum(bool(values.get(name)) for name in self.required), len(self.required)

    def read(self, kept):
        """{name: value} of what is ``kept`` as text, for every field."""
        return {field.name: field.read(kept.get(field.name, "")) for field in self.fields}


_TERRITORY = Field("territory", _("territory"), K.TERRITORY, _("A part of the name, then choose."))

_CHALLENGE_CARD = (
    Field("question", _("the question"), K.LONG, _("One sentence with a question mark: why…, how…"), True, limit=500),
    Field("situation", _("what happens now"), K.LONG, _("Facts that anybody here would recognise."), True),
    Field("desired_change", _("what should happen instead"), K.LONG, _("As people would notice it."), True),
    Field("causes", _("root causes"), K.LIST, _("One on each line; ask why three times.")),
    Field("urgency", _("why now"), K.LONG),
    Field("affected", _("who lives with it"), K.LIST, _("One group on each line; those never asked too."), True),
    Field(
        "evidence", _("what we know, and from where"), K.LIST, _("A figure or a voice with its source, on each line.")
    ),
    Field("theme", _("theme"), K.CHOICE, codes=Theme),
    _TERRITORY,
)

_MISSION_CANVAS = (
    Field(
        "statement",
        _("the mission in one sentence"),
        K.LONG,
        _("By when, who or what, where, how much: at most 280 characters."),
        True,
        limit=280,
    ),
    Field("headline_target", _("headline target"), K.TEXT, _("The one figure that says it is done."), limit=200),
    Field("ends_on", _("to be reached by"), K.DATE, "", True),
    Field("bold", Criterion.BOLD.label, K.LONG, _("Why would people here care that it is reached?"), True),
    Field("target", Criterion.TARGET.label, K.LONG, _("Where are we today, where on that day, who measures?"), True),
    Field(
        "ambitious_realistic",
        Criterion.AMBITIOUS_REALISTIC.label,
        K.LONG,
        _("What is out of reach today and could be done with what is around?"),
        True,
    ),
    Field(
        "cross",
        Criterion.CROSS.label,
        K.LONG,
        _("Which sectors, offices and kinds of actors have to work together?"),
        True,
    ),
    Field(
        "multiple",
        Criterion.MULTIPLE.label,
        K.LONG,
        _("Three different ways to get there that others could try."),
        True,
    ),
    Field("owner", _("who would answer for it"), K.ACTOR, _("A part of the name, then choose.")),
    _TERRITORY,
)

_WHO = _("One actor on each line; a dash and a few words say why.")
_ACTOR_MAP = (
    *(
        Field(stance.value, stance.label, K.LIST, _WHO, stance in (Stance.AFFECTED, Stance.DECIDES))
        for stance in (
            Stance.OWNER,
            Stance.AFFECTED,
            Stance.CONTRIBUTOR,
            Stance.DECIDES,
            Stance.FUNDS,
            Stance.OPPOSES,
            Stance.EXCLUDED,
        )
    ),
    Field("ties", _("who already works with whom"), K.LIST, _("Two names on each line.")),
    Field("missing_ties", _("which tie is missing most"), K.LONG, _("And who could make it."), True),
)

_LEVER_TRIGGERS = (
    *(
        Field(lever.value, lever.label, K.LIST, _("What could be moved here? One thing on each line."))
        for lever in Lever
    ),
    Field(
        "trigger",
        _("what would set things free"),
        K.LONG,
        _("A call, a rule that changes, a building on offer: the one to wait for or to bring about."),
        True,
    ),
    Field("unlocks", _("what it would unlock"), K.LIST, _("One action on each line."), True),
    Field("window_from", _("window from"), K.DATE),
    Field("window_until", _("window until"), K.DATE),
    Field("watcher", _("who keeps an eye on it"), K.TEXT),
)

_PORTFOLIO_SKETCH = (
    Field(
        "intent",
        pgettext_lazy("portfolio", "intent"),
        K.LONG,
        _("What these actions do together that none does alone."),
        True,
    ),
    Field("objectives", _("objectives"), K.LIST, _("One on each line, at most five."), True),
    Field("present", _("actions that are there already"), K.LIST, _("One on each line, with who leads it."), True),
    Field("overlaps", _("which of them do the same"), K.LIST),
    Field("gaps", _("what nobody does"), K.LIST, _("Levers nobody pulls, people nobody reaches."), True),
    Field("stops", _("what should stop"), K.LIST, _("To make room, something is broken down.")),
    Field("money", _("money that could be pointed here"), K.LIST, _("Programme, amount if known, until when.")),
    Field("next_steps", _("the first three steps"), K.LIST, _("Who does what by when."), True),
)

_ACTION_IDEA = (
    Field("summary", _("what is done, where, for whom"), K.LONG, "", True),
    Field(
        "change",
        _("what changes because of it"),
        K.LONG,
        _("Which objective it serves, and how one would notice."),
        True,
    ),
    Field("lead", _("who leads it"), K.ACTOR, _("A part of the name, then choose.")),
    Field("partners", _("who joins"), K.LIST, _("One actor on each line.")),
    Field("primary_lever", _("main lever"), K.CHOICE, "", True, codes=Lever),
    Field("first_step", _("the first step"), K.TEXT, _("Something somebody here can do within a month."), True),
    Field("needs", _("what it needs"), K.LIST, _("One on each line: a place, a permit, a skill, money.")),
    Field("starts_on", _("starts on"), K.DATE),
    Field("ends_on", _("ends on"), K.DATE),
    Field("cost", _("cost (euro)"), K.NUMBER, _("Leave it empty when it is not known.")),
    _TERRITORY,
)

_ALL = (
    Canvas(OutputKind.CHALLENGE_CARD, _("A question of the territory that nobody can answer alone."), _CHALLENGE_CARD),
    Canvas(
        OutputKind.MISSION_CANVAS,
        _("A direction, a date and a measure, held against the five criteria."),
        _MISSION_CANVAS,
    ),
    Canvas(
        OutputKind.ACTOR_MAP, _("Who owns the problem, who lives with it, who decides, who is left out."), _ACTOR_MAP
    ),
    Canvas(OutputKind.LEVER_TRIGGERS, _("What can be moved, and what would set it moving."), _LEVER_TRIGGERS),
    Canvas(
        OutputKind.PORTFOLIO_SKETCH,
        _("Actions that converge, those that overlap, those that are missing."),
        _PORTFOLIO_SKETCH,
    ),
    Canvas(OutputKind.ACTION_IDEA, _("Something that can be done, and who would begin."), _ACTION_IDEA),
)
CANVASES = {canvas.kind: canvas for canvas in _ALL}


def canvas_of(kind):
    """The canvas of this kind."""
    return CANVASES[OutputKind(kind)]
