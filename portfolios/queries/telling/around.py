"""The actions recorded around a portfolio, whole: a story lists them all."""

from portfolios.analysis import world as plain
from portfolios.queries.loading import unaligned_actions
from portfolios.queries.loading.fields import FIELDS, reference_of
from portfolios.queries.loading.parts import Parts


def around_world(portfolio, user):
    """([plain action keyed by code or reference], [id]) of the territory's actions outside ``portfolio``."""
    rows = list(unaligned_actions(portfolio, user).order_by("pk").values(*FIELDS))
    parts = Parts([row["pk"] for row in rows], user)
    return [_action(row, parts) for row in rows], [row["pk"] for row in rows]


def _action(row, parts):
    pk = row["pk"]
    return plain.Action(
        key=row["code"] or reference_of(row),
        title=row["title"],
        summary=row["summary"],
        lead=row["lead_id"],
        partners=tuple(parts.partners.get(pk, ())),
        levers=frozenset(row["levers"]),
        primary_lever=row["primary_lever"] or None,
        horizon=row["horizon"] or None,
        stage=row["stage"] or None,
        depth=row["depth"] or None,
        dynamic=row["dynamic"] or None,
        status=row["status"],
        health=row["health"],
        munis=frozenset(parts.munis.get(pk, ())),
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        cost=row["cost"],
        targets=frozenset(row["target_groups"]),
        funding=tuple(parts.funding.get(pk, ())),
        offers=frozenset(parts.offers.get(pk, ())),
        needs=frozenset(parts.needs.get(pk, ())),
        cofog=frozenset(row["cofog"]),
        ateco=frozenset(row["ateco_sections"]),
    )
