"""What the analyses found in a portfolio, in words, each with what it became: what is still nobody's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.choices import Family
from convergenze.core.money import show_euro
from missions.choices import Lever
from portfolios.analysis import findings as analysis
from portfolios.choices.acting import AnswerKind, FindingKind
from portfolios.models import Action, FindingAnswer, Portfolio
from portfolios.queries.fitting import Fit, calls_ahead
from portfolios.queries.loading import load_world
from portfolios.queries.parameters import parameters_in_use
from portfolios.queries.tabs.calls import needs_of
from portfolios.queries.tabs.desk import Desk

EXPLAINED = {
    FindingKind.GAP: gettext_lazy("The mission requires the lever and nobody does anything about it."),
    FindingKind.THIN: gettext_lazy("One lead alone, or ideas only: if it fails, the lever is gone."),
    FindingKind.ORPHAN_OBJECTIVE: gettext_lazy("No action at work contributes to it."),
    FindingKind.ORPHAN_ACTION: gettext_lazy("It is in the portfolio and contributes to no objective."),
    FindingKind.CLIFF: gettext_lazy("Secured money may not be spent until the end of the action."),
    FindingKind.MISSING_FAMILY: gettext_lazy("Of the nine families of actors, it neither leads nor joins any action."),
    FindingKind.OPEN_MONEY: gettext_lazy("What it costs beyond every line that was not refused."),
}


@dataclass(frozen=True)
class Became:
    """Something a finding became, that the reader may see."""

    pk: int
    finding: str
    key: str
    kind: str
    kind_label: Any
    text: str
    href: str


@dataclass(frozen=True)
class Finding:
    """A finding as a page shows it. ``task``: the words of a task that would settle it."""

    found: analysis.Found
    label: str
    detail: str
    task: str
    href: str
    answers: list[Became] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.found.kind

    @property
    def kind_label(self) -> Any:
        return FindingKind(self.found.kind).label

    @property
    def key(self) -> str:
        return self.found.key


@dataclass(frozen=True)
class Group:
    """The findings of one kind; ``open``: how many are nobody's."""

    kind: str
    label: Any
    explained: Any
    rows: list[Finding]

    @property
    def open(self) -> int:
        return sum(not row.answers for row in self.rows)


def all_findings(desk: Desk) -> list[Finding]:
    """Every finding of the portfolio as the reader sees it, with its answers."""
    answers = defaultdict(list)
    for one in became(desk):
        answers[one.finding, one.key].append(one)
    found = analysis.findings(desk.world, desk.parameters)
    return [_in_words(desk, one, answers[one.kind, one.key]) for one in found]


def grouped(rows: Iterable[Finding]) -> list[Group]:
    """By kind, in the order of the list of kinds; kinds without findings left out."""
    by_kind = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    return [Group(kind, kind.label, EXPLAINED[kind], by_kind[kind]) for kind in FindingKind if by_kind[kind]]


def one_finding(desk: Desk, kind: str, key: str) -> Finding | None:
    """The finding with this kind and key, if it still stands for the reader."""
    return next((row for row in all_findings(desk) if (row.kind, row.key) == (kind, key)), None)


def became(desk: Desk) -> list[Became]:
    """What findings of the portfolio became, as far as the reader may see it: a query per kind of record."""
    if not desk.door.is_own:
        return []
    rows = list(FindingAnswer.objects.visible_to(desk.user).filter(portfolio=desk.portfolio))
    by_type = defaultdict(list)
    for row in rows:
        by_type[row.subject_type_id].append(row.subject_id)
    seen: dict[tuple[int, int], Any] = {}
    for type_id, ids in by_type.items():
        model: Any = ContentType.objects.get_for_id(type_id).model_class()
        records = model.objects.visible_to(desk.user).filter(pk__in=ids)
        seen |= {(type_id, record.pk): record for record in records}
    return [
        Became(
            row.pk, row.finding, row.key, row.kind, AnswerKind(row.kind).label, str(record), record.get_absolute_url()
        )
        for row in rows
        if (record := seen.get((row.subject_type_id, row.subject_id)))
    ]


