"""What a report of a mission says, chapter by chapter, as plain data in one language."""

from collections.abc import Callable
from typing import Any

from portfolios.queries.reporting import analyses, governance
from portfolios.queries.tabs.desk import Desk


def chapters_of(desk: Desk) -> list[Callable[[Desk], dict[str, Any] | None]]:
    """The chapters of a report on ``desk``, each written when it is called; None where there is nothing to tell."""
    live = [governance.decisions, governance.commitments, governance.procedures] if desk.snapshot is None else []
    return [
        analyses.mission, analyses.quality, analyses.indicators, analyses.convergences, analyses.coverage,
        analyses.overlaps, analyses.money, analyses.timeline, *live,
    ]  # fmt: skip
