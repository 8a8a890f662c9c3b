"""What a mission's page shows of its portfolio: figures, the map, the points where something is to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convergenze.core.money import show_euro
from missions.choices import Lever
from portfolios.choices import PortfolioStatus
from portfolios.models import Portfolio
from portfolios.queries.lists import placed_per_portfolio
from portfolios.queries.tabs import pairs
from portfolios.queries.tabs.desk import Desk, open_desk
from portfolios.queries.tabs.resources import cliffs_of

EACH = 2  # findings of one kind: the page shows where to look, the tabs show all


@dataclass(frozen=True)
class Finding:
    """A point of convergence; ``kind`` is its CSS word: dup, syn, gap, cliff."""

    kind: str
    heading: Any
    text: str
    note: str
    href: str


@dataclass(frozen=True)
class Figures:
    """The numbers above a mission."""

    actors: int
    actions: int
    secured: Any
    gaps: int


def desk_of_mission(mission, user) -> Desk | None:
    """The desk of the mission's portfolio today (the adopted one, else the newest that ``user`` sees); None without.

    Kept on ``mission``, since three parts of one page ask for it.
    """
    kept = mission.__dict__.setdefault("_desks", {})
    if user.pk not in kept:
        adopted_first = Case(When(status=PortfolioStatus.ADOPTED, then=Value(0)), default=Value(1))
        rows = Portfolio.objects.visible_to(user).for_mission(mission).order_by(adopted_first, "-number", "-pk")
        portfolio = rows.select_related("mission__territory").defer("mission__territory__boundary").first()
        kept[user.pk] = open_desk(portfolio, timezone.localdate(), user) if portfolio else None
    return kept[user.pk]


def figures(desk: Desk) -> Figures:
    """Actors in the coalition, actions, secured money, uncovered levers."""
    people = {p.actor for a in desk.world.actions for p in a.partners} | {a.lead for a in desk.world.actions}
    return Figures(
        actors=len(people - {None}),
        actions=len(desk.world.actions),
        secured=desk.money.secured,
        gaps=desk.coverage.required - desk.coverage.covered,
    )


def findings(desk: Desk) -> list[Finding]:
    """The points that ask for somebody: duplications and synergies to decide, uncovered levers, money that runs out."""
    return [*_duplications(desk), *_synergies(desk), *_gaps(desk), *_cliffs(desk)]


def _duplications(desk: Desk) -> Iterator[Finding]:
    for pair in [pair for pair in pairs.duplications(desk) if pair.is_open][:EACH]:
        stake = show_euro(pair.at_stake, short=True)
        note = _("%(score)s%% alike · %(stake)s at stake") % {"score": round(pair.score * 100), "stake": stake}
        address = f"{desk.page('overlaps')}{pair.address}/"
        yield Finding("dup", _("Possible duplication"), f"{pair.one.name} · {pair.other.name}", note, address)


def _synergies(desk: Desk) -> Iterator[Finding]:
    for pair in [pair for pair in pairs.synergies(desk) if pair.is_open][:EACH]:
        strong = [str(part.label).lower() for part in pair.parts if part.value and part.value >= 0.99][:2]
        address = f"{desk.page('overlaps')}#synergies"
        yield Finding("syn", _("Synergy"), f"{pair.one.name} · {pair.other.name}", " · ".join(strong), address)


def _gaps(desk: Desk) -> Iterator[Finding]:
    labels = dict(Lever.choices)
    gaps = [at for at, cell in desk.coverage.cells.items() if cell.label == "gap"]
    for objective, lever in gaps[:EACH]:
        text = f"{desk.objectives[objective].name}: {labels.get(lever, lever)}"
        address = f"{desk.page('coverage')}?objective={objective}&column={lever}#cell"
        yield Finding("gap", _("Uncovered"), text, _("required by the mission, nobody does it"), address)


def _cliffs(desk: Desk) -> Iterator[Finding]:
    for cliff in cliffs_of(desk)[:EACH]:
        amount = show_euro(cliff.amount, short=True)
        note = _("%(amount)s of %(source)s") % {"amount": amount, "source": cliff.source}
        yield Finding(
            "cliff", _("Money runs out before the end"), cliff.action.name, note, f"{desk.page('money')}#cliffs"
        )  # fmt: skip


def facts_of(missions, user) -> dict[int, list[str]]:
    """{mission id: ["8 actions"]} for a list of missions: the newest portfolio that ``user`` sees, one query."""
    placed = Subquery(placed_per_portfolio(user).annotate(n=Count("pk")).values("n"))
    rows = Portfolio.objects.visible_to(user).filter(mission__in=missions).annotate(actions_placed=placed)
    counts = dict(rows.order_by("number", "pk").values_list("mission", "actions_placed"))
    return {
        mission: [ngettext("%(count)s action", "%(count)s actions", count) % {"count": count}]
        for mission, count in counts.items()
        if count
    }
