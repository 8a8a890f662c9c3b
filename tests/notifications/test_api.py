"""Comments, tasks, follows and notifications through the API: what the pages allow, no more."""

import pytest
from rest_framework.test import APIClient

from convergenze.notes.models import Comment, Task
from convergenze.notifications import services
from convergenze.notifications.models import Follow, Notification
from tests.factories.missions import ChallengeFactory
from tests.factories.notes import CommentFactory, TaskFactory
from tests.factories.notifications import FollowFactory, NotificationFactory


@pytest.fixture
def api(cast):
    def client(who):
        found = APIClient()
        if who != "guest":
            found.force_login(cast[who])
        found.cookies["django_language"] = "en"
        return found

    return client


def about(record, **more):
    return {"about": "missions.challenge", "subject": str(record.public_id)} | more


def test_a_comment_is_written_changed_and_taken_away(api, challenge, olga):
    made = api("chiara").post("/api/v1/comments/", about(challenge, text="@Olga, vero?")).json()
    assert (made["about"], made["subject"], made["by"]) == ("missions.challenge", str(challenge.public_id), "Chiara")
    comment = Comment.objects.get()
    assert list(comment.mentioned.all()) == [olga]
    url = f"/api/v1/comments/{comment.pk}/"
    assert api("chiara").patch(url, {"text": "Vero.", "version": 1}).json()["text"] == "Vero."
    assert api("chiara").patch(url, {"text": "Boh.", "version": 1}).status_code == 409
    assert api("bruno").patch(url, {"text": "Falso."}).status_code == 403
    answer = api("bruno").post("/api/v1/comments/", about(challenge, text="Sì", answers=comment.pk)).json()
    assert answer["answers"] == comment.pk
    assert (
        len(
            api("chiara")
            .get(f"/api/v1/comments/?about=missions.challenge&subject={challenge.public_id}")
            .json()["results"]
        )
        == 2
    )
    assert api("chiara").delete(url).status_code == 204
    assert api("chiara").get(url).status_code == 404


def test_a_task_is_given_changed_and_done(api, challenge, chiara):
    body = about(challenge, title="Chiamare", owner="Chiara", due_on="2026-12-01")
    assert api("chiara").post("/api/v1/tasks/", body).status_code == 403
    assert api("olga").post("/api/v1/tasks/", body | {"owner": "Zeno"}).status_code == 400
    made = api("olga").post("/api/v1/tasks/", body).json()
    assert (made["owner"], made["status"], made["source"]) == ("Chiara", "open", "manual")
    url = f"/api/v1/tasks/{made['id']}/"
    assert [task["title"] for task in api("chiara").get("/api/v1/tasks/?whose=mine").json()["results"]] == ["Chiamare"]
    assert api("bruno").get(url).status_code == 404
    assert api("chiara").post(f"{url}moves/drop/", {}).status_code == 400
    assert api("chiara").post(f"{url}moves/meet/", {}).status_code == 403
    assert api("chiara").post(f"{url}moves/done/", {}).json()["status"] == "done"


@pytest.mark.parametrize("prefix", ["comments", "tasks", "follows"])
def test_what_is_about_a_hidden_record_is_not_there_and_cannot_be_made(prefix, api, chiara):
    hidden = ChallengeFactory(title="Segretissimo")
    made = {
        "comments": lambda: CommentFactory(subject=hidden, created_by=chiara),
        "tasks": lambda: TaskFactory(subject=hidden, owner=chiara),
        "follows": lambda: FollowFactory(subject=hidden, user=chiara),
    }[prefix]()
    url = f"/api/v1/{prefix}/"
    assert api("chiara").get(url).json()["results"] == []
    assert api("chiara").get(f"{url}{made.pk}/").status_code == 404
    asked = about(hidden, text="x", title="x")
    unknown = asked | {"subject": "00000000-0000-4000-8000-000000000000"}
    answers = [api("chiara").post(url, body) for body in (asked, unknown)]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert answers[0].json() == answers[1].json()


@pytest.mark.parametrize("prefix", ["comments", "tasks", "follows", "notifications"])
def test_visitors_have_none(prefix, api, challenge):
    CommentFactory(subject=challenge), TaskFactory(subject=challenge), FollowFactory(subject=challenge)
    NotificationFactory(subject=challenge)
    assert api("guest").get(f"/api/v1/{prefix}/").json()["results"] == []
    if prefix != "notifications":
        assert api("guest").post(f"/api/v1/{prefix}/", about(challenge, text="x", title="x")).status_code == 401


def test_records_are_followed_and_left(api, challenge, chiara):
    for _n in range(2):
        made = api("chiara").post("/api/v1/follows/", about(challenge))
    assert (made.status_code, Follow.objects.count()) == (201, 1)
    assert api("bruno").get("/api/v1/follows/").json()["results"] == []
    assert api("chiara").delete(f"/api/v1/follows/{made.json()['id']}/").status_code == 204
    assert not Follow.objects.exists()


def test_notifications_are_read(api, challenge, chiara, tell, olga):
    services.follow(subject=challenge, by=chiara)
    tell(challenge, by=olga)
    [one] = api("chiara").get("/api/v1/notifications/?unread=true").json()["results"]
    assert (one["title"], one["what"], one["by"], one["reason"]) == ("Case vuote", "proposed", "Olga", "followed")
    assert api("chiara").post("/api/v1/notifications/", {}).status_code == 405
    assert api("chiara").post("/api/v1/notifications/read/", about(challenge)).status_code == 204
    assert not Notification.objects.unread().exists()
    assert api("chiara").post("/api/v1/notifications/read/", about(ChallengeFactory())).status_code == 404


def test_preferences_are_read_and_changed(api):
    usual = {"assigned": "instant", "mentioned": "instant", "due": "daily", "owner": "daily", "followed": "weekly"}
    url = "/api/v1/notifications/preferences/"
    assert api("chiara").get(url).json() == usual
    assert api("chiara").patch(url, {"followed": "never"}).json() == usual | {"followed": "never"}
    assert api("chiara").patch(url, {"followed": "hourly"}).status_code == 400
    assert api("guest").get(url).status_code == 401


def test_a_key_for_reading_does_not_write(chiara, challenge):
    from convergenze.accounts.services import issue_token

    _token, key = issue_token(user=chiara, name="x", scope="read", expires_at=None)
    client = APIClient(headers={"Authorization": f"Bearer {key}"})
    assert client.get("/api/v1/tasks/").status_code == 200
    assert client.post("/api/v1/comments/", about(challenge, text="x"), format="json").status_code == 403
    assert not Comment.objects.exists()
    assert not Task.objects.exists()
