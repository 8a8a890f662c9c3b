"""Claims, members, and accounts joined with known people."""

import pytest
from django.core.exceptions import ValidationError

from actors import services
from actors.models import ClaimRequest, Membership, Person
from actors.rules import writes_for_id
from convergenze.core.errors import MoveRefused
from tests.factories.accounts import UserFactory
from tests.factories.actors import ActorFactory, PersonFactory


def test_an_approved_claim_makes_a_person_who_writes(chiara, olga, municipality):
    claim = services.claim_actor(actor=municipality, motivation="Ci lavoro.", by=chiara)
    assert not writes_for_id(chiara, municipality.pk)
    membership = services.approve_claim(claim=claim, by=olga)
    assert (membership.person.account, membership.role) == (chiara, "editor")
    assert writes_for_id(type(chiara).objects.get(pk=chiara.pk), municipality.pk)


def test_the_known_person_with_the_same_e_mail_is_joined_not_doubled(chiara, olga, municipality):
    known = PersonFactory(name="Chiara B.", email="Chiara@example.org")
    services.approve_claim(claim=services.claim_actor(actor=municipality, motivation="x", by=chiara), by=olga)
    known.refresh_from_db()
    assert (known.account, Person.objects.filter(email__iexact="chiara@example.org").count()) == (chiara, 1)


def test_a_declined_claim_needs_an_answer_and_gives_nothing(chiara, olga, municipality):
    claim = services.claim_actor(actor=municipality, motivation="Ci lavoro.", by=chiara)
    with pytest.raises(ValidationError, match="Tell the person why"):
        services.decline_claim(claim=claim, by=olga, answer="  ")
    services.decline_claim(claim=claim, by=olga, answer="Non risulta.")
    assert list(ClaimRequest.objects.values_list("status", "answer")) == [("declined", "Non risulta.")]
    assert not Membership.objects.filter(person__account=chiara).exists()


def test_a_claim_is_answered_once_and_asked_once(chiara, olga, municipality):
    claim = services.claim_actor(actor=municipality, motivation="Ci lavoro.", by=chiara)
    with pytest.raises(ValidationError, match="already asked"):
        services.claim_actor(actor=municipality, motivation="Davvero.", by=chiara)
    services.approve_claim(claim=claim, by=olga)
    with pytest.raises(MoveRefused, match="already answered"):
        services.decline_claim(claim=claim, by=olga, answer="No.")


def test_a_member_is_found_by_e_mail_and_added_once(olga, chiara, municipality):
    membership = services.add_member(
        actor=municipality, name="Chiara", email="chiara@example.org", role="editor", by=olga
    )
    assert membership.person.account == chiara
    with pytest.raises(ValidationError, match="already belongs"):
        services.add_member(actor=municipality, name="Chiara", email="CHIARA@example.org", by=olga)
    other = services.add_member(actor=ActorFactory(), name="Chiara", email="chiara@example.org", by=olga)
    assert other.person == membership.person


def test_a_removed_member_writes_no_more(anna, olga, municipality):
    services.remove_member(membership=anna.person.memberships.get(), by=olga)
    assert not writes_for_id(type(anna).objects.get(pk=anna.pk), municipality.pk)


def test_whoever_signs_up_with_a_known_e_mail_is_joined(db):
    person = PersonFactory(email="nuova@example.org")
    account = UserFactory(email="nuova@example.org")
    assert services.link_account(account=account) == person
    assert services.link_account(account=account) is None
