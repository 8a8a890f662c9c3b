"""Owners are asked whether stale records still hold, answer by one click, and hear what happens to what is theirs."""

from datetime import timedelta
from email import message_from_bytes

import pytest
from django.test import Client
from django.utils import timezone

from convergenze.history import services as history
from convergenze.notes import services as notes
from convergenze.notifications import services, tickets
from convergenze.notifications.models import Mail, Notification, Question
from portfolios.models import Action
from portfolios.services import confirm_action
from tests.factories.actors import ActorFactory, MembershipFactory
from tests.factories.missions import IndicatorFactory, MeasurementFactory, ObjectiveFactory
from tests.factories.notifications import PreferenceFactory
from tests.factories.portfolios import (
    ActionFactory,
    ActionLinkFactory,
    ContributionFactory,
    PlacementFactory,
    PortfolioFactory,
)
from tests.notifications.conftest import server  # noqa: F401 - a fixture

HALF_A_YEAR = timedelta(days=181)


@pytest.fixture
def stale(cooperative, bruno):
    """An action of Bruno's cooperative that nobody confirmed for half a year."""
    action = ActionFactory(title="Casa delle chiavi", lead=cooperative, status="in_progress", visibility="team")
    Action.objects.filter(pk=action.pk).update(last_confirmed_at=timezone.now() - HALF_A_YEAR)
    action.refresh_from_db()
    return action


def asked():
    return {(str(one.user), one.code, str(one.subject)) for one in Question.objects.all()}


def test_the_owner_of_a_stale_action_answers_by_one_click_without_a_login(stale, bruno, server):  # noqa: F811
    services.ask_owners()
    assert asked() == {("Bruno", "confirm_action", "Casa delle chiavi")}
    services.send_waiting()
    text = message_from_bytes(server.messages[0].content).get_payload()[0].get_payload(decode=True).decode()
    assert "Casa delle chiavi" in text
    path = next(word for word in text.split() if "/mail/answer/" in word).partition("/mail/")[2]
    browser = Client(enforce_csrf_checks=True)
    assert "Casa delle chiavi" in browser.get(f"/mail/{path}").content.decode()
    stale.refresh_from_db()
    assert stale.last_confirmed_at < timezone.now() - HALF_A_YEAR + timedelta(days=1)
    assert browser.post(f"/mail/{path}").status_code == 403
    for _n in range(2):
        typed = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
        assert browser.post(f"/mail/{path}", typed).status_code == 200
    stale.refresh_from_db()
    assert timezone.now() - stale.last_confirmed_at < timedelta(minutes=1)
    entries = [(entry.act, entry.by) for entry in history.entries_of(stale) if entry.act == "confirm"]
    assert entries == [("confirm", bruno)]


def test_nobody_is_asked_twice_within_a_month(stale, bruno):
    now = timezone.now()
    assert len(services.ask_owners(now=now)) == 1
    assert services.ask_owners(now=now + timedelta(days=29)) == []
    assert len(services.ask_owners(now=now + timedelta(days=31))) == 1
    assert Mail.objects.count() == 2


def test_one_mail_asks_about_everything(stale, cooperative, bruno):
    other = ActionFactory(lead=cooperative, status="proposed")
    Action.objects.filter(pk=other.pk).update(created_at=timezone.now() - HALF_A_YEAR, last_confirmed_at=None)
    assert len(services.ask_owners()) == 2
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"last_confirmed_at": timezone.now()},
        {"status": "closed"},
        {"deleted_at": timezone.now()},
    ],
)
def test_what_is_not_stale_is_not_asked(change, stale, bruno):
    Action.objects.filter(pk=stale.pk).update(**change)
    assert services.ask_owners() == []


def test_who_chose_never_is_asked_in_the_inbox_only(stale, bruno, client):
    PreferenceFactory(user=bruno, reason="due", frequency="never")
    services.ask_owners()
    assert not Mail.objects.exists()
    client.force_login(bruno)
    assert "Casa delle chiavi" in client.get("/inbox/").content.decode()


def test_who_no_longer_answers_for_it_cannot_answer(stale, bruno, client):
    [question] = services.ask_owners()
    bruno.person.memberships.all().delete()
    url = tickets.answer_link(question).partition("/mail/")[2]
    assert client.get(f"/mail/{url}").status_code == 404
    assert client.post(f"/mail/{url}").status_code == 404
    stale.refresh_from_db()
    assert stale.last_confirmed_at < timezone.now() - timedelta(days=100)


