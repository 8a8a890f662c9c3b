"""Roles given and taken."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from convergenze.accounts import services
from convergenze.accounts.models import Grant, User
from convergenze.accounts.roles import Role
from convergenze.history.models import Entry
from tests.factories.accounts import GrantFactory, UserFactory


@pytest.fixture
def amy(db):
    """The only administrator."""
    user = UserFactory(name="Amy", email="amy@example.org")
    GrantFactory(user=user, role="administrator")
    return user


def test_every_role_says_what_it_is_for():
    assert all(str(role.description).endswith(".") for role in Role)


READERS = {"olga": 200, "marta": 200, "ada": 200, "anna": 403, "chiara": 403, "sara": 403}


@pytest.mark.parametrize(("who", "status"), READERS.items())
def test_the_programmes_people_read_who_holds_what(who, status, cast, client):
    client.force_login(cast[who])
    assert client.get(reverse("accounts:roles")).status_code == status


@pytest.mark.parametrize("who", ["olga", "marta", "ada", "chiara"])
def test_only_administrators_give_roles(who, cast, client):
    client.force_login(cast[who])
    wish = {"email": cast[who].email, "role": "administrator"}
    assert client.post(reverse("accounts:roles"), wish).status_code == 403
    assert client.post(reverse("accounts:role_withdraw", args=["officer", cast["olga"].pk])).status_code == 403
    assert Grant.objects.filter(role="administrator").count() == 0


def test_an_administrator_gives_and_takes_a_role_and_the_audit_remembers(amy, chiara, client):
    client.force_login(amy)
    client.post(reverse("accounts:roles"), {"email": "CHIARA@example.org", "role": "officer"})
    assert User.objects.get(pk=chiara.pk).holds(Role.OFFICER)
    client.post(reverse("accounts:role_withdraw", args=["officer", chiara.pk]))
    assert not User.objects.get(pk=chiara.pk).holds(Role.OFFICER)
    acts = Entry.objects.about(chiara).order_by("pk").values_list("verb", "by", "extra__role")
    assert list(acts) == [
        ("accounts.user.grant_role", amy.pk, "officer"),
        ("accounts.user.withdraw_role", amy.pk, "officer"),
    ]


def test_nobody_without_an_account_gets_a_role(amy, client):
    client.force_login(amy)
    page = client.post(reverse("accounts:roles"), {"email": "nobody@example.org", "role": "officer"})
    assert "ask them to sign up first" in page.content.decode()


def test_the_last_administrator_stays(amy):
    with pytest.raises(ValidationError, match="last administrator"):
        services.withdraw_role(user=amy, role=Role.ADMINISTRATOR, by=amy)
    assert amy.holds(Role.ADMINISTRATOR)


def test_an_administrator_may_go_when_another_stays(amy, marta):
    services.grant_role(user=marta, role=Role.ADMINISTRATOR, by=amy)
    services.withdraw_role(user=amy, role=Role.ADMINISTRATOR, by=amy)
    assert not amy.holds(Role.ADMINISTRATOR)


def test_an_inactive_administrator_does_not_count(amy, marta):
    services.grant_role(user=marta, role=Role.ADMINISTRATOR, by=amy)
    User.objects.filter(pk=marta.pk).update(is_active=False)
    with pytest.raises(ValidationError):
        services.withdraw_role(user=amy, role=Role.ADMINISTRATOR, by=amy)


def test_a_role_not_held_is_taken_back_silently(chiara, amy):
    services.withdraw_role(user=chiara, role=Role.ADMINISTRATOR, by=amy)
    assert Grant.objects.count() == 1


def test_a_mission_role_is_not_given_on_the_platform(chiara, amy):
    with pytest.raises(ValidationError):
        services.grant_role(user=chiara, role=Role.STEWARD, by=amy)
