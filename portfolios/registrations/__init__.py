"""What portfolios offers the house: imported when the app is ready, module by module."""

from portfolios.registrations import composing, pages

__all__ = ["composing", "pages"]
