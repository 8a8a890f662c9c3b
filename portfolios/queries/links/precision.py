"""How good the proposals are: confirmed ÷ judged, with the counts behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from portfolios.choices import LinkKind, LinkStatus
from portfolios.models import (
    ActionLink,
    Placement,
    Portfolio,
)


@dataclass(frozen=True)
class Precision:
    """How many of the proposals that people judged they found true; ``waiting`` are not judged yet."""

    confirmed: int
    judged: int
    waiting: int

    @property
    def share(self) -> float | None:
        """Confirmed ÷ judged; None as long as nothing was judged."""
        return self.confirmed / self.judged if self.judged else None


def precision_of(links: QuerySet[ActionLink]) -> Precision:
    """``Precision`` of the proposals among ``links``, in one query."""
    found = links.order_by().filter(kind__in=LinkKind.proposed()).aggregate(
        confirmed=Count("pk", filter=Q(status__in=(LinkStatus.CONFIRMED, LinkStatus.RESOLVED))),
        judged=Count("pk", filter=Q(status__in=LinkStatus.decided())),
        waiting=Count("pk", filter=Q(status__in=LinkStatus.awaiting())),
    )  # fmt: skip
    return Precision(**found)


def precision_by_portfolio(user) -> list[tuple[Portfolio, Precision]]:
    """Portfolios with judged proposals, the most judged first; in three queries."""
    judged = ActionLink.objects.visible_to(user).decided().filter(kind__in=LinkKind.proposed())
    rows = list(judged.values_list("one", "other", "status"))
    ids = {pk for one, other, _status in rows for pk in (one, other)}
    held = defaultdict(set)
    for action, portfolio in Placement.objects.filter(action__in=ids).values_list("action", "portfolio"):
        held[action].add(portfolio)
    counts: defaultdict[int, Counter] = defaultdict(Counter)
    for one, other, status in rows:
        for portfolio in held[one] & held[other]:
            counts[portfolio]["judged"] += 1
            counts[portfolio]["confirmed"] += status != LinkStatus.DISMISSED
    seen = Portfolio.objects.visible_to(user).filter(pk__in=list(counts))
    found = [(one, Precision(counts[one.pk]["confirmed"], counts[one.pk]["judged"], 0)) for one in seen]
    return sorted(found, key=lambda row: (-row[1].judged, row[0].pk))
