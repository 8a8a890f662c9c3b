"""What missions offers the house: imported when the app is ready, module by module."""

from missions.registrations import foresight, framing, governance

__all__ = ["foresight", "framing", "governance"]