def _in_words(desk: Desk, found: analysis.Found, answers: list[Became]) -> Finding:
    label, detail, task, href = _WORDS[FindingKind(found.kind)](desk, found)
    return Finding(found, label, detail, task, href, answers)


def _cell(desk: Desk, found: analysis.Found, task: str) -> tuple[str, str, str, str]:
    objective, lever = desk.objectives[found.objective], _lever(found.lever)
    said = {"objective": objective, "lever": lever}
    href = f"{desk.page('coverage')}?objective={found.objective}&column={found.lever}#cell"
    return f"{objective} × {lever}", "", task % said, href


def _gap(desk: Desk, found: analysis.Found):
    return _cell(desk, found, _("Find who brings “%(lever)s” to %(objective)s"))


def _thin(desk: Desk, found: analysis.Found):
    return _cell(desk, found, _("Find a second actor for “%(lever)s” in %(objective)s"))


def _orphan_objective(desk: Desk, found: analysis.Found):
    objective = desk.objectives[found.objective]
    return str(objective), "", _("Find a first action for %(objective)s") % {"objective": objective}, objective.href


def _orphan_action(desk: Desk, found: analysis.Found):
    action = desk.actions[found.action]
    return str(action), "", _("Say which objective “%(action)s” serves") % {"action": action}, action.href


def _cliff(desk: Desk, found: analysis.Found):
    action = desk.actions[found.action]
    said = {
        "amount": show_euro(found.amount, short=True),
        "day": date_format(found.until, "SHORT_DATE_FORMAT") if found.until else "",
        "action": action,
    }
    detail = _("%(amount)s can be spent until %(day)s") % said
    return str(action), detail, _("Cover the money of “%(action)s” after %(day)s") % said, action.href


def _missing_family(desk: Desk, found: analysis.Found):
    family = str(dict(Family.choices).get(found.family, found.family))
    levers = ", ".join(_lever(lever) for lever in found.needed)
    detail = _("usual for what is missing: %(levers)s") % {"levers": levers} if levers else ""
    return family, detail, _("Bring in somebody of the family “%(family)s”") % {"family": family}, desk.page("summary")


def _open_money(desk: Desk, found: analysis.Found):
    action, amount = desk.actions[found.action], show_euro(found.amount, short=True)
    detail = _("%(amount)s still to find") % {"amount": amount}
    return (
        str(action),
        detail,
        _("Find %(amount)s for “%(action)s”") % {"amount": amount, "action": action},
        action.href,
    )


_WORDS = {
    FindingKind.GAP: _gap,
    FindingKind.THIN: _thin,
    FindingKind.ORPHAN_OBJECTIVE: _orphan_objective,
    FindingKind.ORPHAN_ACTION: _orphan_action,
    FindingKind.CLIFF: _cliff,
    FindingKind.MISSING_FAMILY: _missing_family,
    FindingKind.OPEN_MONEY: _open_money,
}


def _lever(code: str) -> str:
    return str(dict(Lever.choices).get(code, code))


def about(desk: Desk, found: analysis.Found) -> dict:
    """The records a finding is about, as ``services.answer_finding`` takes them."""
    mission = desk.portfolio.mission
    return {
        "action": Action.objects.visible_to(desk.user).get(pk=found.action) if found.action else None,
        "objective": mission.objectives.get(pk=found.objective) if found.objective else None,
        "lever": found.lever,
    }


def fits_of_finding(desk: Desk, found: analysis.Found) -> list[Fit]:
    """Calls that fit what is missing: for a gap, or for money still to find."""
    wanted = (found.objective, found.lever) if found.kind == FindingKind.GAP else found.action
    needs = [need for need in needs_of(desk) if need.key == wanted]
    return calls_ahead(desk.user, desk.as_of).fits(needs, desk.parameters) if needs else []


def stands(portfolio: Portfolio, kind: str, key: str) -> bool:
    """Whether the portfolio has the finding today, all its actions considered."""
    world = load_world(portfolio, timezone.localdate(), None, unaligned=False)
    return any((one.kind, one.key) == (kind, key) for one in analysis.findings(world, parameters_in_use()))
