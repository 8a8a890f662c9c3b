"""Being forgotten: asked by the person, answered by the programme."""

import io
import zipfile

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from convergenze.accounts import erasures, services
from convergenze.accounts.models import ErasureRequest, Token
from tests.factories.accounts import ErasureRequestFactory, GrantFactory


@pytest.fixture
def asked(chiara):
    return erasures.ask(reason="Cambio lavoro", by=chiara)


def test_a_person_asks_once_and_may_take_it_back(asked, chiara):
    with pytest.raises(ValidationError, match="You have asked already"):
        erasures.ask(reason="", by=chiara)
    erasures.take_back(by=chiara)
    assert erasures.ask(reason="", by=chiara).status == "asked"


def test_the_account_ends_without_name_address_or_way_in(asked, chiara, marta):
    EmailAddress.objects.create(user=chiara, email=chiara.email, verified=True, primary=True)
    services.issue_token(user=chiara, name="Foglio", scope="read")
    erasures.carry_out(request=asked, by=marta)
    chiara.refresh_from_db()
    assert (chiara.is_active, chiara.name, "chiara" in chiara.email) == (False, "Deleted account", False)
    assert not chiara.has_usable_password()
    assert [EmailAddress.objects.count(), Token.objects.count()] == [0, 0]
    asked.refresh_from_db()
    assert (asked.status, asked.reason, asked.answered_by) == ("done", "", marta)


@pytest.mark.parametrize("who", ["chiara", "olga", "anna", "ada"])
def test_only_who_directs_the_programme_answers(who, asked, cast):
    with pytest.raises(PermissionDenied):
        erasures.carry_out(request=asked, by=cast[who])
    with pytest.raises(PermissionDenied):
        erasures.refuse(request=asked, answer="no", by=cast[who])


def test_who_holds_roles_gives_them_back_first(asked, chiara, marta):
    GrantFactory(user=chiara, role="officer")
    with pytest.raises(ValidationError, match="holds roles"):
        erasures.carry_out(request=asked, by=marta)
    chiara.refresh_from_db()
    assert chiara.is_active


def test_an_answer_is_given_once(asked, marta):
    erasures.refuse(request=asked, answer="Obbligo di legge", by=marta)
    with pytest.raises(ValidationError, match="answered already"):
        erasures.carry_out(request=asked, by=marta)


def test_the_page_asks_shows_and_takes_back(client, chiara):
    client.force_login(chiara)
    client.cookies["django_language"] = "en"
    client.post(reverse("accounts:data"), {"reason": ""})
    assert "You have asked to be forgotten" in client.get(reverse("accounts:data")).content.decode()
    client.post(reverse("accounts:erasure_take_back"))
    assert "You have asked to be forgotten" not in client.get(reverse("accounts:data")).content.decode()


def test_a_refusal_says_why(client, asked, chiara, marta):
    client.force_login(marta)
    client.post(reverse("accounts:erasure_refuse", args=[asked.pk]), {"answer": " "})
    assert ErasureRequest.objects.get().status == "asked"
    client.post(reverse("accounts:erasure_refuse", args=[asked.pk]), {"answer": "Obbligo di legge"})
    client.force_login(chiara)
    assert "Obbligo di legge" in client.get(reverse("accounts:data")).content.decode()


@pytest.mark.parametrize(("who", "status"), [("marta", 200), ("olga", 403), ("chiara", 403)])
def test_the_list_is_for_who_answers(who, status, asked, cast, client):
    client.force_login(cast[who])
    assert client.get(reverse("accounts:erasures")).status_code == status


def test_the_programme_carries_it_out_by_the_page(client, asked, marta):
    client.force_login(marta)
    client.post(reverse("accounts:erasure_carry_out", args=[asked.pk]))
    assert ErasureRequest.objects.get().status == "done"


def test_what_is_taken_away_is_ones_own(client, chiara, anna):
    client.force_login(chiara)
    packed = zipfile.ZipFile(io.BytesIO(client.get(reverse("accounts:data_file")).content))
    told = " ".join(packed.read(name).decode(errors="ignore") for name in packed.namelist())
    assert "chiara@example.org" in told
    assert "anna@example.org" not in told
    assert ErasureRequestFactory.build(user=anna).answer_due_at
