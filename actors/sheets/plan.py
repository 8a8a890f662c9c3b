"""What an import is going to do, row by row."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from convergenze.exchange.reading import column_key

CREATE, UPDATE, SKIP, ERROR = "create", "update", "skip", "error"


@dataclass
class PlannedRow:
    """One row of the file: ``outcome`` is create, update, skip or error; ``message`` says why, with the cell's text."""

    line: int
    outcome: str
    label: str = ""
    message: Any = ""
    text: str = ""
    what: Any = None
    changes: dict = field(default_factory=dict)


@dataclass
class Plan:
    """Every data row of the file is in ``rows`` once."""

    rows: list[PlannedRow] = field(default_factory=list)
    source: str = ""

    @property
    def counts(self):
        """{"create": n, "update": n, "skip": n, "error": n}; they add up to the rows read."""
        found = Counter(row.outcome for row in self.rows)
        return {name: found[name] for name in (CREATE, UPDATE, SKIP, ERROR)}

    @property
    def errors(self):
        """[{"line", "message", "text"}] of the rows in error."""
        return [
            {"line": row.line, "message": str(row.message), "text": row.text}
            for row in self.rows
            if row.outcome == ERROR
        ]

    def as_json(self):
        """What commands print with --json."""
        names = {CREATE: "created", UPDATE: "updated", SKIP: "skipped"}
        counts = self.counts
        return {"rows": len(self.rows)} | {names[k]: counts[k] for k in names} | {"errors": self.errors}


def by_key(cells):
    """The cells of a row by reduced column name, so that releases of one dataset look alike."""
    return {column_key(name): value for name, value in cells.items()}


def first_of(cells, names):
    """The first non-empty cell among ``names``; ""."""
    return next((cells[name].strip() for name in names if cells.get(name, "").strip()), "")
