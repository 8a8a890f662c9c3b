"""What is put aside stays away until its day and comes back by itself: tasks and what the inbox tells."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from convergenze.notes import services as notes
from convergenze.notes.models import Task
from convergenze.notifications import queries
from convergenze.notifications.models import Notification
from tests.factories.notes import TaskFactory
from tests.factories.notifications import NotificationFactory


@pytest.fixture(params=["page", "api"])
def put_aside(request, client, cast):
    """``put_aside(record, later, who=…)`` through the page or the API; returns the answer's code."""

    def asked(record, later, who):
        if isinstance(record, Task):
            return (
                reverse("notes:task_snooze", args=[record.pk]),
                f"/api/v1/tasks/{record.pk}/snooze/",
                {"later": later},
            )
        place = {"about": "missions.challenge", "subject": str(record.public_id), "later": later}
        return (
            reverse("notifications:later", args=["missions.challenge", record.public_id]),
            "/api/v1/notifications/snooze/",
            place,
        )

    def through(record, later, *, who="chiara"):
        page, api, typed = asked(record, later, who)
        door = client if request.param == "page" else APIClient()
        door.force_login(cast[who])
        return door.post(page if request.param == "page" else api, typed).status_code

    return through


def days_on(count):
    return timezone.localdate() + dt.timedelta(days=count)


@pytest.mark.parametrize(("later", "days"), [("day", 1), ("week", 7), ("month", 30)])
def test_a_task_leaves_the_list_of_its_owner_until_its_day(later, days, put_aside, challenge, chiara, client):
    task = TaskFactory(title="Chiamare", subject=challenge, owner=chiara, due_on=timezone.localdate())
    assert put_aside(task, later) < 400
    task.refresh_from_db()
    assert task.snoozed_until == days_on(days)
    client.force_login(chiara)
    mine, aside = (
        client.get(reverse("notes:task_list"), {"whose": whose}).context["rows"] for whose in ("mine", "aside")
    )
    assert ([task for task, _href in mine], [task for task, _href in aside]) == ([], [task])
    assert notes.remind_of_tasks(on=days_on(days - 1)) == []
    assert notes.remind_of_tasks(on=days_on(days)) == [task]


@pytest.mark.parametrize("who", ["bruno", "olga"])
def test_only_its_owner_puts_a_task_aside(who, put_aside, challenge, chiara):
    task = TaskFactory(subject=challenge, owner=chiara)
    assert put_aside(task, "week", who=who) in (403, 404)
    task.refresh_from_db()
    assert task.snoozed_until is None


@pytest.mark.parametrize("kind", ["task", "news"])
def test_until_when_is_one_of_the_list(kind, put_aside, challenge, chiara):
    record = TaskFactory(subject=challenge, owner=chiara) if kind == "task" else challenge
    NotificationFactory(user=chiara, subject=challenge)
    assert put_aside(record, "never") in (302, 400)
    assert not Task.objects.exclude(snoozed_until=None).exists()
    assert not Notification.objects.exclude(snoozed_until=None).exists()


def test_what_the_inbox_tells_comes_back_as_new(put_aside, challenge, chiara):
    NotificationFactory(user=chiara, subject=challenge, read_at=timezone.now())
    put_aside(challenge, "week")
    assert (len(queries.inbox(chiara)), queries.unread_count(chiara)) == (0, 0)
    Notification.objects.update(snoozed_until=timezone.localdate())
    assert (len(queries.inbox(chiara)), queries.unread_count(chiara)) == (1, 1)


def test_what_happens_meanwhile_is_told_at_once(put_aside, challenge, chiara):
    NotificationFactory(user=chiara, subject=challenge)
    put_aside(challenge, "week")
    NotificationFactory(user=chiara, subject=challenge)
    assert queries.unread_count(chiara) == 1
