"""Links in lists: their order, and what a row shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet, prefetch_related_objects

from actors.models import Actor
from portfolios.models import (
    ActionLink,
    Portfolio,
)

# ``?sort=`` names and the columns they mean; a minus sign turns them round.
SORTS = {"score": "score", "stake": "at_stake", "kind": "kind", "status": "status", "newest": "pk"}


def sorted_links(rows: QuerySet[ActionLink], sort: str) -> QuerySet[ActionLink]:
    """``rows`` (with their stake) in the order asked, unknown values last; by default what may be done twice first."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    if name not in SORTS:
        return rows.order_by("kind", F("score").desc(nulls_last=True), "-pk")
    column = F(SORTS[name])
    return rows.order_by(column.desc(nulls_last=True) if down else column.asc(nulls_last=True), "-pk")


@dataclass(frozen=True)
class LinkRow:
    """A link in a list; ``leads``: of the two actions, None where there is none for the reader."""

    link: ActionLink
    leads: tuple[Actor | None, Actor | None]
    portfolios: list[Portfolio]


def rows_of(links: Iterable[ActionLink], user) -> list[LinkRow]:
    """``LinkRow`` for the links of one page, in two queries more."""
    links = list(links)
    prefetch_related_objects(links, "one", "other")
    leads = Actor.objects.visible_to(user).in_bulk({pk for link in links for pk in link.lead_ids})
    ids = {int(pk) for link in links for pk in link.found_in}
    seen = {portfolio.pk: portfolio for portfolio in Portfolio.objects.visible_to(user).filter(pk__in=ids)}
    return [
        LinkRow(
            link,
            (leads.get(link.one.lead_id), leads.get(link.other.lead_id)),
            [seen[int(pk)] for pk in link.found_in if int(pk) in seen],
        )
        for link in links
    ]
