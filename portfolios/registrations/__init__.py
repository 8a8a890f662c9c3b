"""What portfolios offers the house: imported when the app is ready, module by module."""

from portfolios.registrations import (
    calendar,
    calls,
    composing,
    converting,
    governance,
    learning,
    links,
    pages,
    telling,
    time,
)

__all__ = [
    "calendar",
    "calls",
    "composing",
    "converting",
    "governance",
    "learning",
    "links",
    "pages",
    "telling",
    "time",
]
