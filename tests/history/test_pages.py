"""Timelines, bin and audit."""

import uuid

import pytest
from django.urls import reverse

from convergenze.history import services
from tests.factories.actors import ActorFactory, TerritoryFactory
from tests.factories.portfolios import ActionFactory


def timeline_of(record):
    return reverse("history:timeline", args=[record._meta.label_lower, record.public_id])


@pytest.fixture
def changed(olga):
    """An actor whose name and seat changed, with a reason."""
    actor = ActorFactory(name="Bottega")
    actor.name, actor.seat = "Officina", TerritoryFactory(name="Vergato", visibility="public")
    return services.save(actor, by=olga, reason="Ha cambiato nome")


def test_a_timeline_tells_who_changed_what_and_why(client, chiara, changed):
    client.force_login(chiara)
    (line,) = client.get(timeline_of(changed)).context["lines"]
    assert (str(line.by), line.label, line.reason) == ("Olga", "changed", "Ha cambiato nome")
    assert line.rows == [("Name", "Bottega", "Officina"), ("Seat", "–", "Vergato")]


def test_a_timeline_does_not_name_records_its_reader_may_not_see(client, chiara, olga):
    actor = ActorFactory()
    actor.parent = ActorFactory(name="Segreta", visibility="team")
    services.save(actor, by=olga)
    client.force_login(chiara)
    assert "Segreta" not in client.get(timeline_of(actor)).content.decode()
    client.force_login(olga)
    assert "Segreta" in client.get(timeline_of(actor)).content.decode()


def test_a_timeline_tells_the_money_an_import_wrote(client, olga):
    action = ActionFactory(visibility="public")
    money = [["PNRR", "PNRR M1C1", "100.00", "awarded"]]
    services.record(action, "import", by=olga, changes={"funding_lines": [None, money]})
    client.force_login(olga)
    (line,) = client.get(timeline_of(action)).context["lines"]
    assert line.rows == [("Funding line", "–", "PNRR · PNRR M1C1 · 100.00 · awarded")]


def test_the_history_of_a_hidden_record_is_not_there(client, chiara):
    client.force_login(chiara)
    assert client.get(timeline_of(ActorFactory(visibility="team"))).status_code == 404


@pytest.mark.parametrize("kind", ["accounts.user", "accounts.token", "x", "actors.membership", "a.b.c"])
def test_only_records_have_timelines(kind, client, olga):
    client.force_login(olga)
    assert client.get(reverse("history:timeline", args=[kind, uuid.uuid4()])).status_code == 404


STAFF = {"olga": 200, "marta": 200, "ada": 403, "anna": 403, "chiara": 403, "sara": 403}


@pytest.mark.parametrize(("who", "status"), STAFF.items())
def test_officers_open_the_bin(who, status, cast, client):
    client.force_login(cast[who])
    assert client.get(reverse("history:bin")).status_code == status


def test_what_was_deleted_comes_back(client, olga):
    actor = services.discard(ActorFactory(name="Bottega", visibility="public"), by=olga)
    client.force_login(olga)
    assert "Bottega" in client.get(reverse("history:bin")).content.decode()
    client.post(reverse("history:restore", args=["actors.actor", actor.public_id]))
    actor.refresh_from_db()
    assert actor.deleted_at is None


def test_what_stands_in_the_way_of_coming_back_is_told(client, olga):
    actor = services.discard(ActorFactory(tax_code="01232710374"), by=olga)
    ActorFactory(tax_code="01232710374")
    client.force_login(olga)
    page = client.post(reverse("history:restore", args=["actors.actor", actor.public_id]), follow=True)
    assert "already has this tax code" in page.content.decode()
    actor.refresh_from_db()
    assert actor.is_in_bin


def test_others_bring_nothing_back(client, ada, olga):
    actor = services.discard(ActorFactory(), by=olga)
    client.force_login(ada)
    assert client.post(reverse("history:restore", args=["actors.actor", actor.public_id])).status_code == 403


def test_the_audit_is_for_administrators(client, marta, chiara):
    client.force_login(marta)
    assert client.get(reverse("history:audit")).status_code == 403
    marta.is_superuser = True
    marta.save()
    client.force_login(marta)
    assert "logged in" in client.get(reverse("history:audit")).content.decode()


def test_a_listener_hears_after_the_commit_and_harms_nobody(olga, monkeypatch, django_capture_on_commit_callbacks):
    heard = []

    def listener(entries):
        heard.extend(entry.verb for entry in entries)
        raise RuntimeError("the listener's own trouble")

    monkeypatch.setattr(services, "listeners", [listener])
    with django_capture_on_commit_callbacks(execute=True):
        services.record(ActorFactory(), "wave", by=olga)
        assert heard == []
    assert heard == ["actors.actor.wave"]
