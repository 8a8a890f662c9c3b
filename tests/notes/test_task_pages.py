"""Pages of tasks."""

import pytest
from django.urls import reverse

from convergenze.notes.models import Task
from tests.factories.missions import ChallengeFactory
from tests.factories.notes import TaskFactory


@pytest.fixture
def challenge(db, municipality):
    return ChallengeFactory(title="Case vuote", visibility="public", owner=municipality)


@pytest.fixture
def visit(client, cast):
    def page(name, *args, who="olga", query="", **typed):
        client.force_login(cast[who])
        client.cookies["django_language"] = "en"
        url = reverse(f"notes:{name}", args=args) + query
        return client.post(url, typed, follow=True) if typed else client.get(url)

    return page


def titles(response):
    return [str(task) for task, _href in response.context["rows"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Mia tardi", "Mia"]),
        ("?whose=mine", ["Mia tardi", "Mia"]),
        ("?whose=team", ["Mia tardi", "Mia", "Di tutti"]),
        ("?whose=overdue", ["Mia tardi"]),
        ("?whose=all", ["Mia tardi", "Mia", "Fatta", "Di tutti"]),
        ("?whose=mine&status=done", ["Fatta"]),
        ("?q=tutti", ["Di tutti"]),
        ("?whose=all&about=missions.challenge&subject=nonsense", []),
    ],
)
def test_tasks_are_found_by_whose_they_are(query, found, visit, challenge, anna):
    TaskFactory(title="Mia tardi", subject=challenge, owner=anna, due_on="2026-01-01")
    TaskFactory(title="Mia", subject=challenge, owner=anna, due_on="2126-01-01")
    TaskFactory(title="Di tutti", subject=challenge)
    TaskFactory(title="Fatta", subject=challenge, owner=anna, status="done")
    TaskFactory(title="Altrui", subject=ChallengeFactory(visibility="public"))
    assert titles(visit("task_list", who="anna", query=query)) == found


def test_a_task_is_given_changed_and_done(visit, challenge, chiara):
    key = ["missions.challenge", challenge.public_id]
    assert (
        "Nobody called “Zeno” may see this" in visit("task_new", *key, title="Chiamare", owner="Zeno").content.decode()
    )
    visit("task_new", *key, title="Chiamare", owner="Chiara", due_on="2026-12-01")
    task = Task.objects.get()
    assert (task.owner, str(task.due_on), task.subject) == (chiara, "2026-12-01", challenge)
    visit("task_edit", task.pk, title="Chiamare presto", owner="Chiara", opened_version="1")
    stale = visit("task_edit", task.pk, title="Chiamare tardi", owner="Chiara", opened_version="1")
    assert "Somebody saved this record while you were writing." in stale.content.decode()
    assert "“Chiamare presto”: Done." in visit("task_move", task.pk, "done", who="chiara", go="1").content.decode()


def test_ticked_tasks_are_done_together(visit, challenge, anna):
    one, other = TaskFactory(subject=challenge), TaskFactory(subject=challenge, status="done", title="Vecchia")
    foreign = TaskFactory(subject=ChallengeFactory(visibility="public"))
    page = visit("tasks_done", who="anna", chosen=[one.pk, other.pk, foreign.pk, "x"]).content.decode()
    assert "1 task done." in page
    assert "Left as they were: Vecchia." in page
    assert str(foreign) not in page


@pytest.mark.parametrize(("who", "code"), [("chiara", 403), ("ada", 403), ("anna", 200), ("olga", 200)])
def test_who_works_there_gives_tasks(who, code, visit, challenge):
    assert visit("task_new", "missions.challenge", challenge.public_id, who=who).status_code == code


def test_a_task_about_a_hidden_record_is_not_there(visit, chiara):
    task = TaskFactory(owner=chiara, title="Segretissimo")
    for name in ("task_detail", "task_edit"):
        assert visit(name, task.pk, who="chiara").status_code == 404
    assert visit("task_move", task.pk, "done", who="chiara", go="1").status_code == 404
    assert "Segretissimo" not in visit("task_list", who="chiara").content.decode()


def test_the_page_of_a_record_shows_its_tasks_to_its_people(client, cast, challenge):
    TaskFactory(subject=challenge, title="Chiamare la cooperativa")
    for who, shown in (("guest", False), ("chiara", False), ("anna", True), ("olga", True), ("ada", True)):
        if who != "guest":
            client.force_login(cast[who])
        assert ("Chiamare la cooperativa" in client.get(challenge.get_absolute_url()).content.decode()) is shown
