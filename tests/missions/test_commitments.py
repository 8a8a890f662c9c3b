"""Promises: offered, accepted, counted, kept, and what the clock does at night."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from convergenze.core.errors import MoveRefused
from convergenze.history import services as history
from missions import queries, services
from missions.models import Commitment
from missions.tasks import watch_commitments
from missions.workflow import commitment_workflow
from tests.factories.actors import ActorFactory, MembershipFactory, PersonFactory
from tests.factories.governance import CommitmentFactory

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def representative(cooperative, chiara):
    MembershipFactory(actor=cooperative, person=PersonFactory(account=chiara), role="representative")
    return chiara


def _promise(mission, actor, **values):
    return Commitment(mission=mission, actor=actor, title="Sei assemblee", kind="volunteering", **values)


def _told(commitment):
    return [(entry.verb.rpartition(".")[2], str(entry.by)) for entry in history.entries_of(commitment)]


def test_a_signatory_offers_and_the_steward_accepts(mission, cooperative, representative, sara):
    promise = services.offer_commitment(commitment=_promise(mission, cooperative, due_on=TODAY), by=representative)
    assert promise.status == "offered"
    assert services.accept_commitment(commitment=promise, by=sara).status == "accepted"
    assert _told(promise) == [("accept", "Sara"), ("offer", "Chiara"), ("create", "Chiara")]


def test_an_editor_writes_the_draft_but_does_not_sign(mission, cooperative, bruno):
    promise = services.save_commitment(commitment=_promise(mission, cooperative), by=bruno)
    with pytest.raises(PermissionDenied):
        services.offer_commitment(commitment=promise, by=bruno)


def test_nobody_promises_for_somebody_elses_actor(mission, municipality, bruno):
    with pytest.raises(PermissionDenied):
        services.save_commitment(commitment=_promise(mission, municipality), by=bruno)


def test_an_offer_signed_on_paper_is_written_down_with_where(mission, cooperative, sara):
    promise = services.offer_commitment(commitment=_promise(mission, cooperative), by=sara, signed="Prot. 12/2026")
    assert promise.status == "offered"
    assert history.entries_of(promise).first().reason == "Prot. 12/2026"


def test_a_promise_without_a_day_is_not_accepted(mission, cooperative, sara):
    promise = services.offer_commitment(commitment=_promise(mission, cooperative), by=sara, signed="Prot. 12/2026")
    with pytest.raises(MoveRefused, match="Write by when it is to be kept"):
        services.accept_commitment(commitment=promise, by=sara)


def test_what_is_done_in_part_is_not_kept_yet(mission, cooperative, bruno, sara):
    promise = CommitmentFactory(mission=mission, actor=cooperative, quantity=6, unit="assemblee")
    services.report_commitment(commitment=promise, quantity_done=Decimal(4), by=bruno, note="Quattro frazioni.")
    promise.refresh_from_db()
    assert promise.share_done == pytest.approx(4 / 6)
    with pytest.raises(MoveRefused, match="4 of 6 assemblee are done"):
        commitment_workflow.perform(promise, "fulfil", by=sara, answers={"proof": "Verbali."})
    services.report_commitment(commitment=promise, quantity_done=Decimal(6), by=bruno)
    commitment_workflow.perform(promise, "fulfil", by=sara, answers={"proof": "Verbali."})
    promise.refresh_from_db()
    assert (promise.status, promise.proof, promise.kept_on) == ("fulfilled", "Verbali.", timezone.localdate())


def test_keeping_asks_how(mission, cooperative, sara):
    promise = CommitmentFactory(mission=mission, actor=cooperative)
    with pytest.raises(ValidationError):
        commitment_workflow.perform(promise, "fulfil", by=sara, answers={"reason": "Sì."})


def test_what_is_not_counted_is_not_reported_in_numbers(mission, sara):
    with pytest.raises(ValidationError, match="promises no quantity"):
        services.report_commitment(commitment=CommitmentFactory(mission=mission), quantity_done=Decimal(1), by=sara)


@pytest.mark.parametrize(
    ("late_by", "state", "after"),
    [(30, "accepted", "accepted"), (31, "accepted", "lapsed"), (31, "offered", "offered"), (31, "draft", "draft")],
)
def test_the_clock_lets_accepted_promises_lapse_after_thirty_days(late_by, state, after, db):
    promise = CommitmentFactory(status=state, due_on=TODAY - dt.timedelta(days=late_by))
    services.watch_commitments(on=TODAY)
    promise.refresh_from_db()
    assert promise.status == after


REMINDED = {31: [], 30: [30], 29: [29], 8: [8], 7: [7], 1: [1], 0: [0]}


@pytest.mark.parametrize(("left", "told"), REMINDED.items())
def test_who_promised_is_reminded(left, told, db):
    promise = CommitmentFactory(due_on=TODAY + dt.timedelta(days=left))
    services.watch_commitments(on=TODAY)
    assert [entry.extra["days"] for entry in history.entries_of(promise)] == told


def test_each_reminder_comes_once_even_when_nights_are_missed(db, monkeypatch):
    promise = CommitmentFactory(due_on=TODAY + dt.timedelta(days=30))
    for left in (30, 30, 20, 6, 5, 0, 0):
        day = promise.due_on - dt.timedelta(days=left)
        services.watch_commitments(on=day)
        promise.refresh_from_db()
        if promise.reminded_at:  # as if the night had been that day
            known = history.entries_of(promise).count()
            moment = timezone.make_aware(dt.datetime.combine(day, dt.time(5)))
            Commitment.objects.filter(pk=promise.pk).update(reminded_at=moment if known else None)
    assert [entry.extra["days"] for entry in history.entries_of(promise)] == [0, 6, 30]


def test_what_is_done_already_is_not_asked_for(db):
    CommitmentFactory(due_on=TODAY, quantity=6, quantity_done=6)
    assert services.watch_commitments(on=TODAY).reminded == []


def test_the_task_runs_twice_without_harm(db):
    today = timezone.localdate()
    late = CommitmentFactory(due_on=today - dt.timedelta(days=40))
    soon = CommitmentFactory(due_on=today + dt.timedelta(days=7))
    watch_commitments(), watch_commitments()
    assert _told(late) == [("lapse", "Convergenze")]
    assert _told(soon) == [("remind", "Convergenze")]


def test_kept_of_due_is_counted_by_family(mission, sara):
    coop = ActorFactory(kind="worker_coop", family="cooperation")
    town = ActorFactory()
    day = dt.timedelta(days=5)
    for actor, status, due_on in [
        (coop, "fulfilled", TODAY + day), (coop, "lapsed", TODAY - day), (coop, "accepted", TODAY + day),
        (town, "accepted", TODAY - day), (town, "draft", TODAY - day), (town, "withdrawn", TODAY - day),
    ]:  # fmt: skip
        CommitmentFactory(mission=mission, actor=actor, status=status, due_on=due_on)
    found = queries.kept_by_family(Commitment.objects.select_related("actor"), TODAY)
    assert [(row.family, row.kept, row.due, row.waiting) for row in found] == [
        ("public_administration", 0, 1, 0),
        ("cooperation", 1, 2, 1),
    ]
    whole = queries.kept_in_all(Commitment.objects.select_related("actor"), TODAY)
    assert (whole.kept, whole.due, whole.share) == (1, 3, pytest.approx(1 / 3))


def test_a_family_with_nothing_due_has_no_share(db):
    CommitmentFactory(due_on=TODAY + dt.timedelta(days=1))
    [row] = queries.kept_by_family(Commitment.objects.select_related("actor"), TODAY)
    assert (row.due, row.share) == (0, None)
