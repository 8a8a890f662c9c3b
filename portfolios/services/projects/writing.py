"""Mapped actions in bulk: a constant number of queries per batch."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from convergenze.core.visibility import Visibility
from convergenze.exchange.choices import Outcome
from convergenze.history import services as history
from portfolios.choices import ActionStatus
from portfolios.models import Action, FundingLine, FundingProgramme, SourceRecord
from portfolios.services.projects.content import TEXTS, release_of
from portfolios.services.slugs import give_slugs

DATES = ("starts_on", "ends_on")


def write_actions(incoming, *, source, by, batch):
    """Write judged rows (see ``judge``). ``source`` is the ``sources.Source``; must run in a transaction."""
    _create([one for one in incoming if one.outcome == Outcome.CREATE], source, by, batch)
    _update([one for one in incoming if one.outcome == Outcome.UPDATE], source, by, batch)
    _see_again([one.record.pk for one in incoming if one.outcome == Outcome.SKIP and one.record])


def _create(incoming, source, by, batch):
    if not incoming:
        return
    actions = [_action(one, source, by) for one in incoming]
    give_slugs(actions)
    Action.objects.bulk_create(actions, batch_size=500)
    records = []
    for one, action in zip(incoming, actions, strict=True):
        records.append(_record(one, action, source, batch))
        one.changes = {name: [None, value] for name, value in one.values.items() if value not in (None, "", [])}
    one_by_action = {action.pk: one for one, action in zip(incoming, actions, strict=True)}
    _place({pk: one.places for pk, one in one_by_action.items()})
    put_money({pk: one.values["funding_lines"] for pk, one in one_by_action.items()}, source=source, by=by)
    for one, record in zip(incoming, SourceRecord.objects.bulk_create(records, batch_size=500), strict=True):
        one.record = record
    changes = {pk: one.changes for pk, one in one_by_action.items()}
    history.record_many(actions, "import", by=by, batch=batch, reason=str(source.label), changes=changes)


def _action(one, source, by):
    return Action(
        **{name: to_python(name, value) for name, value in one.values.items() if name in TEXTS},
        lead_id=one.lead,
        status=ActionStatus.MAPPED,
        visibility=Visibility.PUBLIC,
        language="it",
        origin=source.name,
        created_by=by if getattr(by, "pk", None) else None,
    )


def to_python(name, value):
    """A stored JSON value as the field of an action holds it."""
    if name == "cost":
        return Decimal(value) if value is not None else None
    if name in DATES:
        return date.fromisoformat(value) if value else None
    return value


def _record(one, action, source, batch):
    return SourceRecord(
        action=action,
        source=source.name,
        external_id=one.external_id,
        release=release_of(one.row),
        licence=source.licence[:80],
        digest=one.digest,
        raw={column: text.replace("\x00", "") for column, text in one.row.raw.items() if text},
        batch=batch,
    )


def _place(places):
    through = Action.territories.through
    rows = [through(action_id=pk, territory_id=place) for pk, found in places.items() for place in found]
    through.objects.bulk_create(rows, batch_size=1000)


def put_places(places):
    """Make {action id: territory ids} the places of those actions."""
    Action.territories.through.objects.filter(action__in=list(places)).delete()
    _place(places)


def put_money(money, *, source=None, by=None):
    """Make {action id: funding lines as lists} the money of those actions; unknown programmes are made."""
    FundingLine.objects.filter(action__in=list(money)).delete()
    programmes = _programmes({line[1] for lines in money.values() for line in lines} - {""}, source, by)
    author = by if getattr(by, "pk", None) else None
    FundingLine.objects.bulk_create(
        [
            FundingLine(
                action_id=pk,
                source=who,
                programme_id=programmes.get(programme),
                amount=Decimal(amount),
                stage=stage,
                instrument=instrument,
                share=share,
                created_by=author,
            )
            for pk, lines in money.items()
            for who, programme, amount, stage, instrument, share in lines
        ],
        batch_size=1000,
    )


def _programmes(names, source, by):
    known = dict(FundingProgramme.objects.filter(name__in=names).values_list("name", "pk"))
    if missing := names - set(known):
        author = by if getattr(by, "pk", None) else None
        fund = str(source.label)[:60] if source else ""
        FundingProgramme.objects.bulk_create(
            [FundingProgramme(name=name, fund=fund, created_by=author) for name in sorted(missing)],
            ignore_conflicts=True,
        )
        known |= dict(FundingProgramme.objects.filter(name__in=missing).values_list("name", "pk"))
    return known


def _update(incoming, source, by, batch):
    if not incoming:
        return
    changed = [one for one in incoming if one.changes]
    apply_values({one.action: {name: pair[1] for name, pair in one.changes.items()} for one in changed}, source, by)
    for one in incoming:
        fresh = _record(one, one.action, source, batch)
        one.record.release, one.record.digest, one.record.raw = fresh.release, fresh.digest, fresh.raw
        one.record.batch, one.record.last_seen_at = batch, timezone.now()
    names = ["release", "digest", "raw", "batch", "last_seen_at"]
    SourceRecord.objects.bulk_update([one.record for one in incoming], names, batch_size=200)
    history.record_many(
        [one.action for one in incoming],
        "import",
        by=by,
        batch=batch,
        reason=str(source.label),
        changes={one.action.pk: one.changes for one in incoming},
    )


def apply_values(changes, source=None, by=None):
    """Write {action: {field: JSON value}} in bulk, places and money included, and raise the versions."""
    for action, values in changes.items():
        for name in set(values) & set(TEXTS):
            setattr(action, name, to_python(name, values[name]))
        if "lead" in values:
            action.lead_id = values["lead"]
        action.version += 1
        action.updated_at = timezone.now()
    Action.objects.bulk_update(changes, [*TEXTS, "lead", "version", "updated_at"], batch_size=100)
    put_places({action.pk: values["territories"] for action, values in changes.items() if "territories" in values})
    money = {action.pk: values["funding_lines"] for action, values in changes.items() if "funding_lines" in values}
    put_money(money, source=source, by=by)


def _see_again(ids):
    SourceRecord.objects.filter(pk__in=ids).update(last_seen_at=timezone.now())
