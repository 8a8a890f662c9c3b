"""Who sees and changes what of the catalogue: the list and the rule say the same for everybody."""

import datetime as dt

import pytest
from django.utils import timezone

from school.choices.catalogue import CourseStatus, EditionStatus
from school.models import Course, Edition, Expert, Material, Session, Venue
from school.queries.programme import materials_for, programme
from tests.factories.school import (
    CourseFactory,
    EditionFactory,
    ExpertFactory,
    MaterialFactory,
    SessionFactory,
    VenueFactory,
)

EVERYBODY = ["guest", "chiara", "pia", "anna", "teo", "dina", "giulia", "olga", "marta", "ada"]
LEVELS = ["team", "staff", "members", "link", "public"]


@pytest.fixture
def many(people, edition):
    """Courses, editions and meetings in every state and level."""
    for level in LEVELS:
        CourseFactory(visibility=level)
        CourseFactory(visibility=level, status="draft", created_by=people["chiara"])
        EditionFactory(visibility=level)
        SessionFactory(edition=EditionFactory(visibility=level, status="draft", created_by=people["chiara"]))
        ExpertFactory(visibility=level)
        VenueFactory(visibility=level)
    for state in CourseStatus:
        CourseFactory(status=state)
    for state in EditionStatus:
        SessionFactory(edition=EditionFactory(status=state))
    EditionFactory(deleted_at="2026-01-01T00:00Z")


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("model", [Course, Edition, Session, Expert, Venue])
def test_the_list_and_the_rule_agree(who, model, many, people):
    permission = f"school.view_{model._meta.model_name}"
    allowed = {one for one in model.objects.all() if people[who].has_perm(permission, one)}
    assert set(model.objects.visible_to(people[who])) == allowed
    assert allowed


@pytest.mark.parametrize("state", ["draft", "archived"])
def test_a_draft_and_an_archived_edition_exist_for_its_people_only(state, people, edition):
    Edition.objects.filter(pk=edition.pk).update(status=state)
    seen = {who for who, user in people.items() if Edition.objects.visible_to(user).filter(pk=edition.pk).exists()}
    # Staff of the programme who read everything, its own people, and who is enrolled in it.
    assert seen == {"ada", "dina", "giulia", "marta", "olga", "pia", "teo"} - _who_reads_less(people)


def _who_reads_less(people):
    return {who for who in ("ada", "marta", "olga") if not people[who].reads_everything}


RIGHTS = {
    "change_edition": {"dina", "giulia", "marta"},
    "publish_edition": {"dina", "giulia", "marta"},
    "archive_edition": {"giulia", "marta"},
    "hand_out_edition": {"dina", "giulia", "marta", "teo"},
    "hold_session": {"dina", "giulia", "marta", "teo"},
    "change_session": {"dina", "giulia", "marta"},
    "cancel_session": {"dina", "giulia", "marta"},
    "delete_session": set(),
    "know_join_session": {"dina", "giulia", "marta", "pia", "teo"},
}


@pytest.mark.parametrize("right", RIGHTS)
def test_rights_on_an_edition_that_runs(right, people, edition, meeting):
    it = edition if right.endswith("_edition") else meeting
    assert {who for who, user in people.items() if user.has_perm(f"school.{right}", it)} == RIGHTS[right]


@pytest.mark.parametrize("right", ["add_course", "add_edition", "add_expert", "add_venue"])
def test_the_school_makes_courses_editions_experts_and_venues(right, people):
    assert {who for who, user in people.items() if user.has_perm(f"school.{right}")} == {"giulia", "marta"}


OPENS = {
    "public": {"guest", "chiara", "anna", "bruno", "sara", "olga", "ada", "pia", "teo", "dina", "giulia", "marta"},
    "participants": {"pia", "teo", "dina", "giulia", "marta"},
    "staff": {"teo", "dina", "giulia", "marta"},
}


@pytest.mark.parametrize("access", OPENS)
@pytest.mark.parametrize("later", [False, True])
def test_the_list_of_materials_and_the_rule_agree(access, later, people, edition):
    opens = timezone.now() + dt.timedelta(hours=1) if later else None
    material = MaterialFactory(edition=edition, access=access, available_from=opens)
    for user in people.values():
        assert materials_for(edition, user) == [material] * user.has_perm("school.view_material", material)


@pytest.mark.parametrize("access", OPENS)
def test_who_opens_a_material(access, people, edition):
    material = MaterialFactory(edition=edition, access=access)
    assert {who for who, user in people.items() if user.has_perm("school.view_material", material)} == OPENS[access]


def test_a_material_is_handed_out_on_its_day(people, edition):
    later = timezone.now() + dt.timedelta(hours=1)
    material = MaterialFactory(edition=edition, access="public", available_from=later)
    opens = {who for who, user in people.items() if user.has_perm("school.view_material", material)}
    assert opens == OPENS["staff"]
    assert Material.objects.visible_to(people["chiara"]).count() == 1


@pytest.mark.parametrize(
    ("minutes", "opens"), [(-16, False), (-14, True), (0, True), (240, True), (241, False)], ids=str
)
def test_the_link_to_join_works_from_a_quarter_of_an_hour_before_to_the_end(minutes, opens, pia, enrolment, meeting):
    # A moment is added, so that what takes a moment here does not move the edges.
    meeting.starts_at = timezone.now() - dt.timedelta(minutes=minutes, seconds=-2 if opens else 2)
    meeting.ends_at = meeting.starts_at + dt.timedelta(minutes=240)
    assert pia.has_perm("school.join_session", meeting) is opens
    meeting.join_url = "https://meet.example.org/x"
    meeting.save()
    assert [line.may_join for line in programme(meeting.edition, pia) if line.session == meeting] == [opens]


def test_who_waits_for_a_seat_is_not_told_the_link(pia, enrolment, meeting):
    type(enrolment).objects.filter(pk=enrolment.pk).update(status="waitlisted")
    assert not pia.has_perm("school.know_join_session", meeting)


def test_an_expert_who_has_not_agreed_is_not_published(db):
    expert = ExpertFactory.build(agreed_on=None, visibility="public")
    with pytest.raises(Exception, match="the day they agreed"):
        expert.full_clean()
    ExpertFactory.build(agreed_on=None, visibility="team").full_clean()