def test_a_mail_is_not_sent_when_the_record_was_confirmed_meanwhile(stale, bruno, server):  # noqa: F811
    services.ask_owners()
    confirm_action(action=stale, by=bruno)
    services.send_waiting()
    assert server.messages == []
    assert Mail.objects.get().state == "cancelled"


def test_a_link_ends_after_thirty_days(stale, bruno, client, monkeypatch):
    [question] = services.ask_owners()
    url = tickets.answer_link(question).partition("/mail/")[2]
    monkeypatch.setattr(tickets, "ANSWER_SECONDS", -1)
    assert client.get(f"/mail/{url}").status_code == 404


@pytest.mark.parametrize(("days", "found"), [(134, []), (136, [("Sara", "measure", "Alloggi")])])
def test_stewards_are_asked_for_measurements_after_one_and_a_half_times_the_frequency(days, found, mission, sara):
    mission.status = "active"
    mission.save()
    indicator = IndicatorFactory(objective=ObjectiveFactory(mission=mission), name="Alloggi", frequency_days=90)
    day = timezone.localdate() - timedelta(days=days)
    MeasurementFactory(indicator=indicator, status="approved", measured_on=day)
    services.ask_owners()
    assert sorted(asked()) == found


def test_the_question_about_a_measurement_leads_to_its_form(mission, sara, client):
    mission.status = "active"
    mission.save()
    IndicatorFactory(objective=ObjectiveFactory(mission=mission), frequency_days=1, baseline_on="2020-01-01")
    [question] = services.ask_owners()
    url = tickets.answer_link(question).partition("/mail/")[2]
    answer = client.get(f"/mail/{url}")
    assert answer.status_code == 302
    assert answer.url.endswith("/measurements/new/")
    assert client.get(answer.url).status_code == 302  # to the login


def test_a_task_closes_when_its_action_is_confirmed(stale, olga, bruno, django_capture_on_commit_callbacks):
    task = notes.open_task(title="Chiedere", subject=stale, condition="action_confirmed", source="rule", by=olga)
    with django_capture_on_commit_callbacks(execute=True):
        confirm_action(action=stale, by=bruno)
    task.refresh_from_db()
    assert task.status == "done"


def test_a_task_closes_when_its_gap_is_covered(mission, olga, django_capture_on_commit_callbacks):
    objective = ObjectiveFactory(mission=mission, required_levers=["finance"])
    portfolio = PortfolioFactory(mission=mission)
    wanted = f"gap_covered:{objective.pk}:finance"
    task = notes.open_task(title="Trovare", subject=portfolio, condition=wanted, source="finding", by=olga)
    action = ActionFactory(levers=["finance"], primary_lever="finance", status="mapped")
    PlacementFactory(portfolio=portfolio, action=action)
    ContributionFactory(action=action, objective=objective)
    assert notes.close_met() == []
    Action.objects.filter(pk=action.pk).update(status="in_progress")
    assert notes.close_met() == [task]


def test_a_task_about_a_link_closes_when_it_is_decided(olga):
    link = ActionLinkFactory(status="suggested")
    task = notes.open_task(title="Decidere", subject=link, condition="link_decided", source="rule", by=olga)
    assert notes.close_met() == []
    type(link).objects.filter(pk=link.pk).update(status="dismissed")
    assert notes.close_met() == [task]


def test_the_people_of_an_action_hear_what_others_do_to_it(stale, bruno, olga):
    services.hear([history.record(stale, "suspend", by=olga), history.record(stale, "change", by=bruno)])
    assert [(str(one.user), one.reason, one.entry.act) for one in Notification.objects.all()] == [
        ("Bruno", "owner", "suspend")
    ]


def test_a_link_to_a_hidden_action_is_not_told(stale, bruno, olga):
    hidden = ActionFactory(lead=ActorFactory(), visibility="team", title="Segretissima")
    MembershipFactory(actor=hidden.lead)
    link = ActionLinkFactory(one=stale, other=hidden)
    services.hear([history.record(link, "suggest", by=olga)])
    assert not Notification.objects.exists()


def test_followers_of_a_mission_hear_of_its_measurements(mission, ada, olga):
    services.follow(subject=mission, by=ada)
    measurement = MeasurementFactory(indicator=IndicatorFactory(objective=ObjectiveFactory(mission=mission)))
    services.hear([history.record(measurement, "approve", by=olga)])
    [told] = Notification.objects.filter(user=ada)
    assert (told.reason, told.subject) == ("followed", mission)
