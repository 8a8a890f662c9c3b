"""A lab at work: Pia and Bruno are a team, Rita takes part in another one.

rita  is of an association, in the same edition, in the other team
"""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.actors import ActorFactory, PersonFactory
from tests.factories.school import (
    EnrolmentFactory,
    LabFactory,
    OutputFactory,
    OutputFieldFactory,
    OutputRevisionFactory,
    TeamFactory,
    TeamMembershipFactory,
)

FILLED = {
    "summary": "Tre case vuote diventano una coabitazione.",
    "change": "Sei famiglie tornano in valle.",
    "primary_lever": "social_innovation",
    "first_step": "Un sopralluogo con i proprietari.",
}


@pytest.fixture
def lab(edition):
    return LabFactory(edition=edition, title="Case vuote", formation="self", team_min=2, team_max=3)


@pytest.fixture
def team(lab, enrolment, pool, bruno, cooperative):
    """Pia, who coordinates, and Bruno: two families."""
    team = TeamFactory(lab=lab, name="I Cortili")
    TeamMembershipFactory(team=team, enrolment=enrolment, role="coordinator")
    row = EnrolmentFactory(pool=pool, person=bruno.person, organisation=cooperative, name="Bruno Neri")
    TeamMembershipFactory(team=team, enrolment=row)
    return team


@pytest.fixture
def rita(lab, pool):
    user = UserFactory(name="Rita", email="rita@example.org")
    actor = ActorFactory(name="Associazione Vigna", family="third_sector")
    row = EnrolmentFactory(
        pool=pool, person=PersonFactory(name="Rita Blu", account=user), organisation=actor, name="Rita Blu",
        list_consent="participants",
    )  # fmt: skip
    TeamMembershipFactory(team=TeamFactory(lab=lab, name="Le Vigne"), enrolment=row)
    return user


@pytest.fixture
def idea(team):
    """An idea of an action with nothing written."""
    return OutputFactory(team=team, kind="action_idea", title="Coabitare alla Corte")


@pytest.fixture
def filled(idea):
    """The same with every required field."""
    for name, value in FILLED.items():
        OutputFieldFactory(output=idea, name=name, value=value, version=1)
    return idea


@pytest.fixture
def accepted(filled, enrolment):
    """The same, accepted at its first revision; Pia is an author."""
    OutputRevisionFactory(output=filled, number=1, data=FILLED, note="Consegnata")
    filled.contributors.add(enrolment)
    type(filled).objects.filter(pk=filled.pk).update(status="accepted")
    filled.refresh_from_db()
    return filled
