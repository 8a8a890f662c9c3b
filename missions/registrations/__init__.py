"""What missions offers the house: imported when the app is ready, module by module."""

from missions.registrations import calendar, converting, foresight, framing, governance, telling

__all__ = ["calendar", "converting", "foresight", "framing", "governance", "telling"]
