"""What portfolios offers the house: imported when the app is ready, module by module."""

from portfolios.registrations import calls, composing, links, pages, time

__all__ = ["calls", "composing", "links", "pages", "time"]
