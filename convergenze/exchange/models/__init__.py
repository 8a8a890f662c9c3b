"""Imports and their rows."""

from convergenze.exchange.models.row import ImportRow
from convergenze.exchange.models.run import ImportRun

__all__ = ["ImportRow", "ImportRun"]
