"""The gate: medians, spread, assessors and families."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from missions import queries, services
from missions.choices import Criterion
from missions.choices.anchors import ANCHORS
from tests.factories.missions import CriterionAssessmentFactory
from tests.missions.conftest import SCORES

ALL = {criterion.value: (3, "") for criterion in Criterion}


def test_the_gate_of_the_demo_story(full_mission):
    gate = queries.gate(full_mission)
    assert [(r.criterion.value, r.median, r.spread, r.passed, r.disagreement) for r in gate.criteria] == [
        ("bold", 3, 2, True, True),
        ("target", 4, 1, True, False),
        ("ambitious_realistic", 3, 2, True, True),
        ("cross", 4, 1, True, False),
        ("multiple", 2, 2, True, True),
    ]
    assert (len(gate.assessors), len(gate.families), gate.reasons, gate.passed) == (5, 5, [], True)
    assert [result.scores for result in gate.criteria] == [sorted(scores) for scores in SCORES.values()]


@pytest.mark.parametrize(
    ("criterion", "scores", "passed"),
    [
        ("bold", [2, 2, 4], True),
        ("bold", [1, 2], False),
        ("bold", [1, 3], True),
        ("target", [2, 2, 4], False),
        ("target", [3, 3, 0], True),
        ("cross", [], False),
    ],
)
def test_a_criterion_passes_by_its_median(criterion, scores, passed, mission):
    for score in scores:
        CriterionAssessmentFactory(mission=mission, criterion=criterion, score=score)
    result = next(r for r in queries.gate(mission).criteria if r.criterion == criterion)
    assert result.passed is passed


def test_the_gate_says_what_is_missing(mission, municipality):
    CriterionAssessmentFactory(mission=mission, criterion="target", score=2, actor=municipality)
    assert queries.gate(mission).reasons == [
        "“Inspiring and relevant” has no score yet.",
        "“Clear direction: targeted, measurable, time-bound”: the median is 2, the gate asks for 3.",
        "“Ambitious but realistic” has no score yet.",
        "“Across disciplines, sectors and actors” has no score yet.",
        "“Several bottom-up solutions” has no score yet.",
        "The gate asks for at least 3 assessors: there are 1.",
        "The assessors come from at least 2 families of actors: there are 1.",
    ]


def test_every_score_of_every_criterion_has_its_own_sentence():
    sentences = [str(sentence) for anchors in ANCHORS.values() for sentence in anchors]
    assert (set(ANCHORS), len(sentences), len(set(sentences))) == (set(Criterion), 25, 25)


def test_scores_given_again_replace_the_first(mission, anna, municipality):
    services.assess_mission(mission=mission, scores=ALL, by=anna, actor=municipality)
    services.assess_mission(mission=mission, scores={"bold": (1, "Ci ho ripensato.")}, by=anna, actor=municipality)
    assert [(one.criterion, one.score) for one in mission.assessments.order_by("pk")] == [
        ("bold", 1), ("target", 3), ("ambitious_realistic", 3), ("cross", 3), ("multiple", 3),
    ]  # fmt: skip


def test_one_speaks_only_for_ones_own_actor(mission, anna, cooperative):
    with pytest.raises(ValidationError, match="You do not belong to this actor"):
        services.assess_mission(mission=mission, scores=ALL, by=anna, actor=cooperative)


def test_a_steward_writes_down_the_scores_of_somebody_absent(mission, sara, anna, cooperative):
    services.assess_mission(mission=mission, scores=ALL, by=sara, actor=cooperative, assessor_name="Dario Lenzi")
    assert set(mission.assessments.values_list("assessor_name", "assessor", "actor")) == {
        ("Dario Lenzi", None, cooperative.pk)
    }
    with pytest.raises(PermissionDenied):
        services.assess_mission(mission=mission, scores=ALL, by=anna, actor=cooperative, assessor_name="Dario Lenzi")
    with pytest.raises(ValidationError, match="Choose the actor"):
        services.assess_mission(mission=mission, scores=ALL, by=sara, assessor_name="Dario Lenzi")


@pytest.mark.parametrize("score", [-1, 5])
def test_scores_go_from_0_to_4(score, mission, anna):
    with pytest.raises(ValidationError):
        services.assess_mission(mission=mission, scores={"bold": (score, "")}, by=anna)


def test_a_new_round_starts_empty_and_keeps_the_old_scores(full_mission, sara):
    opened = services.open_round(mission=full_mission, by=sara)
    assert (opened.gate_round, queries.gate(opened).assessors, opened.assessments.count()) == (2, (), 25)
    with pytest.raises(ValidationError, match="This round has no scores yet"):
        services.open_round(mission=opened, by=sara)


def test_nobody_scores_a_criterion_twice_in_a_round(mission, anna):
    CriterionAssessmentFactory(mission=mission, assessor=anna)
    with pytest.raises(IntegrityError), transaction.atomic():
        CriterionAssessmentFactory(mission=mission, assessor=anna)
    with pytest.raises(IntegrityError), transaction.atomic():
        CriterionAssessmentFactory(mission=mission, score=5)
