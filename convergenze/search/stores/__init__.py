"""Two stores of the same words with equal answers: SQLite's FTS5 and PostgreSQL's tsvector.

Each has ``create(schema_editor)``, ``drop(schema_editor)``, ``write(rows)``, ``remove(ids)`` and
``hits(query, limit) -> (sql, params)``, a select of ``id`` and ``rank`` (small first); ``matches(query)``, one of all
ids.
"""

from dataclasses import dataclass

from django.db import connection

from convergenze.search.stores import postgres, sqlite

# Hits that are ranked; beyond them the order would cost more than it tells.
MOST_HITS = 20_000


@dataclass(frozen=True)
class Row:
    """One document: stems by weight (A to D) and every folded word in order; "" between two fields."""

    id: int
    stems: dict[str, list[str]]
    forms: list[str]


def store():
    """The store of the database in use."""
    return postgres if connection.vendor == "postgresql" else sqlite
