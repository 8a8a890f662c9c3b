"""What to do with each row: create, update, skip, and why."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

from convergenze.exchange.choices import Outcome
from convergenze.exchange.messages import Message, message
from convergenze.history import services as history
from convergenze.history.values import plain
from portfolios.choices import ActionStatus
from portfolios.models import Action, FundingLine, SourceRecord
from portfolios.services.projects.content import (
    TEXTS,
    digest_of,
    external_id_of,
    is_same,
    money_of,
    release_of,
    values_of,
)
from portfolios.services.projects.places import codes_of
from portfolios.sources import SOURCES, ProjectRow

IMPORT_VERBS = ("portfolios.action.import", "portfolios.action.revert")
LABELS = {
    "title": _("title"),
    "summary": _("summary"),
    "kind": _("kind"),
    "cup": "CUP",
    "cost": _("cost"),
    "starts_on": _("start"),
    "ends_on": _("end"),
    "lead": _("lead"),
    "territories": _("places"),
    "funding_lines": _("money"),
}


@dataclass
class Incoming:
    """A project row on its way in. ``lead``: id of the actor (None: nobody yet); ``places``: territory ids.

    ``changes``: {field: [before, after]} to write; ``record`` and ``action`` are what is there already.
    """

    row: ProjectRow
    lead: int | None
    places: list
    outcome: str = Outcome.CREATE
    reasons: tuple[Message, ...] = ()
    record: SourceRecord | None = None
    changes: dict = field(default_factory=dict)
    digest: str = ""
    external_id: str = ""

    @property
    def action(self):
        """The action that stands for it already; None."""
        return self.record.action if self.record else None

    @property
    def values(self):
        """{field: JSON value} of everything the row says about an action."""
        said = values_of(self.row) | {"funding_lines": money_of(self.row), "lead": self.lead}
        return said | ({"territories": sorted(self.places)} if self.places else {})


def judge(incoming, source):
    """Fill in ``outcome``, ``reasons``, ``record`` and ``changes`` of each. Four queries, whatever the number."""
    by_hand = SOURCES[source].guess is not None
    for one in incoming:
        one.external_id, one.digest = external_id_of(one.row), digest_of(one.row, one.places, by_hand=by_hand)
    found = _records(source, [one.external_id for one in incoming])
    open_ones = []
    for one in incoming:
        one.record = found.get(one.external_id)
        if one.record is None:
            one.outcome = Outcome.CREATE
        elif reason := _why_left_alone(one):
            one.outcome, one.reasons = Outcome.SKIP, (reason,)
        else:
            open_ones.append(one)
    _compare(open_ones)
    return incoming


def _records(source, external_ids):
    rows = SourceRecord.objects.filter(source=source, external_id__in=external_ids).defer("raw")
    return {row.external_id: row for row in rows.select_related("action")}


def _why_left_alone(one):
    action, record = one.action, one.record
    if is_same(record.digest, one.digest):
        return message(_("Unchanged since the last import."))
    if action.deleted_at:
        return message(_("Somebody moved this action to the bin: it stays there."))
    if action.merged_into_id:
        return message(_("This action was merged into another one, which stays as it is."))
    if action.status != ActionStatus.MAPPED:
        return message(_("Its owner has taken this action over: it stays as they wrote it."))
    if record.digest and release_of(one.row) < record.release:
        return message(_("What is here is of a later release, of %(day)s: it stays."), day=record.release)
    return None


def _compare(incoming):
    """Only what still stands as an import left it is changed; what a person wrote is kept, and said."""
    if not incoming:
        return
    ids = [one.action.pk for one in incoming]
    left, now = left_by_imports(ids), current_values(ids)
    for one in incoming:
        pk, kept = one.action.pk, []
        for name, value in one.values.items():
            present = now[pk].get(name)
            if _same(present, value):
                continue
            if _same(present, left.get(pk, {}).get(name)):
                one.changes[name] = [present, value]
            else:
                kept.append(name)
        one.outcome = Outcome.UPDATE if one.changes or not kept else Outcome.SKIP
        one.reasons = tuple(_reasons(one.changes, kept))


def _reasons(changes, kept):
    if changes:
        yield message(_("Changes: %(fields)s."), fields=[LABELS[name] for name in changes])
    if kept:
        yield message(_("Kept as a person wrote it: %(fields)s."), fields=[LABELS[name] for name in kept])
    if not changes and not kept:
        yield message(_("Only details of the source changed."))


def left_by_imports(ids):
    """{action id: {field: value}}: how imports left each field."""
    left: dict[int, dict] = {}
    entries = history.entries_about(Action.objects.filter(pk__in=ids)).filter(verb__in=IMPORT_VERBS).order_by("pk")
    for subject, changes in entries.values_list("subject_id", "changes"):
        left.setdefault(subject, {}).update({name: pair[1] for name, pair in changes.items()})
    return left


def current_values(ids):
    """{action id: {field: JSON value}} as the actions stand."""
    now = {}
    for action in Action.objects.filter(pk__in=ids).only(*TEXTS, "lead"):
        values = {name: plain(getattr(action, name)) for name in TEXTS}
        now[action.pk] = values | {"lead": action.lead_id, "territories": [], "funding_lines": []}
    through = Action.territories.through.objects.filter(action__in=ids).order_by("territory_id")
    for pk, territory in through.values_list("action_id", "territory_id"):
        now[pk]["territories"].append(territory)
    for line in FundingLine.objects.filter(action__in=ids).select_related("programme"):
        programme = line.programme.name if line.programme else ""
        now[line.action_id]["funding_lines"].append(
            [line.source, programme, plain(line.amount), line.stage, line.instrument, line.share]
        )
    for values in now.values():
        values["funding_lines"].sort()
    return now


def _same(one, other):
    return (one or None) == (other or None)


def asked_codes(rows):
    """Every ISTAT code that ``rows`` give."""
    return {code for row in rows for code in codes_of(row)}
