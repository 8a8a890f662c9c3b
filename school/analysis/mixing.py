"""Mixed teams: people of different families spread over teams of fitting size."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Table:
    """A team while people are seated: who sits there and how many of each family."""

    key: Any
    families: Counter = field(default_factory=Counter)
    people: list = field(default_factory=list)

    @property
    def size(self):
        """How many sit there, those who were there before included."""
        return self.families.total()


def tables_needed(people, most):
    """How many teams of at most ``most`` hold ``people``."""
    return -(-people // most)


def seat(people, tables, most):
    """Seat ``people`` (key, family) at ``tables`` of at most ``most``; return the keys that found no place.

    The rarest families go first, each person where their family is least present, then where fewest sit: the same
    people always make the same teams.
    """
    sizes = Counter(family for _key, family in people)
    left = []
    for key, family in sorted(people, key=lambda one: (sizes[one[1]], str(one[1]), str(one[0]))):
        free = [table for table in tables if table.size < most]
        if not free:
            left.append(key)
            continue
        chosen = min(free, key=lambda table: (table.families[family], table.size, tables.index(table)))
        chosen.families[family] += 1
        chosen.people.append(key)
    return left
