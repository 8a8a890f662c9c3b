"""The desk: deciding on one and on many, seats, go or no-go, numbers, messages, invitations, reminders."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from convergenze.notifications.models import Mail
from school.models import Enrolment, Invitation, ReminderRule, SeatPool
from school.services import invitations
from school.services.enrolment import enrol, perform
from school.services.reminders import send_due
from tests.factories.accounts import UserFactory
from tests.factories.actors import ActorFactory, PersonFactory
from tests.factories.school import (
    EditionFactory,
    EditionStaffFactory,
    EnrolmentFactory,
    InvitationFactory,
    ReminderRuleFactory,
    SchoolAttendanceFactory,
    SeatPoolFactory,
    SessionFactory,
)


@pytest.fixture
def asked(opened, seats):
    """``asked(n)``: n people ask to take part."""

    def act(n, body=None):
        found = []
        for _number in range(n):
            user = UserFactory()
            found.append(
                enrol(
                    edition=opened,
                    pool=seats,
                    name=str(user),
                    email=user.email,
                    organisation=body or ActorFactory(),
                    job_role="officer",
                    list_consent="nobody",
                    source="self",
                    by=user,
                )  # fmt: skip
            )
        return found

    return act


def states():
    return list(Enrolment.objects.order_by("pk").values_list("status", flat=True))


def acted(page, user, edition, act, people, **more):
    data = {"act": act, "chosen": [one.pk for one in people], **more}
    return page(user, "desk", edition.slug, data=data, follow=True).content.decode()


@pytest.mark.parametrize(
    ("who", "seen", "run"),
    [
        ("giulia", 200, 200), ("ada", 200, 403), ("teo", 200, 403), ("marta", 200, 200), ("pia", 403, 403),
        ("anna", 403, 403), ("chiara", 403, 403),
    ],
)  # fmt: skip
def test_who_works_there_reads_the_desk_and_who_runs_it_decides(page, school_cast, edition, who, seen, run):
    user = school_cast[who]
    found = {name: page(user, name, edition.slug).status_code for name in ("desk", "desk_numbers")}
    assert found == {"desk": seen, "desk_numbers": seen}
    found = {name: page(user, name, edition.slug).status_code for name in ("invitation_list", "reminder_list")}
    assert found == {"invitation_list": run, "reminder_list": run}
    assert page(user, "desk", edition.slug, data={"act": "approve", "chosen": "1"}).status_code in {302, 403}


def test_many_are_approved_at_once_and_who_finds_no_seat_waits(page, giulia, opened, asked):
    opened.approval = "school"
    opened.save()
    people = asked(3)
    text = acted(page, giulia, opened, "approve", people)
    assert states() == ["confirmed", "confirmed", "waitlisted"]
    assert "Done for 3 people." in text


def test_declining_asks_for_a_reason(page, giulia, opened, asked):
    opened.approval = "school"
    opened.save()
    people = asked(1)
    assert "Write a reason" in acted(page, giulia, opened, "decline", people)
    assert states() == ["requested"]
    acted(page, giulia, opened, "decline", people, reason="Fuori tema")
    assert states() == ["declined"]


def test_priority_moves_somebody_before_others_with_its_reason(page, giulia, opened, seats, asked):
    SeatPool.objects.filter(pk=seats.pk).update(capacity=0)
    _first, second = asked(2)
    assert "Write why" in acted(page, giulia, opened, "prioritise", [second], priority="5")
    acted(page, giulia, opened, "prioritise", [second], priority="5", reason="Area interna")
    lines = {one.pk: place for one, place in page(giulia, "desk", opened.slug).context["lines"]}
    assert lines[second.pk] == 1


@pytest.mark.parametrize("data", [{}, {"chosen": ["x"]}, {"chosen": ["999999"]}, {"chosen": ["1"], "priority": "no"}])
def test_ticks_that_mean_nothing_are_told(page, giulia, opened, seats, asked, data):
    asked(1)
    answer = page(giulia, "desk", opened.slug, data={"act": "approve", **data}, follow=True)
    assert answer.status_code == 200
    assert states() == ["confirmed"]


def test_an_act_that_does_not_exist_is_refused_by_name(page, giulia, opened, asked):
    assert "There is no such move here." in acted(page, giulia, opened, "fly", asked(1))


def test_more_seats_go_at_once_to_who_waits_and_fewer_than_taken_are_refused(page, giulia, opened, seats, asked):
    asked(3)
    page(giulia, "pool_capacity", opened.slug, seats.pk, data={"capacity": "3"})
    assert states() == ["confirmed", "confirmed", "offered"]
    answer = page(giulia, "pool_capacity", opened.slug, seats.pk, data={"capacity": "1"}, follow=True)
    assert "3 seats are taken: there cannot be fewer." in answer.content.decode()
    bad = page(giulia, "pool_capacity", opened.slug, seats.pk, data={"capacity": "-4"}, follow=True)
    assert bad.status_code == 200
    assert SeatPool.objects.get(pk=seats.pk).capacity == 3


def test_the_school_says_whether_it_goes_ahead(page, giulia, opened, seats, asked):
    opened.min_participants = 5
    opened.save()
    asked(1)
    assert "Does it go ahead?" in page(giulia, "desk", opened.slug).content.decode()
    refused = page(giulia, "edition_decide", opened.slug, data={"goes_ahead": "yes"}, follow=True).content.decode()
    assert "Write a reason" in refused
    page(giulia, "edition_decide", opened.slug, data={"goes_ahead": "no", "reason": "Troppo pochi"})
    opened.refresh_from_db()
    assert (opened.status, opened.goes_ahead, states()) == ("cancelled", False, ["removed"])


def test_the_table_of_people_carries_addresses_for_who_runs_the_edition_only(page, giulia, ada, opened, asked):
    person = asked(1)[0]

    def lines(user):
        return b"".join(page(user, "desk", opened.slug, query={"format": "csv"}).streaming_content).decode()

    assert [person.email in lines(user) for user in (giulia, ada)] == [True, False]
    assert page(giulia, "desk", opened.slug, query={"format": "xlsx"}).content[:2] == b"PK"


def test_numbers_tell_the_way_the_mix_and_who_never_came(page, giulia, edition, pool, enrolment):
    EnrolmentFactory(pool=pool, name="Mai Vista")
    meeting = edition.sessions.first()
    meeting.starts_at, meeting.ends_at = timezone.now() - dt.timedelta(hours=9), timezone.now() - dt.timedelta(hours=5)
    meeting.save()
    SchoolAttendanceFactory(session=meeting, enrolment=enrolment)
    context = page(giulia, "desk_numbers", edition.slug).context
    assert [one.name for one in context["no_shows"]] == ["Mai Vista"]
    assert sum(share.n for share, _part in context["mix"]) == 2


def test_messages_are_those_of_this_edition_with_their_state(page, giulia, opened, asked, enrolment):
    person = asked(1)[0]
    mails = page(giulia, "desk_messages", opened.slug).context["page"].object_list
    assert [mail.to for mail in mails] == [person.email]


# Invitations


@pytest.fixture
def token(giulia, opened, seats):
    """Somebody is invited to a closed edition that wants approval; the letter holds the token."""
    opened.enrolment_closes_at, opened.approval = timezone.now() - dt.timedelta(days=1), "school"
    opened.save()
    invitations.invite(edition=opened, emails=["ospite@example.org"], skips_approval=True, by=giulia)
    text = Mail.objects.get(to="ospite@example.org").text
    return text.split("/school/invitations/")[1].split("/")[0]


def test_an_invitation_opens_the_form_filled_in_and_works_once(page, chiara, opened, seats, token, filled):
    assert Invitation.objects.get().digest != token
    body = ActorFactory(name="Ente ospite")
    form = page(chiara, "invitation", token).context["form"]
    assert form["email"].value() == "ospite@example.org"
    page(chiara, "invitation", token, data={**filled, "pool": seats.pk, "organisation": body.name})
    assert [(one.status, one.source) for one in Enrolment.objects.all()] == [("confirmed", "invitation")]
    assert page(UserFactory(), "invitation", token).status_code == 410


def test_a_visitor_with_an_invitation_is_told_to_sign_in(page, guest, opened, token):
    text = page(guest, "invitation", token).content.decode()
    assert f"/school/invitations/{token}/" in text
    assert "Sign in" in text


def test_a_token_nobody_made_is_not_found(page, chiara):
    assert page(chiara, "invitation", "inventato").status_code == 404


@pytest.mark.parametrize(
    ("ends", "says"),
    [({"revoked": True}, "took it back"), ({"over": True}, "Its time is over")],
    ids=["taken back", "expired"],
)
def test_a_link_that_works_no_more_says_why(page, giulia, chiara, opened, token, ends, says):
    found = Invitation.objects.get()
    if "revoked" in ends:
        page(giulia, "invitation_revoke", opened.slug, found.pk, data={})
    else:
        Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(minutes=1))
    answer = page(chiara, "invitation", token)
    assert answer.status_code == 410
    assert says in answer.content.decode()
    assert not Enrolment.objects.exists()


def test_several_people_are_invited_each_once(page, giulia, opened, seats):
    data = {"emails": "uno@example.org, due@example.org\nUNO@example.org"}
    page(giulia, "invitation_list", opened.slug, data=data)
    assert sorted(Mail.objects.values_list("to", flat=True)) == ["UNO@example.org", "due@example.org"]


@pytest.mark.parametrize(
    "data",
    [{"emails": ""}, {"emails": "uno"}, {"emails": "a@b.it", "expires_at": "2020-01-01T10:00"}],
    ids=["nobody", "no address", "in the past"],
)
def test_bad_invitations_are_told(page, giulia, opened, seats, data):
    assert page(giulia, "invitation_list", opened.slug, data=data).status_code == 422
    assert not Invitation.objects.exists()


# Reminders


def reminder(**more):
    return {
        "subject": "Domani: {edition}", "text": "{name}, ci vediamo {when}.", "audience": "confirmed", "amount": "1",
        "unit": "1440", "side": "-1", "anchor": "session_start", "is_active": "on",
    } | more  # fmt: skip


def test_a_reminder_is_written_previewed_and_leaves_once(page, giulia, opened, seats, asked):
    person = asked(1)[0]
    page(giulia, "reminder_new", opened.slug, data=reminder())
    rule = ReminderRule.objects.get()
    assert rule.offset_minutes == -1440
    text = page(giulia, "reminder_list", opened.slug).content.decode()
    assert "Maria Rossi, ci vediamo" in text
    starts_at = opened.sessions.get().starts_at
    send_due(starts_at - dt.timedelta(hours=23))
    send_due(starts_at - dt.timedelta(hours=22))
    mails = Mail.objects.filter(key__startswith="reminder:")
    assert [(mail.to, mail.subject_line) for mail in mails] == [(person.email, "Domani: Abitare le valli")]


def test_when_the_date_moves_the_reminder_moves(opened, seats, asked):
    asked(1)
    ReminderRuleFactory(edition=opened)
    meeting = opened.sessions.get()
    meeting.starts_at += dt.timedelta(days=2)
    meeting.ends_at += dt.timedelta(days=2)
    meeting.save()
    sent = {}
    for days in (3, 1):
        send_due(meeting.starts_at - dt.timedelta(days=days))
        sent[days] = Mail.objects.filter(key__startswith="reminder:").count()
    assert sent == {3: 0, 1: 1}


def test_a_reminder_never_says_tomorrow_afterwards(opened, seats, asked):
    asked(1)
    ReminderRuleFactory(edition=opened, offset_minutes=-60)
    starts_at = opened.sessions.get().starts_at
    assert send_due(starts_at + dt.timedelta(minutes=1)) == 0


AUDIENCES = {"confirmed": ["a@x.it"], "waiting": ["b@x.it"], "offered": ["c@x.it"], "staff": ["teo@example.org"]}


@pytest.mark.parametrize(("audience", "to"), AUDIENCES.items(), ids=AUDIENCES)
def test_each_audience_is_who_it_says(db, audience, to):
    edition = EditionFactory()
    pool = SeatPoolFactory(edition=edition)
    meeting = SessionFactory(edition=edition, starts_at=timezone.now(), ends_at=timezone.now() + dt.timedelta(hours=1))
    soon = timezone.now() + dt.timedelta(hours=9)
    EnrolmentFactory(pool=pool, email="a@x.it")
    EnrolmentFactory(pool=pool, email="b@x.it", status="waitlisted")
    EnrolmentFactory(pool=pool, email="c@x.it", status="offered", offer_expires_at=soon)
    EnrolmentFactory(pool=SeatPoolFactory(), email="altrove@x.it")
    EditionStaffFactory(edition=edition, person=PersonFactory(account=UserFactory(email="teo@example.org")))
    ReminderRuleFactory(edition=edition, audience=audience, anchor="session_end", offset_minutes=0)
    send_due(meeting.ends_at)
    assert list(Mail.objects.values_list("to", flat=True)) == to


def test_an_offer_that_is_about_to_expire_is_remembered_to_its_person(opened, seats, asked):
    first, _second, third = asked(3)
    perform(enrolment=first, name="withdraw", by=first.person.account)
    third.refresh_from_db()
    ReminderRuleFactory(edition=opened, anchor="offer_expiry", audience="offered", offset_minutes=-120)
    send_due(third.offer_expires_at - dt.timedelta(minutes=90))
    assert list(Mail.objects.filter(key__startswith="reminder:").values_list("to", flat=True)) == [third.email]


BAD = {
    "an open brace": {"text": "Ciao {name"},
    "a word nobody fills in": {"text": "{name.__class__}"},
    "a number as a name": {"subject": "{0}"},
    "no text": {"text": ""},
    "a negative time": {"amount": "-1"},
    "an audience nobody knows": {"audience": "everybody"},
}


@pytest.mark.parametrize("typed", BAD.values(), ids=BAD)
def test_bad_reminders_are_told_and_kept_on_the_page(page, giulia, opened, typed):
    answer = page(giulia, "reminder_new", opened.slug, data=reminder(**typed))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, list(typed))
    assert not ReminderRule.objects.exists()


def test_a_reminder_is_rewritten_and_deleted(page, giulia, opened):
    rule = ReminderRuleFactory(edition=opened)
    elsewhere = ReminderRuleFactory()
    page(giulia, "reminder_edit", opened.slug, rule.pk, data=reminder(side="1", unit="60"))
    rule.refresh_from_db()
    assert rule.offset_minutes == 60
    assert page(giulia, "reminder_edit", opened.slug, elsewhere.pk).status_code == 404
    page(giulia, "reminder_delete", opened.slug, rule.pk, data={})
    assert list(ReminderRule.objects.all()) == [elsewhere]


# Lists


@pytest.mark.parametrize("name", ["desk", "desk_numbers", "desk_messages", "invitation_list", "reminder_list"])
def test_the_desk_costs_the_same_for_one_and_three(client, giulia, opened, seats, name):
    client.force_login(giulia)
    address = {"desk": "desk/", "invitation_list": "desk/invitations/", "reminder_list": "desk/reminders/"}
    at = f"/school/editions/{opened.slug}/{address.get(name, name.replace('_', '/') + '/')}"

    def cost():
        client.get(at)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at).status_code == 200
        return len(queries)

    def one_more():
        EnrolmentFactory(pool=seats)
        EnrolmentFactory(pool=seats, status="waitlisted")
        InvitationFactory(edition=opened, pool=seats, organisation=ActorFactory())

    one_more()
    one = cost()
    one_more(), one_more()
    assert cost() == one


def test_my_page_costs_the_same_for_one_and_three(client, pia):
    client.force_login(pia)

    def cost():
        client.get("/school/mine/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/school/mine/").status_code == 200
        return len(queries)

    EnrolmentFactory(person=pia.person)
    one = cost()
    EnrolmentFactory(person=pia.person), EnrolmentFactory(person=pia.person, status="completed")
    assert cost() == one


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("giulia", ["Aperta", "Chiusa", "Compagna", "Pia Rossi"]), ("pia", ["Aperta", "Compagna"]),
        ("chiara", ["Aperta"]), ("guest", ["Aperta"]),
    ],
)  # fmt: skip
def test_participants_are_read_by_whom_they_agreed_to(page, school_cast, edition, pool, enrolment, who, names):
    for name, consent in (("Aperta", "all"), ("Compagna", "participants"), ("Chiusa", "nobody")):
        EnrolmentFactory(pool=pool, name=name, list_consent=consent)
    EnrolmentFactory(pool=pool, name="In lista", status="waitlisted", list_consent="all")
    found = page(school_cast[who], "participants", edition.slug).context["page"].object_list
    assert [one.name for one in found] == names
