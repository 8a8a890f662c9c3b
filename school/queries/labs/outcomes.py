"""What came out of the School: outputs that became records of the platform, told from both sides."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch
from django.utils.text import capfirst

from school.choices.labs import OutputStatus
from school.models import Edition, Enrolment, Output
from school.queries.labs.naming import named


@dataclass(frozen=True)
class Born:
    """One output and what became of it: ``record`` is None where it does not exist for the reader."""

    output: Output
    edition: Edition
    authors: list
    record: Any = None

    @property
    def record_label(self):
        """What kind of record it is, in a word."""
        return capfirst(self.record._meta.verbose_name)

    @property
    def names(self):
        """The authors, each as far as they may be named, nobody twice."""
        return list(dict.fromkeys(one.words for one in self.authors if one.words))


def origin_of(record, user):
    """``Born`` for each output that ``record`` was born of, in editions that exist for ``user``."""
    kind = ContentType.objects.get_for_model(record)
    outputs = list(_promoted(user).filter(promoted_type=kind, promoted_id=record.pk))
    return _born(outputs, user, {(kind.pk, record.pk): record})


def came_out_of(editions, user):
    """``Born`` for every promoted output of ``editions`` (a queryset), the latest first."""
    outputs = list(_promoted(user).filter(team__lab__edition__in=editions).order_by("-promoted_at", "-pk"))
    return _born(outputs, user, _seen_records(outputs, user))


def outcome_of(output, user):
    """``Born`` of an output that is on the platform; None before."""
    found = list(_promoted(user).filter(pk=output.pk))
    return next(iter(_born(found, user, _seen_records(found, user))), None)


def _promoted(user):
    authors = Enrolment.objects.select_related("organisation").order_by("pk")
    rows = Output.objects.visible_to(user).filter(status=OutputStatus.PROMOTED)
    return rows.select_related("team__lab__edition", "promoted_revision").prefetch_related(
        Prefetch("contributors", authors, "authors")
    )


def _born(outputs, user, records):
    known = {one.enrolment.pk: one for one in named({a for output in outputs for a in output.authors}, user)}
    return [
        Born(
            output, output.team.lab.edition, [known[one.pk] for one in output.authors],
            records.get((output.promoted_type_id, output.promoted_id)),
        )
        for output in outputs
    ]  # fmt: skip


def _seen_records(outputs, user):
    """{(content type, id): record} of what the outputs became; one query for each kind of record."""
    ids: dict[int, set] = {}
    for output in outputs:
        ids.setdefault(output.promoted_type_id, set()).add(output.promoted_id)
    found: dict[tuple, Any] = {}
    for kind, wanted in ids.items():
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        found |= {(kind, row.pk): row for row in model._default_manager.visible_to(user).filter(pk__in=wanted)}
    return found
