"""Teams are formed by staff or by themselves, of the right size, and mixed."""

from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from convergenze.core.errors import MoveRefused
from school.analysis import mixing
from school.models import Lab, LabPhase, Team, TeamMembership
from school.queries import labs as reading
from school.services import labs
from tests.factories.actors import ActorFactory
from tests.factories.school import EnrolmentFactory, LabPhaseFactory, TeamFactory, TeamMembershipFactory

FAMILIES = ("public_administration", "cooperation", "third_sector")


def people(pool, *families):
    return [EnrolmentFactory(pool=pool, organisation=ActorFactory(family=family)) for family in families]


def members(team):
    return list(team.memberships.filter(left_at=None).order_by("pk").values_list("enrolment__name", flat=True))


def test_a_participant_makes_a_team_and_coordinates_it(lab, enrolment, pia):
    team = labs.save_team(team=Team(lab=lab, name="I Cortili"), by=pia)
    assert list(team.memberships.values_list("enrolment", "role")) == [(enrolment.pk, "coordinator")]


def test_staff_make_a_team_without_being_in_it(lab, teo):
    assert members(labs.save_team(team=Team(lab=lab, name="I Cortili"), by=teo)) == []


def test_who_has_a_team_cannot_make_another(lab, team, pia):
    with pytest.raises(ValidationError, match="already in a team of this lab"):
        labs.save_team(team=Team(lab=lab, name="Altri"), by=pia)


def test_where_the_school_forms_the_teams_nobody_makes_or_joins_one(lab, enrolment, pia):
    Lab.objects.update(formation="assigned")
    team = TeamFactory(lab=Lab.objects.get())
    with pytest.raises(PermissionDenied):
        labs.save_team(team=Team(lab=Lab.objects.get(), name="Altri"), by=pia)
    with pytest.raises(PermissionDenied):
        labs.join_team(team=team, by=pia)


def test_a_full_team_says_how_many_it_holds(lab, team, rita, pool):
    TeamMembershipFactory(team=team, enrolment=EnrolmentFactory(pool=pool))
    labs.leave_team(team=Team.objects.get(name="Le Vigne"), by=rita)
    with pytest.raises(MoveRefused, match="“I Cortili” is full: a team of this lab has 3 people at most."):
        labs.join_team(team=team, by=rita)


def test_who_leaves_stays_an_author_and_may_join_another(idea, team, bruno, lab):
    labs.save_field(output=idea, name="summary", value="Mio", base=0, by=bruno)
    labs.leave_team(team=team, by=bruno)
    other = TeamFactory(lab=lab)
    labs.join_team(team=other, by=bruno)
    assert (members(team), members(other)) == (["Pia Rossi"], ["Bruno Neri"])
    assert [one.name for one in idea.contributors.all()] == ["Bruno Neri"]


def test_the_database_keeps_one_team_for_each_person(lab, team, enrolment):
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMembership.objects.create(lab=lab, team=TeamFactory(lab=lab), enrolment=enrolment)


def test_a_team_is_confirmed_when_it_has_people_enough_and_then_stands(lab, team, teo, bruno):
    Lab.objects.update(team_min=3)
    team = Team.objects.get(pk=team.pk)
    with pytest.raises(MoveRefused, match="“I Cortili” has 2 people: a team of this lab needs at least 3."):
        labs.confirm_team(team=team, by=teo)
    Lab.objects.update(team_min=2)
    confirmed = labs.confirm_team(team=Team.objects.get(pk=team.pk), by=teo)
    with pytest.raises(PermissionDenied):
        labs.leave_team(team=confirmed, by=bruno)


def test_staff_move_people_on_one_page(client, lab, team, rita, teo, enrolment):
    other = Team.objects.get(name="Le Vigne")
    client.force_login(teo)
    page = reverse("school:lab_people", args=[lab.public_id])
    sent = {box.html_name: box.value() or "" for _row, box in client.get(page).context["form"].rows}
    client.post(page, sent | {f"person-{enrolment.pk}": other.pk})
    assert (members(team), members(other)) == (["Bruno Neri"], ["Rita Blu", "Pia Rossi"])


def test_people_of_another_edition_are_not_placed(lab, team, teo):
    with pytest.raises(ValidationError, match="not of the same lab"):
        labs.place_people(lab=lab, places={EnrolmentFactory(): team}, by=teo)


# Mixed teams.


def test_each_family_is_spread_over_all_the_teams():
    crowd = [(n, FAMILIES[n % 3]) for n in range(9)]
    tables = [mixing.Table(name) for name in "abc"]
    assert mixing.seat(crowd, tables, 3) == []
    assert [table.families for table in tables] == [Counter(dict.fromkeys(FAMILIES, 1))] * 3


@pytest.mark.parametrize(("n", "most", "needed"), [(0, 5, 0), (5, 5, 1), (6, 5, 2), (23, 7, 4)])
def test_there_are_as_many_teams_as_needed(n, most, needed):
    assert mixing.tables_needed(n, most) == needed


def test_who_finds_no_place_is_told():
    assert mixing.seat([(1, "x"), (2, "x"), (3, "y")], [mixing.Table("a")], 2) == [2]


