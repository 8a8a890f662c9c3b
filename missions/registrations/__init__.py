"""What missions offers the house: imported when the app is ready, module by module."""

from missions.registrations import framing

__all__ = ["framing"]
