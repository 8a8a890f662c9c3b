"""What portfolios offers the house: imported when the app is ready, module by module."""

from portfolios.registrations import calls, composing, governance, learning, links, pages, time

__all__ = ["calls", "composing", "governance", "learning", "links", "pages", "time"]
