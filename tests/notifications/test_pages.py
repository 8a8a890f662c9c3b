"""The inbox, what I follow, how often mail comes, and the outbox of who looks after the platform."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from convergenze.history import services as history
from convergenze.notifications.models import Follow, Mail, Preference
from tests.factories.missions import ChallengeFactory
from tests.factories.notes import TaskFactory
from tests.factories.notifications import FollowFactory, MailFactory, NotificationFactory


@pytest.fixture
def visit(client, cast):
    def page(name, *args, who="chiara", query="", **typed):
        client.force_login(cast[who])
        client.cookies["django_language"] = "en"
        url = reverse(f"notifications:{name}", args=args) + query
        return client.post(url, typed, follow=True) if typed else client.get(url)

    return page


def groups(response):
    return [(str(group.subject), [line.label for line in group.lines]) for group in response.context["groups"]]


def notify(user, subject, verb="propose", **more):
    return NotificationFactory(user=user, subject=subject, entry=history.record(subject, verb, by=None), **more)


def test_the_inbox_is_grouped_by_record_the_latest_first(visit, chiara, bruno, challenge):
    other = ChallengeFactory(title="Alloggi", visibility="public")
    notify(chiara, challenge), notify(chiara, other), notify(chiara, challenge, "frame"), notify(bruno, other, "adopt")
    assert groups(visit("inbox")) == [("Case vuote", ["framing started", "proposed"]), ("Alloggi", ["proposed"])]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?reason=mentioned", [("Case vuote", ["framing started"])]),
        ("?unread=1", [("Case vuote", ["framing started"])]),
        ("?reason=due", []),
        ("?reason=nonsense&page=x", [("Case vuote", ["framing started", "proposed"])]),
    ],
)
def test_the_inbox_is_narrowed(query, found, visit, chiara, challenge):
    notify(chiara, challenge, read_at="2026-05-01T10:00Z")
    notify(chiara, challenge, "frame", reason="mentioned")
    if "unread" in query:
        assert [subject for subject, _lines in groups(visit("inbox", query=query))] == ["Case vuote"]
    else:
        assert groups(visit("inbox", query=query)) == found


def test_what_is_read_is_no_longer_counted(visit, chiara, challenge):
    notify(chiara, challenge), notify(chiara, ChallengeFactory(visibility="public"))
    assert '<b class="cv-num">2</b>' in visit("inbox").content.decode()
    visit("read", "missions.challenge", challenge.public_id, go="1")
    assert '<b class="cv-num">1</b>' in visit("inbox").content.decode()
    assert "Everything is marked as read." in visit("read_all", go="1").content.decode()
    assert '<b class="cv-num">' not in visit("inbox").content.decode()


def test_the_inbox_costs_the_same_with_one_record_and_with_three(visit, chiara, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    costs = []
    for _n in range(2):
        for _m in range(1 if not costs else 2):
            notify(chiara, ChallengeFactory(visibility="public"))
        visit("inbox")
        with CaptureQueriesContext(connection) as queries:
            assert visit("inbox").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_records_are_followed_and_left_by_a_button(visit, chiara, challenge, client):
    key = ["missions.challenge", challenge.public_id]
    assert "You follow “Case vuote”" in visit("follow", *key, go="1").content.decode()
    assert Follow.objects.get().user == chiara
    assert "Stop following" in client.get(challenge.get_absolute_url()).content.decode()
    assert "You no longer follow “Case vuote”." in visit("follow", *key, stop="1").content.decode()
    assert not Follow.objects.exists()


def test_a_hidden_record_cannot_be_followed(visit):
    hidden = ChallengeFactory()
    assert visit("follow", "missions.challenge", hidden.public_id, go="1").status_code == 404
    assert not Follow.objects.exists()


def test_preferences_are_chosen_and_follows_listed(visit, chiara, challenge):
    FollowFactory(subject=challenge, user=chiara), FollowFactory(subject=ChallengeFactory(title="Segreta"), user=chiara)
    page = visit("preferences").content.decode()
    assert "Case vuote" in page
    assert "Segreta" not in page
    typed = {"assigned": "daily", "mentioned": "instant", "due": "daily", "owner": "daily", "followed": "never"}
    visit("preferences", **typed)
    assert dict(Preference.objects.filter(user=chiara).values_list("reason", "frequency")) == {
        "assigned": "daily", "followed": "never",
    }  # fmt: skip
    assert visit("preferences", **typed | {"due": "hourly"}).context["form"].errors


@pytest.mark.parametrize(("who", "code"), [("chiara", 403), ("sara", 403), ("olga", 403), ("ada", 403), ("marta", 200)])
def test_the_outbox_is_for_who_directs_the_programme(who, code, visit):
    mail = MailFactory(state="failed", error="550 no such user")
    assert visit("outbox", who=who).status_code == code
    assert visit("outbox_act", mail.pk, "again", who=who, go="1").status_code == code


def test_the_outbox_shows_how_it_went_and_not_what_was_said(visit):
    MailFactory(state="failed", error="550 no such user", subject_line="Codice 123456", text="123456")
    page = visit("outbox", who="marta", query="?state=failed").content.decode()
    assert "550 no such user" in page
    assert "123456" not in page
    assert "550 no such user" not in visit("outbox", who="marta", query="?state=sent").content.decode()


def test_a_failed_mail_is_sent_again_or_not(visit):
    mail = MailFactory(state="failed")
    visit("outbox_act", mail.pk, "again", who="marta", go="1")
    assert Mail.objects.get().state == "waiting"
    visit("outbox_act", mail.pk, "cancel", who="marta", go="1")
    assert Mail.objects.get().state == "cancelled"
    assert "now “Not sent”" in visit("outbox_act", mail.pk, "again", who="marta", go="1").content.decode()
    assert visit("outbox_act", mail.pk, "read", who="marta", go="1").status_code == 404


def test_cron_can_take_the_clocks_place(chiara, server, capsys):
    task = TaskFactory(subject=ChallengeFactory(visibility="public"), owner=chiara, due_on="2026-01-01")
    call_command("nightly")
    task.refresh_from_db()
    assert task.reminded_on is not None
    MailFactory()
    call_command("send_mail_queue")
    assert "1 sent, 0 not." in capsys.readouterr().out
