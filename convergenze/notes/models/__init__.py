"""What people attach to any record."""

from convergenze.notes.models.evidence import Evidence

__all__ = ["Evidence"]
