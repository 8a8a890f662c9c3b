"""Tasks: given to who may see their record, seen by its people, closed by hand or by what they wait for."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from convergenze.history import services as history
from convergenze.notes import conditions, queries, services
from convergenze.notes.models import Task
from tests.factories.missions import ChallengeFactory, MissionFactory
from tests.factories.notes import TaskFactory

EVERYBODY = ["guest", "anna", "bruno", "chiara", "sara", "olga", "marta", "ada"]


@pytest.fixture
def waiting():
    """A condition met once the challenge has the title it waits for."""
    conditions.register("has_title", heard=("missions.challenge.change",))(
        lambda task, argument: task.subject.title == argument
    )
    yield
    conditions._conditions.pop("has_title")


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_and_the_rule_agree(who, cast, mission, municipality):
    user = cast[who]
    public = ChallengeFactory(visibility="public")
    owner = user if user.is_authenticated else None
    rows = [
        TaskFactory(subject=subject, owner=person)
        for subject in (public, ChallengeFactory(owner=municipality), ChallengeFactory(), mission)
        for person in (None, owner)
    ]
    seen = {task.pk for task in rows if user.has_perm("notes.view_task", task)}
    assert {task.pk for task in Task.objects.visible_to(user)} == seen


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("anna", True),
        ("bruno", False),
        ("chiara", False),
        ("sara", True),
        ("olga", True),
        ("ada", True),
        ("guest", False),
    ],
)
def test_a_task_of_a_public_mission_is_seen_by_its_people_only(who, sees, cast, mission):
    mission.visibility = "public"
    mission.save()
    TaskFactory(subject=mission)
    assert Task.objects.visible_to(cast[who]).exists() is sees


def test_a_task_is_no_longer_told_to_an_owner_who_lost_sight_of_the_record(chiara, olga):
    challenge = ChallengeFactory(visibility="public")
    services.open_task(title="Chiamare", subject=challenge, owner=chiara, by=olga)
    assert [task.title for task in queries.tasks_due(chiara)] == ["Chiamare"]
    challenge.visibility = "team"
    challenge.save()
    assert list(queries.tasks_due(chiara)) == []


def test_a_task_is_given_only_by_who_works_there_to_who_may_see_it(chiara, olga, ada):
    public, hidden = ChallengeFactory(visibility="public"), ChallengeFactory()
    for nobody_there in (chiara, ada):
        with pytest.raises(PermissionDenied):
            services.open_task(title="Chiamare", subject=public, by=nobody_there)
    with pytest.raises(ValidationError, match="Chiara may not see what this is about"):
        services.open_task(title="Chiamare", subject=hidden, owner=chiara, by=olga)
    with pytest.raises(ValueError, match="wait for 'nonsense'"):
        services.open_task(title="Chiamare", subject=public, condition="nonsense", by=olga)
    assert not Task.objects.exists()


def test_the_owner_is_told_once(olga, chiara, sara):
    challenge = ChallengeFactory(visibility="public")
    task = services.open_task(title="Chiamare", subject=challenge, owner=chiara, by=olga)
    task.text = "Entro sera."
    services.save_task(task=task, by=olga)
    task.owner = sara
    services.save_task(task=task, by=olga)
    told = [entry.extra.get("tell") for entry in reversed(history.entries_of(task))]
    assert told == [{"assigned": [chiara.pk]}, None, {"assigned": [sara.pk]}]


def test_the_same_finding_opens_one_task(olga, waiting):
    challenge, other = ChallengeFactory(), ChallengeFactory()
    ask = {"title": "Trovare", "source": "finding", "condition": "has_title:Case", "by": olga}
    one = services.open_task(subject=challenge, **ask)
    assert services.open_task(subject=challenge, **ask) == one
    assert services.open_task(subject=other, **ask) != one
    services.move_task(task=one, name="done", by=olga)
    assert services.open_task(subject=challenge, **ask) != one


def test_a_task_closes_itself_when_what_it_waits_for_happens(olga, waiting, django_capture_on_commit_callbacks):
    challenge = ChallengeFactory(title="Prima")
    task = services.open_task(title="Cambiare titolo", subject=challenge, condition="has_title:Dopo", by=olga)
    other = services.open_task(title="Altro", subject=ChallengeFactory(), condition="has_title:Dopo", by=olga)
    with django_capture_on_commit_callbacks(execute=True):
        challenge.title = "Dopo"
        history.save(challenge, by=olga)
    task.refresh_from_db(), other.refresh_from_db()
    assert (task.status, other.status) == ("done", "open")
    last = history.entries_of(task).first()
    assert (last.verb, last.by.is_service) == ("notes.task.meet", True)


def test_the_night_closes_what_no_fact_told(olga, waiting):
    task = TaskFactory(subject=ChallengeFactory(title="Dopo"), condition="has_title:Dopo")
    lost = TaskFactory(condition="forgotten:1")
    assert services.close_met() == [task]
    assert Task.objects.get(pk=lost.pk).status == "open"


def test_owners_are_reminded_once_per_due_day(chiara):
    from datetime import date

    task = TaskFactory(owner=chiara, due_on=date(2026, 5, 2))
    TaskFactory(owner=chiara, due_on=date(2026, 6, 2)), TaskFactory(owner=None, due_on=date(2026, 5, 2))
    assert services.remind_of_tasks(on=date(2026, 4, 30)) == []
    assert services.remind_of_tasks(on=date(2026, 5, 1)) == [task]
    assert services.remind_of_tasks(on=date(2026, 5, 2)) == []
    task.refresh_from_db()
    assert history.entries_of(task).first().extra["tell"] == {"due": [chiara.pk]}


@pytest.mark.parametrize("name", ["done", "drop"])
def test_a_task_is_closed_and_opened_again(name, olga):
    task = services.move_task(task=TaskFactory(), name=name, by=olga, answers={"reason": "Non serve più"})
    assert task.status == {"done": "done", "drop": "dropped"}[name]
    assert services.move_task(task=task, name="reopen", by=olga).status == "open"


def test_only_the_clock_says_that_a_condition_is_met(olga):
    with pytest.raises(PermissionDenied):
        services.move_task(task=TaskFactory(), name="meet", by=olga)


def test_tasks_are_done_together_as_far_as_one_may(mission, sara):
    mine, closed = TaskFactory(subject=mission), TaskFactory(subject=mission, status="done")
    foreign = TaskFactory(subject=MissionFactory(visibility="public"))
    assert services.finish_tasks(tasks=[mine, closed, foreign], by=sara) == ([mine], [closed, foreign])
