"""What signatories promised and whether they kept it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from actors.choices import Family
from missions.choices.governance import CommitmentStatus
from missions.models import Commitment


@dataclass(frozen=True)
class Kept:
    """Commitments of one family: those whose day has come (or that ended), and of these those kept."""

    family: str
    label: str
    kept: int
    due: int
    waiting: int

    @property
    def share(self) -> float | None:
        """Kept ÷ due; None while nothing is due."""
        return self.kept / self.due if self.due else None


def is_due(commitment: Commitment, on: Any = None) -> bool:
    """Whether a commitment counts: it was kept or lost, or its day has come."""
    if commitment.status in (CommitmentStatus.FULFILLED, CommitmentStatus.LAPSED):
        return True
    due = commitment.due_on
    return commitment.status == CommitmentStatus.ACCEPTED and due is not None and due <= (on or timezone.localdate())


def kept_by_family(commitments: Iterable[Commitment], on: Any = None) -> list[Kept]:
    """Kept ÷ due of each family that promised something, in the order of families; no query (actors are loaded)."""
    agreed = [one for one in commitments if one.status in CommitmentStatus.public()]
    return [
        _kept(family.value, str(family.label), [one for one in agreed if one.actor.family == family], on)
        for family in Family
        if any(one.actor.family == family for one in agreed)
    ]


def kept_in_all(commitments: Iterable[Commitment], on: Any = None) -> Kept:
    """Kept ÷ due of all of them."""
    return _kept("", "", [one for one in commitments if one.status in CommitmentStatus.public()], on)


def _kept(family, label, rows, on) -> Kept:
    due = [one for one in rows if is_due(one, on)]
    kept = sum(one.status == CommitmentStatus.FULFILLED for one in due)
    return Kept(family, label, kept, len(due), len(rows) - len(due))


def promises_about(record: Any, user: Any):
    """Commitments that hang from ``record`` (a pair to be coordinated…) and exist for ``user``."""
    kind = ContentType.objects.get_for_model(record)
    rows = Commitment.objects.visible_to(user).filter(subject_type=kind, subject_id=record.pk)
    return rows.select_related("actor", "mission")


def families_committed(mission: Any) -> list[str]:
    """Families of the actors whose promises the mission accepted and which were not lost, in order."""
    held = (CommitmentStatus.ACCEPTED, CommitmentStatus.FULFILLED)
    found = set(mission.commitments.alive().filter(status__in=held).order_by().values_list("actor__family", flat=True))
    return [family.value for family in Family if family.value in found]
