"""Pages of balance: declared mix, levers, actors, who serves what."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portfolios.queries.tabs.desk import Desk
from portfolios.queries.tabs.horizons import horizons
from portfolios.queries.tabs.made.parts import ACTION, BY_COST, BY_NUMBER, COST, COUNT, STATE, Made, Query
from portfolios.queries.tabs.mixes import DIMENSIONS, Mix, Portion, active, groups_of, mixes, phasing_out
from portfolios.queries.tabs.mixes import levers as lever_mix
from portfolios.queries.tabs.people import People, Services, people, service_matrix
from portfolios.queries.tabs.tables import Column, Table


def balance(desk: Desk, query: Query) -> Made:
    """Shares against the declared mix for four dimensions, the three horizons, warnings in sentences."""
    found = mixes(desk)
    drawn = horizons(desk, found[0])
    groups = dict(drawn.groups)
    for mix in found:
        groups |= groups_of(mix.portions, mix.dimension)
    context = {"mixes": found, "main": found[0], "drawn": drawn, "ending": phasing_out(desk)}
    return Made(context, [_mix_table(found), _closeness_table(found), _classes_table(desk)], groups)


def _mix_table(found: list[Mix]) -> Table:
    columns = [
        Column(_("Dimension")), Column(_("Class")), COUNT, BY_NUMBER, COST, BY_COST, Column(_("Declared"), "percent"),
        Column(_("Warning")),
    ]  # fmt: skip
    rows = [
        (mix.title, p.label, len(p.actions), p.count, p.cost, p.money, p.wanted, _("uneven") if p.uneven else "")
        for mix in found for p in mix.portions
    ]  # fmt: skip
    return Table("mix", _("Shares by class"), columns, rows)


def _closeness_table(found: list[Mix]) -> Table:
    columns = [
        Column(_("Dimension")), Column(_("Balance by number"), "percent"), Column(_("Balance by cost"), "percent"),
        Column(_("Active actions that do not say it"), "records"),
    ]  # fmt: skip
    rows = [(mix.title, mix.found.balance_count, mix.found.balance_money, mix.missing) for mix in found]
    return Table("closeness", _("Balance against the declared mix"), columns, rows)


def _classes_table(desk: Desk) -> Table:
    labels = {name: dict(choices.choices) for name, (_title, choices) in DIMENSIONS.items()}
    rows = [
        (desk.actions[a.key], desk.actions[a.key].status_label, *(labels[n].get(getattr(a, n)) for n in labels), a.cost)
        for a in active(desk)
    ]  # fmt: skip
    columns = [ACTION, STATE, *(Column(title) for title, _choices in DIMENSIONS.values()), COST]
    return Table("actions", _("Active actions"), columns, rows)


def levers(desk: Desk, query: Query) -> Made:
    """Shares per lever by number and by cost, evenness, technology beside the rest."""
    found = lever_mix(desk)
    table = Table("levers", _("Levers"), [Column(_("Lever")), COUNT, BY_NUMBER, COST, BY_COST], _lines(found.portions))
    return Made({"levers": found}, [table], groups_of(found.portions, "lever"))


def _lines(portions: list[Portion]) -> list[tuple]:
    return [(p.label, len(p.actions), p.count, p.cost, p.money) for p in portions]


def actors(desk: Desk, query: Query) -> Made:
    """Families by role, actions of several families, load of leads by quarter."""
    found = people(desk)
    return Made(
        {"people": found}, [_families_table(desk, found), _joined_table(desk, found), _load_table(found)], found.groups
    )


def _families_table(desk: Desk, found: People) -> Table:
    columns = [Column(_("Family")), COUNT, *(Column(label, "number") for _role, label in found.roles)]
    rows = [
        (row.label, row.touching.count, *(tile.count if tile else 0 for tile in row.roles)) for row in found.families
    ]
    return Table("families", _("Actions by family and role"), columns, rows)


def _joined_table(desk: Desk, found: People) -> Table:
    numbers = [
        (gettext_lazy("Actions of two or more families"), found.found.two_or_more),
        (gettext_lazy("Actions of three or more families"), found.found.three_or_more),
        (gettext_lazy("Actions of one family only"), found.found.alone),
        (gettext_lazy("Actions led by a public actor"), found.found.led_by_public),
    ]
    rows = [(label, len(keys), desk.listed(keys)) for label, keys in numbers]
    return Table(
        "joined", _("How many families join"), [Column(_("Figure")), COUNT, Column(_("Which"), "records")], rows
    )


def _load_table(found: People) -> Table:
    columns = [
        Column(_("Lead"), "record"),
        *(Column(f"{q.year} · {q.number}", "number") for q in found.load.quarters),
        Column(_("Quarters beyond the limit"), "number"),
    ]
    rows = [
        (row.lead, *(tile.count if tile else 0 for tile in row.quarters), sum(t.above for t in row.quarters if t))
        for row in found.leads
    ]
    return Table("load", _("Active actions per lead and quarter"), columns, rows)


def services(desk: Desk, query: Query) -> Made:
    """Actors × objectives."""
    found = service_matrix(desk)
    return Made({"services": found}, [_services_table(found)], found.groups)


def _services_table(found: Services) -> Table:
    columns = [
        Column(_("Actor"), "record"), Column(_("Family")),
        *(Column(o.code or o.name, "number") for o in found.objectives), Column(_("Weight"), "number"),
    ]  # fmt: skip
    rows = [
        (row.actor, row.actor.family_label, *(cell.count if cell else 0 for cell in row.cells), row.weight)
        for row in found.rows
    ]  # fmt: skip
    return Table("services", _("Actions of each actor for each objective"), columns, rows)
