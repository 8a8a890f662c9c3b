"""What happened to a mission and its parts."""

from convergenze.history import services as history
from missions.models import Indicator, Measurement


def history_of(mission, limit=30):
    """The last entries about ``mission``, its objectives, indicators and measurements, newest first."""
    indicators = Indicator.objects.filter(objective__mission=mission)
    parts = (mission.objectives.all(), indicators, Measurement.objects.filter(indicator__in=indicators))
    entries = history.entries_of(mission)
    for rows in parts:
        entries |= history.entries_about(rows)
    return entries[:limit]
