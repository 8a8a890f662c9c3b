"""Pictures for paper: plain geometry with its colours inside, for a file that no style sheet reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

LEFT, RIGHT, TOP, PITCH = 364, 944, 28, 22
LONGEST = 52  # letters of a label
RUNNING, PLANNED, OVER = "#0066cc", "#7fb2e5", "#9fb3c8"
_COLOURS = {"in_progress": RUNNING, "completed": OVER, "closed": OVER, "suspended": OVER, "discontinued": OVER}


def printed_timeline(actions: Sequence[Any], labels: Mapping[Any, str], today: date) -> dict[str, Any]:
    """What the template of the time line draws: years, today, and a bar for each of ``actions`` (of the analyses)."""
    days = [day for action in actions for day in (action.starts_on, action.ends_on) if day]
    first = date(min(days).year, 1, 1)
    last = date(max(days).year, 12, 31)

    def x(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - first).days / ((last - first).days or 1), 1)

    years = range(first.year, last.year + 2)
    step = max(1, len(years) // 10)
    bars = [_bar(action, labels[action.key], TOP + place * PITCH, x) for place, action in enumerate(actions)]
    return {
        "height": str(TOP + len(actions) * PITCH + 6),
        "ticks": [{"x": str(x(date(year, 1, 1))), "text": str(year)} for year in years[::step] if year <= last.year],
        "bars": bars,
        "today": str(x(today)) if first <= today <= last else "",
    }


def _bar(action: Any, label: str, y: float, x) -> dict[str, str]:
    """An action with one date only is a short mark there."""
    start = action.starts_on or action.ends_on
    end = action.ends_on or (action.starts_on and action.starts_on + timedelta(days=30))
    text = label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
    return {
        "text": text, "y": str(y), "middle": str(y + 11), "x": str(x(start)),
        "width": str(round(max(x(end) - x(start), 3), 1)), "colour": _COLOURS.get(action.status, PLANNED),
    }  # fmt: skip
