"""``manage.py start``: what a new user finds, and what a second run leaves alone."""

import io
from collections import Counter

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from actors.models import Actor
from convergenze.accounts.models import User
from convergenze.home.demo.accounts import DEMO_PASSWORD, PEOPLE, email_of
from missions.models import Body, Challenge, Commitment, Decision, Mission
from portfolios.models import Action, ActionLink, Portfolio, Snapshot


def start():
    out = io.StringIO()
    call_command("start", no_serve=True, stdout=out)
    return out.getvalue()


@pytest.fixture
def _demo(monkeypatch):
    monkeypatch.setenv("DEMO", "1")


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
def test_an_empty_database_gets_the_demonstration_once():
    first = start()
    found = {
        "actions": Action.objects.alive().count(), "portfolios": Portfolio.objects.count(),
        "missions": set(Mission.objects.values_list("status", flat=True)),
        "challenges": set(Challenge.objects.values_list("status", flat=True)),
        "pairs": Counter(ActionLink.objects.values_list("kind", "status")),
        "told": {model._meta.model_name: model.objects.count() for model in (Body, Decision, Commitment, Snapshot)},
    }  # fmt: skip
    assert found == {
        "actions": 79, "portfolios": 1, "missions": {"active", "candidate"},
        "challenges": {"missions_running", "draft", "adopted"},
        "pairs": {("duplication", "suggested"): 1, ("duplication", "under_review"): 1, ("synergy", "suggested"): 11},
        "told": {"body": 4, "decision": 4, "commitment": 6, "snapshot": 2},
    }  # fmt: skip
    assert all(email_of(person.who) in first for person in PEOPLE)
    assert DEMO_PASSWORD in first
    Action.objects.filter(code="AZ01").update(title="Changed by a person")
    start()
    assert Action.objects.filter(title="Changed by a person").exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
def test_demo_accounts_log_in_with_confirmed_addresses(client):
    start()
    assert set(EmailAddress.objects.filter(verified=True).values_list("email", flat=True)) == {
        email_of(person.who) for person in PEOPLE
    }
    assert client.login(email=email_of("officer"), password=DEMO_PASSWORD)
    families = Actor.objects.filter(memberships__person__account__isnull=False).values_list("family", flat=True)
    assert len(set(families)) == 3


@pytest.mark.django_db
def test_without_demo_nothing_is_loaded(monkeypatch):
    monkeypatch.setenv("DEMO", "0")
    assert DEMO_PASSWORD not in start()
    assert not User.objects.filter(is_service=False).exists()


@pytest.mark.django_db
def test_a_port_that_is_none_is_one_sentence(monkeypatch):
    monkeypatch.setenv("PORT", "http")
    with pytest.raises(CommandError, match="PORT is"):
        start()
