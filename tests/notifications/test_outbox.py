"""Mails arrive once, however the server behaves; what cannot be sent waits, then is given up where staff sees it."""

from datetime import timedelta
from email import message_from_bytes

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.utils import timezone

from convergenze.notifications import services
from convergenze.notifications.backend import OutboxBackend
from convergenze.notifications.models import Mail
from convergenze.notifications.services import outbox
from tests.factories.notifications import MailFactory


def ids(server):
    return [message_from_bytes(one.content)["Message-ID"] for one in server.messages]


def later(mail):
    """As if its wait were over."""
    Mail.objects.filter(pk=mail.pk).update(next_try_at=timezone.now())


def state(mail):
    mail.refresh_from_db()
    return mail.state, mail.tries


def test_mails_arrive_and_what_they_said_is_not_kept(server, db):
    one, two = MailFactory(), MailFactory(to="bruno@example.org", html="<p>123456</p>")
    assert services.send_waiting() == [one, two]
    assert ids(server) == [one.message_id, two.message_id]
    assert [envelope.rcpt_tos for envelope in server.messages] == [["chiara@example.org"], ["bruno@example.org"]]
    two.refresh_from_db()
    assert (state(one), two.text, two.html, two.error) == (("sent", 1), "", "", "")
    assert services.send_waiting() == []


@pytest.mark.parametrize("answer", ["dies", "451 4.3.0 busy", "554 5.7.1 not today"])
def test_a_mail_waits_for_a_server_that_dies_or_refuses_and_goes_out_with_the_same_id(server, answer, db):
    mail, other = MailFactory(), MailFactory(to="bruno@example.org")
    server.answers = [("DATA", answer)]
    services.send_waiting()
    assert (state(mail), state(other)) == (("waiting", 1), ("sent", 1))
    assert mail.error
    assert timedelta(seconds=50) < mail.next_try_at - timezone.now() < timedelta(minutes=1)
    assert services.send_waiting() == []
    later(mail)
    services.send_waiting()
    assert state(mail) == ("sent", 2)
    assert ids(server) == [other.message_id, mail.message_id]


def test_a_slow_server_does_not_hold_the_others_back(server, db):
    mail, other = MailFactory(), MailFactory(to="bruno@example.org")
    server.answers = [("DATA", "slow")]
    services.send_waiting()
    assert (state(mail), state(other)) == (("waiting", 1), ("sent", 1))


def test_an_address_that_does_not_exist_is_given_up_at_once(server, db):
    mail = MailFactory()
    server.answers = [("RCPT", "550 5.1.1 no such user")]
    services.send_waiting()
    assert state(mail) == ("failed", 1)
    assert "no such user" in mail.error


def test_a_full_mailbox_is_tried_again(server, db):
    mail = MailFactory()
    server.answers = [("RCPT", "452 4.2.2 mailbox full")]
    services.send_waiting()
    assert state(mail) == ("waiting", 1)


def test_waits_grow_and_end(server, settings, db):
    settings.EMAIL_PORT = 1  # nobody listens there
    mail, waits = MailFactory(), []
    for _n in range(10):
        later(mail)
        services.send_waiting()
        mail.refresh_from_db()
        if mail.state == "waiting":
            waits.append(round((mail.next_try_at - timezone.now()).total_seconds() / 60))
    assert waits == [1, 5, 30, 120, 480, 1440]
    assert state(mail) == ("failed", 7)


def test_a_sender_that_dies_before_sending_loses_nothing(server, db):
    mail = MailFactory()
    outbox._take()  # and then the power goes
    assert services.send_waiting() == []
    later(mail)
    assert services.send_waiting() == [mail]
    assert (state(mail), ids(server)) == (("sent", 2), [mail.message_id])


def test_a_server_that_dies_after_reading_gets_the_same_message_again(server, db):
    mail = MailFactory()
    server.answers = [("DATA", "dies after reading")]
    services.send_waiting()
    later(mail)
    services.send_waiting()
    assert ids(server) == [mail.message_id, mail.message_id]
    assert state(mail) == ("sent", 2)


def test_what_is_rolled_back_is_not_sent(server, db):
    with transaction.atomic():
        services.post(kind="account", to="chiara@example.org", text="Ciao")
        transaction.set_rollback(True)
    assert (services.send_waiting(), server.messages) == ([], [])


def test_the_mails_of_libraries_go_through_the_outbox(server, db, django_capture_on_commit_callbacks):
    message = EmailMultiAlternatives("Il tuo codice", "123456", to=["chiara@example.org"])
    message.attach_alternative("<p>123456</p>", "text/html")
    with django_capture_on_commit_callbacks(execute=True):
        assert OutboxBackend().send_messages([message]) == 1
    sent = message_from_bytes(server.messages[0].content)
    assert (sent["Subject"], sent["To"], sent["List-Unsubscribe"]) == ("Il tuo codice", "chiara@example.org", None)
    assert [part.get_content_type() for part in sent.walk()][1:] == ["text/plain", "text/html"]


def test_a_line_break_in_a_subject_is_no_header(server, db):
    MailFactory(subject_line="Ciao\nBcc: everybody@example.org")
    services.send_waiting()
    sent = message_from_bytes(server.messages[0].content)
    assert (sent["Subject"], sent["Bcc"]) == ("Ciao Bcc: everybody@example.org", None)


def test_staff_sends_again_or_not(marta, olga):
    failed, sent = MailFactory(state="failed", tries=7), MailFactory(state="sent", text="")
    with pytest.raises(PermissionDenied):
        services.send_again(mail=failed, by=olga)
    assert services.cancel(mail=failed, by=marta).state == "cancelled"
    with pytest.raises(ValidationError, match="now “Sent”"):
        services.send_again(mail=sent, by=marta)
    Mail.objects.filter(pk=failed.pk).update(state="failed")
    again = services.send_again(mail=failed, by=marta)
    assert (again.state, again.tries, again.message_id) == ("waiting", 0, failed.message_id)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_senders_never_take_the_same_mail():
    import threading

    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one after the other")
    MailFactory.create_batch(20)
    taken, barrier = [], threading.Barrier(4)

    def take():
        barrier.wait()
        while mail := outbox._take():
            taken.append(mail.pk)
        connection.close()

    threads = [threading.Thread(target=take) for _n in range(4)]
    [thread.start() for thread in threads], [thread.join() for thread in threads]
    assert sorted(taken) == sorted(Mail.objects.values_list("pk", flat=True))
