"""The numbers behind the words "ahead", "on track", "stale", in one place (Convergenze analyses, 10. Indicators)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which ratio of progress to expectation a state holds, and when a measurement is old."""

    ahead_from: float = 1.2
    on_track_from: float = 0.9
    at_risk_from: float = 0.6
    stale_factor: float = 1.5
    stale_days: int = 180  # used when an indicator declares no frequency


DEFAULTS = Thresholds()


def reaches(value: float, threshold: float) -> bool:
    """Whether a score is at least a threshold; a sum such as .3 + .2 + .15 must not miss .65 by a last bit."""
    return round(value, 9) >= threshold
