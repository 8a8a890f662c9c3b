"""Errors that the domain raises and both doors translate."""

from django.core.exceptions import ValidationError


class StaleRecord(Exception):
    """Somebody saved this record after it was opened.

    ``current`` is the record as it stands, ``changes`` the entries of its history since then (newest first).
    """

    def __init__(self, current, changes):
        super().__init__(str(current))
        self.current = current
        self.changes = changes


class MoveRefused(ValidationError):
    """A move that has to wait: ``messages`` are the sentences that tell what is missing."""


class Busy(Exception):
    """Others hold what this needs and it waited long enough: nothing was written, the same again in a moment works."""

    retry_after = 5  # seconds
