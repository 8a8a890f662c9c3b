"""Services: merging, following, teams, objectives, measurements; and constraints tried to break."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from convergenze.core.errors import StaleRecord
from convergenze.history import services as history
from convergenze.notes.models import Evidence
from convergenze.notifications.models import Follow
from missions import queries, services
from missions.models import Challenge, Indicator, Mission
from tests.factories.accounts import UserFactory
from tests.factories.missions import (
    ChallengeFactory,
    ChallengeStanceFactory,
    IndicatorFactory,
    MeasurementFactory,
    MissionFactory,
    ObjectiveFactory,
)
from tests.factories.notes import EvidenceFactory
from tests.factories.notifications import FollowFactory


def test_merging_moves_everything_and_tells_the_followers(olga, municipality, chiara):
    keep, drop = ChallengeFactory(title="Case vuote"), ChallengeFactory(title="Alloggi sfitti", status="proposed")
    both = UserFactory(language="en")
    FollowFactory(subject=keep, user=both)
    FollowFactory(subject=drop, user=both)
    FollowFactory(subject=drop, user=chiara)
    mission, evidence = MissionFactory(challenge=drop), EvidenceFactory(subject=drop)
    part, older = ChallengeFactory(parent=drop), ChallengeFactory(merged_into=drop, status="merged")
    for challenge in (keep, drop):
        ChallengeStanceFactory(challenge=challenge, actor=municipality, stance="decides")
    ChallengeStanceFactory(challenge=drop, actor=municipality, stance="funds")

    services.merge_challenges(keep=keep, drop=drop, by=olga)

    for one in (drop, mission, part, older):
        one.refresh_from_db()
    assert (drop.status, drop.merged_into, mission.challenge, part.parent, older.merged_into) == (
        "merged", keep, keep, keep, keep,
    )  # fmt: skip
    assert list(Evidence.objects.about(keep)) == [evidence]
    assert sorted(keep.stances.values_list("stance", flat=True)) == ["decides", "funds"]
    assert not drop.stances.exists()
    told = "“Alloggi sfitti”, which you followed, was merged into “Case vuote”."
    assert Follow.objects.get(user=both).told == told
    assert Follow.objects.get(user=chiara).subject == keep
    assert history.entries_of(keep)[0].act == "merge"


def test_a_challenge_does_not_flow_into_itself_or_into_a_signpost(olga):
    keep = ChallengeFactory(status="proposed")
    gone = ChallengeFactory(merged_into=keep, status="merged")
    with pytest.raises(ValidationError, match="cannot be merged into itself"):
        services.merge_challenges(keep=keep, drop=keep, by=olga)
    with pytest.raises(ValidationError, match="no longer there"):
        services.merge_challenges(keep=gone, drop=keep, by=olga)
    assert Challenge.objects.get(pk=keep.pk).status == "proposed"


def test_merging_is_for_officers_and_leaves_all_as_it_was(anna):
    keep, drop = ChallengeFactory(), ChallengeFactory(status="proposed")
    with pytest.raises(PermissionDenied):
        services.merge_challenges(keep=keep, drop=drop, by=anna)
    drop.refresh_from_db()
    assert (drop.merged_into, drop.status) == (None, "proposed")


def test_a_team_is_made_of_accounts_and_always_has_a_steward(mission, sara, chiara):
    services.appoint(mission=mission, email="CHIARA@example.org", role="team", by=sara)
    assert [(grant.role, grant.user) for grant in queries.team_of(mission)] == [("steward", sara), ("team", chiara)]
    with pytest.raises(ValidationError, match="No account has this e-mail"):
        services.appoint(mission=mission, email="nessuno@example.org", role="team", by=sara)
    with pytest.raises(ValidationError, match="Name another steward first"):
        services.dismiss(mission=mission, user=sara, role="steward", by=sara)
    services.dismiss(mission=mission, user=chiara, role="team", by=sara)
    assert [grant.user for grant in queries.team_of(mission)] == [sara]


def test_objectives_take_the_next_code_and_change_places(mission, sara):
    from missions.models import Objective

    made = [services.save_objective(objective=Objective(mission=mission, title=t), by=sara) for t in ("Uno", "Due")]
    assert [one.code for one in mission.objectives.all()] == ["O1", "O2"]
    services.move_objective(objective=made[1], up=True, by=sara)
    assert [one.code for one in mission.objectives.all()] == ["O2", "O1"]
    services.move_objective(objective=made[1], up=True, by=sara)
    assert [one.code for one in mission.objectives.all()] == ["O2", "O1"]


def test_what_is_in_use_is_not_removed(mission, sara):
    objective = ObjectiveFactory(mission=mission)
    indicator = IndicatorFactory(objective=objective)
    measurement = MeasurementFactory(indicator=indicator, status="approved")
    for part in (objective, indicator, measurement):
        with pytest.raises(ValidationError, match="is in use"):
            services.remove_part(part=part, mission=mission, by=sara)
    indicator.measurements.update(status="draft")
    services.remove_part(part=objective, mission=mission, by=sara)
    assert not Indicator.objects.exists()


def test_an_objective_with_contributions_is_not_removed(mission, sara):
    from tests.factories.portfolios import ContributionFactory

    objective = ObjectiveFactory(mission=mission)
    ContributionFactory(objective=objective)
    with pytest.raises(ValidationError, match="actions contribute to it"):
        services.remove_part(part=objective, mission=mission, by=sara)


def test_a_submitted_measurement_is_not_rewritten(mission, sara):
    measurement = MeasurementFactory(indicator__objective__mission=mission, created_by=sara, status="submitted")
    measurement.value = 99
    with pytest.raises(ValidationError, match="write a new one instead"):
        services.save_measurement(measurement=measurement, by=sara)


def test_the_second_editor_of_an_indicator_is_told(mission, sara):
    indicator = IndicatorFactory(objective=ObjectiveFactory(mission=mission))
    services.save_indicator(indicator=_named(indicator, "Primo"), by=sara, expected_version=1)
    with pytest.raises(StaleRecord):
        services.save_indicator(indicator=_named(indicator, "Secondo"), by=sara, expected_version=1)


def _named(indicator, name):
    found = Indicator.objects.get(pk=indicator.pk)
    found.name = name
    return found


@pytest.mark.parametrize(
    ("milestones", "words"),
    [
        ([["2027-12-31"]], "Write each milestone as a date and a value."),
        ([["domani", 4]], "Write each milestone as a date and a value."),
        ([["2027-12-31", "molte"]], "Write each milestone as a date and a value."),
        ([["2027-12-31", 4], ["2027-12-31", 5]], "Two milestones have the same date"),
        ([["2020-12-31", 4]], "Milestones lie between"),
        ("tutto", "Write each milestone as a date and a value."),
    ],
)
def test_milestones_are_dates_and_values_inside_the_period(milestones, words, mission, sara):
    indicator = IndicatorFactory(objective=ObjectiveFactory(mission=mission))
    indicator.milestones = milestones
    with pytest.raises(ValidationError, match=words):
        services.save_indicator(indicator=indicator, by=sara)


@pytest.mark.parametrize(
    "broken",
    [
        lambda: MissionFactory(starts_on=dt.date(2027, 1, 1), ends_on=dt.date(2026, 1, 1)),
        lambda: ObjectiveFactory(weight=4),
        lambda: IndicatorFactory(target_on=dt.date(2020, 1, 1)),
        lambda: MeasurementFactory(value=None, narrative=""),
        lambda: _approved_by_its_submitter(),
        lambda: _merged_into_itself(),
    ],
)
def test_what_must_never_be_false_is_refused_by_the_database(broken, db):
    with pytest.raises(IntegrityError), transaction.atomic():
        broken()


def _approved_by_its_submitter():
    user = UserFactory()
    MeasurementFactory(submitted_by=user, approved_by=user, status="approved")


def _merged_into_itself():
    challenge = ChallengeFactory()
    Challenge.objects.filter(pk=challenge.pk).update(merged_into=challenge)


def test_progress_of_the_demo_story(db):
    """Figures of the demo story's objectives: .115, measured weight 11 of 12 (see the story's expected results)."""
    mission = MissionFactory()
    rows = [
        ("O1", 3, 0, 240, "2032-12-31", [["2027-12-31", 40], ["2030-12-31", 130]], 14, "2026-09-30", "at_risk"),
        ("O2", 2, 38, 25, "2032-12-31", [["2028-12-31", 33]], 37.2, "2026-03-31", "at_risk"),
        ("O3", 3, 61, 85, "2031-12-31", [["2028-12-31", 72]], 64, "2026-09-30", "at_risk"),
        ("O5", 1, 215, 80, "2032-12-31", [["2027-12-31", 140]], 162, "2026-09-30", "ahead"),
        ("O6", 1, 2, 18, "2030-12-31", [], None, None, "no_data"),
    ]
    for code, weight, base, target, until, path, value, day, _status in rows:
        indicator = IndicatorFactory(
            objective=ObjectiveFactory(mission=mission, code=code, weight=weight, order=int(code[1:])),
            baseline=base, target=target, target_on=until, milestones=path,
        )  # fmt: skip
        if value is not None:
            MeasurementFactory(indicator=indicator, value=value, measured_on=day, status="approved")
            MeasurementFactory(indicator=indicator, value=999, measured_on=day, status="submitted")
            MeasurementFactory(indicator=indicator, value=999, measured_on=day, status="approved", breakdown="donne")
            MeasurementFactory(indicator=indicator, value=999, measured_on="2027-01-01", status="approved")
    on = dt.date(2026, 10, 31)
    readings = queries.objective_readings(mission, on)
    assert [one.reading.status for one in readings] == [row[-1] for row in rows]
    assert [one.reading.ratio and round(one.reading.ratio, 2) for one in readings] == [0.70, 0.75, 0.76, 1.41, None]
    found = queries.progress_of(readings, on)
    assert (found.measured_weight, found.total_weight) == (9, 10)
    assert queries.progress_by_mission([mission], on) == {mission.pk: found}


def test_opening_is_for_people_the_clock_takes_no_stewardship(db):
    from convergenze.accounts.services import clock

    made = services.open_mission(mission=Mission(title="Valli", statement="Entro…"), by=clock())
    assert list(queries.team_of(made)) == []
