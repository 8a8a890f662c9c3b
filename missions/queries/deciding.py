"""What decisions are about, what they would make happen, and which decisions are about a record."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from convergenze.history import services as history
from missions.models import Decision, DecisionSubject, Mission
from missions.workflow import acts


@dataclass(frozen=True)
class SubjectReading:
    """One record a decision is about; ``waits``: what stands in the way of what it makes happen, today."""

    row: DecisionSubject
    record: Any
    kind: acts.Kind
    act: acts.Act | None
    waits: tuple[str, ...]

    @property
    def href(self) -> str:
        """The page of the record; "" when it has none."""
        address = getattr(self.record, "get_absolute_url", None)
        return address() if address else ""


def subjects_of(decision: Decision, user: Any, *, with_waits: bool = False) -> list[SubjectReading]:
    """What ``decision`` is about as far as it exists for ``user``, in order; one query per kind.

    ``with_waits``: for who may record the decision.
    """
    found = []
    rows = list(decision.subjects.select_related("subject_type").order_by("pk"))
    for kind in acts.kinds():
        of_kind = {row.subject_id: row for row in rows if row.subject_type.model_class() is kind.model}
        if of_kind:
            records = kind.model.objects.visible_to(user).filter(pk__in=of_kind)
            found += [_reading(of_kind[record.pk], record, kind, user, with_waits) for record in records]
    return sorted(found, key=lambda one: one.row.pk)


def _reading(row, record, kind, user, with_waits) -> SubjectReading:
    act = kind.act(row.move) if row.move else None
    waits = tuple(_waits(record, kind, act, user)) if with_waits and act and not row.is_carried_out else ()
    return SubjectReading(row, record, kind, act, waits)


def _waits(record, kind, act, user) -> Iterator[str]:
    if record.status not in act.move.source:
        yield _("It is now “%(state)s”: this move starts from another state.") % {"state": record.get_status_display()}
    else:
        yield from kind.workflow.reasons_to_wait(record, act.move.name, user)


def subject_choices(mission: Mission, user: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """[(kind, [("actions:12", "Title · reference")])]: what a body of ``mission`` may decide about, for a select."""
    groups = []
    for kind in acts.kinds():
        seen = kind.model.objects.visible_to(user).values("pk")
        records = kind.rows(mission).filter(pk__in=seen)
        rows = [(f"{kind.word}:{record.pk}", _named(record)) for record in records]
        if rows:
            groups.append((kind.label, rows))
    return groups


def _named(record) -> str:
    return " · ".join(filter(None, [str(record)[:110], getattr(record, "reference", "")]))


def act_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """[(kind, [("actions:commit", "Commit")])]: what a decision may make happen, for a select."""
    return [
        (kind.label, [(f"{kind.word}:{act.name}", str(act.label)) for act in kind.acts])
        for kind in acts.kinds()
        if kind.acts
    ]


def decisions_about(record: Any, user: Any):
    """Decisions about ``record`` that exist for ``user``, the latest first, with their bodies."""
    about = DecisionSubject.objects.filter(
        subject_type=ContentType.objects.get_for_model(record), subject_id=record.pk
    ).values("decision")
    return Decision.objects.visible_to(user).filter(pk__in=about).select_related("body", "mission")


def decision_of_review(mission: Mission) -> Decision | None:
    """The decision in force about ``mission`` that was taken since its review was opened; None when there is none."""
    opened = history.entries_of(mission).filter(verb="missions.mission.review").first()
    about = DecisionSubject.objects.filter(
        subject_type=ContentType.objects.get_for_model(Mission), subject_id=mission.pk
    ).values("decision")
    rows = Decision.objects.alive().in_force().filter(mission=mission, pk__in=about)
    return rows.filter(decided_on__gte=opened.at.date()).first() if opened else rows.first()
