"""The keys of a world: ids, or the codes that reports print."""

from collections import Counter

from portfolios.models import Position
from portfolios.queries.loading.fields import reference_of


class Keys:
    """Turns ids into the keys of a world: the ids themselves, or the codes that reports print."""

    def __init__(self, portfolio, rows, by_code):
        self._positions = {row.pk: row for row in Position.objects.filter(portfolio=portfolio)}
        self.by_code = by_code
        repeated = Counter(row["code"] for row in rows)
        self._codes = {
            row["pk"]: row["code"] if repeated[row["code"]] == 1 and row["code"] else reference_of(row) for row in rows
        }

    def action(self, pk):
        """Key of an action of the portfolio."""
        return self._codes[pk] if self.by_code else pk

    def position(self, pk):
        """Key of a position; None for none."""
        return self._positions[pk].code if self.by_code and pk else pk

    def positions(self):
        """{key: title}."""
        return {self.position(pk): row.title for pk, row in self._positions.items()}
