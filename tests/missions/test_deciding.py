"""A decision carries out its moves in one transaction, or nothing happens."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from convergenze.core.errors import MoveRefused
from convergenze.history import services as history
from missions import queries, services
from missions.models import Commitment, Decision
from missions.workflow import decision_workflow, mission_workflow
from tests.factories.actors import MembershipFactory, PersonFactory
from tests.factories.governance import (
    BodyFactory,
    CommitmentFactory,
    DecisionFactory,
    DecisionSubjectFactory,
    MeetingFactory,
    SeatFactory,
)
from tests.factories.missions import MissionFactory

WHY = {"reason": "Nessuna obiezione."}


@pytest.fixture
def body(mission):
    return BodyFactory(mission=mission)


@pytest.fixture
def chair(body, cooperative, chiara):
    """chiara represents the cooperative, which presides; she holds no role on the mission."""
    body.mission.visibility = "public"
    body.mission.save()
    MembershipFactory(actor=cooperative, person=PersonFactory(account=chiara), role="representative")
    SeatFactory(body=body, actor=cooperative, role="chair")
    return chiara


def _decision(body, *subjects):
    decision = DecisionFactory(mission=body.mission, body=body)
    for subject, move in subjects:
        DecisionSubjectFactory(decision=decision, subject=subject, move=move)
    return decision


def _verbs(record):
    return [entry.verb.rpartition(".")[2] for entry in history.entries_of(record)]


def test_adopting_keeps_the_reason_and_the_day_of_the_meeting(body, sara):
    meeting = MeetingFactory(body=body, starts_at="2026-03-12T10:00:00Z")
    decision = DecisionFactory(mission=body.mission, body=body, meeting=meeting)
    decision_workflow.perform(Decision.objects.get(pk=decision.pk), "adopt", by=sara, answers=WHY)
    decision.refresh_from_db()
    assert (decision.status, decision.reason) == ("adopted", "Nessuna obiezione.")
    assert decision.decided_on.isoformat() == "2026-03-12"


@pytest.mark.parametrize("outcome", ["adopt", "amend", "postpone", "reject", "reopen"])
def test_every_outcome_asks_for_a_reason(outcome, body, sara):
    decision = DecisionFactory(mission=body.mission, body=body, status="adopted" if outcome == "reopen" else "open")
    with pytest.raises(ValidationError, match="Write a reason"):
        decision_workflow.perform(decision, outcome, by=sara)


def test_what_the_decision_asks_for_happens_by_its_mandate(body, chair):
    mission = body.mission
    mission.status = "active"
    mission.save()
    decision = _decision(body, (mission, "review"))
    assert not chair.has_perm("missions.review_mission", mission)
    decision_workflow.perform(decision, "adopt", by=chair, answers=WHY)
    mission.refresh_from_db()
    assert mission.status == "under_review"
    entry = history.entries_of(mission).first()
    assert (entry.by, entry.verb, entry.reason) == (chair, "missions.mission.review", decision.reference)
    assert entry.extra["decision"] == decision.pk
    assert all(row.is_carried_out for row in decision.subjects.all())


def test_without_the_decision_the_chair_may_not(body, chair):
    body.mission.status = "active"
    body.mission.save()
    with pytest.raises(PermissionDenied):
        mission_workflow.perform(body.mission, "review", by=chair)


def test_when_one_move_is_refused_nothing_is_written(body, sara):
    mission = body.mission
    mission.status = "active"
    mission.save()
    promise = CommitmentFactory(mission=mission, status="offered", due_on=None, title="Prestiti")
    decision = _decision(
        body,
        (mission, "review"),
        (promise, "accept"),
    )
    with pytest.raises(MoveRefused) as refused:
        decision_workflow.perform(decision, "adopt", by=sara, answers=WHY)
    assert refused.value.messages == ["“Prestiti”: Write by when it is to be kept."]
    for record, status in ((mission, "active"), (promise, "offered"), (decision, "open")):
        record.refresh_from_db()
        assert record.status == status
    assert _verbs(mission) == _verbs(decision) == []
    assert [row.carried_out_at for row in decision.subjects.all()] == [None, None]


def test_all_refusals_are_told_at_once(body, sara):
    promise = CommitmentFactory(mission=body.mission, status="draft", title="Prestiti")
    decision = _decision(body, (body.mission, "review"), (promise, "accept"))
    with pytest.raises(MoveRefused) as refused:
        decision_workflow.perform(decision, "adopt", by=sara, answers=WHY)
    assert refused.value.messages == [
        "“Case piene”: This is now “Concept”: the move is no longer possible.",
        "“Prestiti”: This is now “Draft”: the move is no longer possible.",
    ]


def test_without_a_body_nothing_is_carried_out(mission, sara):
    mission.status = "active"
    mission.save()
    decision = DecisionFactory(mission=mission)
    DecisionSubjectFactory(decision=decision, move="review")
    with pytest.raises(MoveRefused, match="Say which body decides"):
        decision_workflow.perform(decision, "adopt", by=sara, answers=WHY)


def test_what_belongs_to_another_mission_is_out_of_reach(body, marta):
    other = MissionFactory(status="active", visibility="public")
    decision = _decision(body)
    with pytest.raises(ValidationError, match="choose from the list"):
        services.add_subject(decision=decision, subject=other, move="review", by=marta)
    DecisionSubjectFactory(decision=decision, subject=other, move="review")
    with pytest.raises(MoveRefused, match="not within your reach"):
        decision_workflow.perform(decision, "adopt", by=marta, answers=WHY)
    other.refresh_from_db()
    assert other.status == "active"


def test_what_the_recorder_does_not_see_is_refused_without_its_name(body, chair):
    promise = CommitmentFactory(mission=body.mission, status="offered", title="Segretissimo", visibility="team")
    decision = _decision(body, (promise, "accept"))
    with pytest.raises(MoveRefused) as refused:
        decision_workflow.perform(decision, "adopt", by=chair, answers=WHY)
    assert "Segretissimo" not in " ".join(refused.value.messages)


@pytest.mark.parametrize("move", ["fly", "propose", "lapse"])
def test_a_body_lets_through_only_what_bodies_decide(move, body, sara):
    with pytest.raises(ValidationError, match="A decision cannot do this"):
        services.add_subject(decision=_decision(body), subject=body.mission, move=move, by=sara)


def test_rejecting_and_postponing_carry_nothing_out(body, sara):
    body.mission.status = "active"
    body.mission.save()
    decision = _decision(body, (body.mission, "review"))
    decision_workflow.perform(decision, "postpone", by=sara, answers=WHY)
    decision_workflow.perform(decision, "reject", by=sara, answers=WHY)
    body.mission.refresh_from_db()
    assert body.mission.status == "active"


def test_taking_up_again_carries_out_nothing_twice(body, sara):
    body.mission.status = "active"
    body.mission.save()
    decision = _decision(body, (body.mission, "review"))
    for name in ("adopt", "reopen", "adopt"):
        decision_workflow.perform(decision, name, by=sara, answers=WHY)
    body.mission.refresh_from_db()
    assert body.mission.status == "under_review"
    assert _verbs(body.mission).count("review") == 1


def test_what_was_carried_out_stays_in_the_decision(body, sara):
    body.mission.status = "active"
    body.mission.save()
    decision = _decision(body, (body.mission, "review"))
    decision_workflow.perform(decision, "adopt", by=sara, answers=WHY)
    decision_workflow.perform(decision, "reopen", by=sara, answers=WHY)
    with pytest.raises(ValidationError, match="carried out already"):
        services.remove_subject(subject=decision.subjects.get(), by=sara)


def test_a_whole_decision_is_recorded_at_once(body, sara):
    body.mission.status = "active"
    body.mission.save()
    decision = services.record_decision(
        decision=Decision(title="Si rivede", mission=body.mission, body=body),
        options=[("Rivedere ora", True), ("Aspettare", False)],
        subjects=[(body.mission, "review")],
        outcome="adopt",
        reason="I dati sono vecchi.",
        by=sara,
    )
    body.mission.refresh_from_db()
    assert (decision.status, body.mission.status) == ("adopted", "under_review")
    assert list(decision.options.values_list("text", "is_chosen")) == [("Rivedere ora", True), ("Aspettare", False)]


def test_when_the_outcome_is_refused_the_decision_is_not_there_either(body, sara):
    with pytest.raises(MoveRefused):
        services.record_decision(
            decision=Decision(title="Si rivede", mission=body.mission, body=body),
            subjects=[(body.mission, "review")],
            outcome="adopt",
            reason="Prova.",
            by=sara,
        )
    assert list(Decision.objects.all()) == []


def test_a_decision_names_body_and_meeting_that_belong_together(body, sara):
    other = BodyFactory()
    with pytest.raises(ValidationError, match="another mission"):
        services.save_decision(decision=Decision(title="X", mission=body.mission, body=other), by=sara)
    meeting = MeetingFactory(body=BodyFactory(mission=body.mission))
    with pytest.raises(ValidationError, match="another body"):
        services.save_decision(decision=Decision(title="X", mission=body.mission, body=body, meeting=meeting), by=sara)


def test_a_review_ends_with_a_decision_about_the_mission(body, sara):
    mission = body.mission
    mission.status = "active"
    mission.save()
    before = _decision(body, (mission, ""))
    decision_workflow.perform(before, "adopt", by=sara, answers=WHY)
    Decision.objects.update(decided_on="2026-01-01")
    mission_workflow.perform(mission, "review", by=sara)
    with pytest.raises(MoveRefused, match="Record the decision of this review"):
        mission_workflow.perform(mission, "resume", by=sara)
    decision_workflow.perform(_decision(body, (mission, "resume")), "adopt", by=sara, answers=WHY)
    mission.refresh_from_db()
    assert mission.status == "active"


def test_what_may_be_chosen_is_what_the_reader_sees(body, sara, chair):
    seen = CommitmentFactory(mission=body.mission, title="Vista", visibility="public")
    CommitmentFactory(mission=body.mission, title="Nascosta", visibility="team")
    CommitmentFactory(title="Altrove", visibility="public")
    groups = dict(queries.subject_choices(body.mission, chair))
    assert groups["Commitments"] == [(f"commitments:{seen.pk}", f"Vista · {seen.reference}")]
    assert len(dict(queries.subject_choices(body.mission, sara))["Commitments"]) == 2


def test_a_decision_tells_its_subjects_as_far_as_they_are_seen(body, chair, sara):
    hidden = CommitmentFactory(mission=body.mission, visibility="team")
    decision = _decision(body, (body.mission, ""), (hidden, "accept"))
    assert [one.record for one in queries.subjects_of(decision, chair)] == [body.mission]
    assert [one.record for one in queries.subjects_of(decision, sara)] == [body.mission, hidden]


def test_decisions_about_a_record_are_those_one_may_see(body, guest, sara):
    promise = Commitment.objects.get(pk=CommitmentFactory(mission=body.mission).pk)
    decision = _decision(body, (promise, ""))
    assert list(queries.decisions_about(promise, sara)) == [decision]
    assert list(queries.decisions_about(promise, guest)) == []
