"""The ledger of what happened."""

from convergenze.history.models.entry import Entry

__all__ = ["Entry"]
