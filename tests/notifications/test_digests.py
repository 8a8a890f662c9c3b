"""Digests: grouped by record, newest first, in the reader's language, each thing once, only what may still be seen."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest
from django.test import Client
from django.utils import timezone

from convergenze.history import services as history
from convergenze.notifications import services
from convergenze.notifications.models import Mail, Notification, Preference, Question
from tests.factories.missions import ChallengeFactory
from tests.factories.notes import CommentFactory
from tests.factories.notifications import NotificationFactory, PreferenceFactory

SUNDAY = datetime(2026, 11, 22, 6, tzinfo=UTC)
MONDAY = SUNDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _daily(chiara):
    """Chiara reads about what she follows every day, in English."""
    chiara.language = "en"
    chiara.save()
    PreferenceFactory(user=chiara, reason="followed", frequency="daily")


def notify(user, subject, *verbs, **more):
    return [
        NotificationFactory(user=user, subject=subject, entry=history.record(subject, verb, by=None), **more)
        for verb in verbs
    ]


def read(server):
    """(subject line, text) of the messages that arrived."""
    found = []
    for envelope in server.messages:
        message = message_from_bytes(envelope.content)
        text = message.get_payload()[0].get_payload(decode=True).decode().replace("\r\n", "\n")
        found.append((str(make_header(decode_header(message["Subject"]))), text))
    return found


def test_a_digest_tells_by_record_the_newest_first_and_never_again(server, chiara, challenge):
    other = ChallengeFactory(title="Alloggi", visibility="public")
    notify(chiara, challenge, "propose", "frame")
    notify(chiara, other, "propose")
    [mail] = services.write_digests(now=SUNDAY)
    services.send_waiting()
    [(subject, text)] = read(server)
    assert subject == "News about 2 records: Alloggi"
    assert text.index("Alloggi") < text.index("Case vuote")
    whole = text[text.index("Case vuote") :]
    assert whole.index("framing started") < whole.index("proposed")
    assert set(Notification.objects.values_list("mail", flat=True)) == {mail.pk}
    assert services.write_digests(now=SUNDAY + timedelta(days=1)) == []


def test_two_runs_on_one_day_are_one_digest(chiara, challenge):
    now = timezone.now()
    notify(chiara, challenge, "propose")
    assert len(services.write_digests(now=now)) == 1
    notify(chiara, challenge, "frame")
    assert services.write_digests(now=now) == []
    assert len(services.write_digests(now=now + timedelta(days=1))) == 1


def test_what_was_read_in_the_inbox_is_not_mailed(chiara, challenge):
    notify(chiara, challenge, "propose")
    services.mark_read(by=chiara)
    assert services.write_digests(now=SUNDAY) == []


@pytest.mark.parametrize(("now", "mails"), [(SUNDAY, 0), (MONDAY, 1), (SUNDAY + timedelta(days=9), 1)])
def test_the_weekly_one_comes_on_mondays_or_when_a_week_is_over(now, mails, chiara, challenge):
    Preference.objects.filter(user=chiara).update(frequency="weekly")
    [one] = notify(chiara, challenge, "propose")
    Notification.objects.filter(pk=one.pk).update(created_at=SUNDAY)
    assert len(services.write_digests(now=now)) == mails


def test_what_may_no_longer_be_seen_when_it_is_sent_is_not_sent(server, chiara, challenge):
    hidden = ChallengeFactory(title="Segretissimo", visibility="public")
    notify(chiara, challenge, "propose"), notify(chiara, hidden, "propose")
    services.write_digests(now=SUNDAY)
    hidden.visibility = "team"
    hidden.save()
    services.send_waiting()
    [(subject, text)] = read(server)
    assert "Segretissimo" not in subject + text + server.messages[0].content.decode()


def test_a_mail_with_nothing_left_to_tell_is_not_sent(server, chiara, challenge):
    notify(chiara, challenge, "propose")
    [mail] = services.write_digests(now=SUNDAY)
    challenge.visibility = "team"
    challenge.save()
    services.send_waiting()
    mail.refresh_from_db()
    assert (mail.state, mail.subject_line, server.messages) == ("cancelled", "", [])


def test_a_removed_comment_is_not_mailed(server, chiara, challenge):
    comment = CommentFactory(subject=challenge, text="Meglio di no.")
    NotificationFactory(user=chiara, subject=challenge, entry=history.record(comment, "comment", by=None))
    [mail] = services.write_digests(now=SUNDAY)
    comment.deleted_at = SUNDAY
    comment.save()
    services.send_waiting()
    mail.refresh_from_db()
    assert mail.state == "cancelled"


def test_an_inactive_account_gets_nothing(server, chiara, challenge):
    notify(chiara, challenge, "propose")
    [mail] = services.write_digests(now=SUNDAY)
    chiara.is_active = False
    chiara.save()
    services.send_waiting()
    mail.refresh_from_db()
    assert (mail.state, server.messages) == ("cancelled", [])


@pytest.mark.parametrize(("language", "words"), [("it", "Buongiorno"), ("en", "Good day")])
def test_mails_speak_the_language_of_their_reader(language, words, server, chiara, challenge):
    chiara.language = language
    chiara.save()
    notify(chiara, challenge, "propose")
    services.write_digests(now=SUNDAY)
    services.send_waiting()
    assert words in read(server)[0][1]


def test_titles_are_escaped_in_html_and_plain_in_text(server, chiara):
    notify(chiara, ChallengeFactory(title="Case & <b>corti</b>", visibility="public"), "propose")
    services.write_digests(now=SUNDAY)
    services.send_waiting()
    message = message_from_bytes(server.messages[0].content)
    text, html = (part.get_payload(decode=True).decode() for part in message.get_payload())
    assert "Case & <b>corti</b>" in text
    assert "<b>corti</b>" not in html
    assert "Case &amp; &lt;b&gt;corti&lt;/b&gt;" in html


def stop_link(server):
    message = message_from_bytes(server.messages[0].content)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return message["List-Unsubscribe"].replace("\n", "").replace(" ", "").strip("<>").partition("/mail/")[2]


def test_mails_end_with_one_click_without_a_login(server, chiara, challenge):
    notify(chiara, challenge, "propose")
    services.write_digests(now=SUNDAY)
    services.send_waiting()
    url, browser = f"/mail/{stop_link(server)}", Client(enforce_csrf_checks=True)
    assert browser.get(url).status_code == 200
    assert Preference.objects.get(user=chiara).frequency == "daily"
    assert browser.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert list(Preference.objects.filter(user=chiara).values_list("reason", "frequency")) == [("followed", "never")]
    notify(chiara, challenge, "frame")
    assert services.write_digests(now=MONDAY) == []


@pytest.mark.parametrize("ticket", ["nonsense", "WzEsWyJmb2xsb3dlZCJdXQ:1vMnbS:forged", "%00"])
def test_a_forged_link_does_nothing(ticket, client, chiara):
    assert client.post(f"/mail/stop/{ticket}/").status_code == 404
    assert client.post(f"/mail/answer/{ticket}/").status_code == 404
    assert Preference.objects.get(user=chiara).frequency == "daily"
    assert not Question.objects.exists()
    assert not Mail.objects.exists()