def test_mixed_teams_are_proposed_to_who_has_none(lab, pool, teo, enrolment):
    people(pool, *FAMILIES, *FAMILIES[:2])
    mixed = labs.mix_teams(lab=lab, by=teo)
    assert mixed == labs.Mixed(seated=6, made=2, left=0)
    rows = reading.team_rows(lab, teo)
    assert [(len(row.people), row.warnings) for row in rows] == [(3, []), (3, [])]
    assert labs.mix_teams(lab=lab, by=teo) == labs.Mixed(0, 0, 0)


def test_mixing_fills_teams_that_are_there_and_leaves_confirmed_ones(lab, team, pool, teo):
    labs.confirm_team(team=team, by=teo)
    open_team = TeamFactory(lab=lab, name="Aperta")
    people(pool, "third_sector", "foundation")
    assert labs.mix_teams(lab=lab, by=teo) == labs.Mixed(2, 0, 0)
    assert (len(members(team)), len(members(open_team))) == (2, 2)


def test_only_staff_mix(lab, pia, enrolment):
    with pytest.raises(PermissionDenied):
        labs.mix_teams(lab=lab, by=pia)


def test_a_team_of_one_family_or_of_the_wrong_size_is_warned_about(lab, pool, teo):
    for row in people(pool, *["cooperation"] * 4):
        TeamMembershipFactory(team=Team.objects.first() or TeamFactory(lab=lab), enrolment=row)
    assert reading.team_rows(lab, teo)[0].warnings == [
        "4 people: the lab foresees 3 at most.",
        "Not mixed: everybody comes from the same family (Cooperation).",
    ]


# Labs and their phases.


def test_a_lab_is_planned_with_its_phases_on_one_page(client, edition, teo):
    client.force_login(teo)
    page = reverse("school:lab_new", args=[edition.slug])
    sent = {
        "title": "Case vuote", "formation": "self", "team_min": 2, "team_max": 5, "canvases": ["action_idea"],
        "phases-TOTAL_FORMS": 3, "phases-INITIAL_FORMS": 0, "phases-0-title": "Ascolto", "phases-0-minutes": 40,
        "phases-1-title": "Idee", "phases-2-title": "",
    }  # fmt: skip
    answer = client.post(page, sent)
    lab = Lab.objects.get()
    assert (answer.status_code, answer.url) == (302, lab.get_absolute_url())
    assert list(lab.phases.values_list("title", "minutes", "position")) == [("Ascolto", 40, 0), ("Idee", None, 1)]


def test_the_smallest_team_is_not_larger_than_the_largest(client, edition, teo):
    client.force_login(teo)
    sent = {"title": "Case", "formation": "self", "team_min": 6, "team_max": 5, "phases-TOTAL_FORMS": 0}
    sent |= {"phases-INITIAL_FORMS": 0}
    text = client.post(reverse("school:lab_new", args=[edition.slug]), sent).content.decode()
    assert "The smallest team cannot be larger than the largest." in text


def test_the_facilitator_moves_the_lab_to_a_phase_and_everybody_sees_it(client, lab, team, teo, pia):
    phase = LabPhaseFactory(lab=lab, title="Idee")
    client.force_login(teo)
    client.post(reverse("school:lab_phase", args=[lab.public_id]), {"phase": phase.pk})
    client.force_login(pia)
    assert "Now: Idee" in client.get(lab.get_absolute_url()).content.decode()
    assert client.post(reverse("school:lab_phase", args=[lab.public_id]), {"phase": ""}).status_code == 403


def test_a_phase_of_another_lab_is_not_entered(lab, teo):
    with pytest.raises(ValidationError, match="belongs to another lab"):
        labs.enter_phase(lab=lab, phase=LabPhaseFactory(), by=teo)


def test_phases_taken_off_the_page_go(lab, teo):
    kept, _gone = LabPhaseFactory(lab=lab, title="Resta"), LabPhaseFactory(lab=lab)
    labs.save_lab(lab=lab, phases=[LabPhase(title="Nuova"), kept], by=teo)
    assert list(lab.phases.values_list("title", flat=True)) == ["Nuova", "Resta"]


def test_the_wall_shows_all_teams_and_refreshes_itself(client, lab, filled, rita, teo):
    client.force_login(teo)
    page = reverse("school:lab_wall", args=[lab.public_id])
    text = client.get(page).content.decode()
    assert ("I Cortili" in text, "Le Vigne" in text, "4 of 4 required fields" in text) == (True, True, True)
    part = client.get(page, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="teams"')


@pytest.mark.parametrize("who", ["pia", "chiara"])
def test_the_wall_is_for_staff(request, client, lab, team, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("school:lab_wall", args=[lab.public_id])).status_code == 403


def test_a_lab_with_three_teams_costs_the_same_as_with_one(client, lab, filled, teo, pool):
    client.force_login(teo)

    def cost():
        client.get(lab.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(lab.get_absolute_url())
        return len(queries)

    one = cost()
    for _n in range(2):
        TeamMembershipFactory(team=TeamFactory(lab=lab), enrolment=EnrolmentFactory(pool=pool))
    assert cost() == one
