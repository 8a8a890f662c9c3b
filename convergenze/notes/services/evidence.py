"""Writes on evidence. The history of the subject tells that a piece came or went."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from convergenze.history import services as history


@transaction.atomic
def save_evidence(*, evidence, by, expected_version=None):
    """Save evidence whose ``subject`` is set. Raises ``PermissionDenied``, ``ValidationError``, ``StaleRecord``."""
    if not by.has_perm("notes.change_evidence", evidence):
        raise PermissionDenied
    is_new = evidence._state.adding
    history.save(evidence, by=by, expected_version=expected_version)
    if is_new:
        history.record(evidence.subject, "add_evidence", by=by, changes={"evidence": [None, str(evidence)]})
    return evidence


@transaction.atomic
def remove_evidence(*, evidence, by):
    """Remove a piece of evidence for good; the history of its subject keeps what it said."""
    if not by.has_perm("notes.delete_evidence", evidence):
        raise PermissionDenied
    history.record(evidence.subject, "remove_evidence", by=by, changes={"evidence": [str(evidence), None]})
    evidence.delete()
