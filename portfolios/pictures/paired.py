"""Two bars, one above the other, and a mark for what was wanted: shares of the whole width in percent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PairedBars:
    """Widths and the place of the mark in percent with a decimal point; None where there is nothing to draw."""

    upper: str | None
    lower: str | None
    mark: str | None


def paired(upper: float | None, lower: float | None, mark: float | None = None, *, full: float = 1.0) -> PairedBars:
    """Bars of two shares against ``full``, the share that fills the width."""
    return PairedBars(*(None if share is None else _percent(share, full) for share in (upper, lower, mark)))


def _percent(share: float, full: float) -> str:
    return f"{min(max(share / full, 0), 1) * 100:.2f}"
