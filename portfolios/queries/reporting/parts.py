"""What chapters are made of.

A chapter: {"heading", "text": [paragraphs], "picture": {"file", "alt"} or None, "table": {"head", "rows", "right":
columns of figures, "wide": columns of long texts} or None}.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format

from convergenze.core.templatetags.formats import number_text, percent_text

SHOWN = 40  # rows of a table of records; the pages show all


def chapter(heading, text=(), table=None, picture=None) -> dict[str, Any]:
    """A chapter in its shape."""
    return {"heading": heading, "text": [str(one) for one in text], "table": table, "picture": picture}


def table(head, rows, right=(), wide=()) -> dict[str, Any]:
    """A table; ``right``: the columns that hold figures, ``wide``: those that hold long texts."""
    return {
        "head": [str(one) for one in head],
        "rows": [[str(cell) for cell in row] for row in rows],
        "right": list(right),
        "wide": list(wide),
    }


def day(one: date | None) -> str:
    """A day, or a dash."""
    return date_format(one, "SHORT_DATE_FORMAT") if one else "–"


def number(value) -> str:
    """A figure, or a dash."""
    return "–" if value is None else number_text(value, 2)


def percent(share) -> str:
    """A share, or a dash."""
    return "–" if share is None else percent_text(share, 1)
