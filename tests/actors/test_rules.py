"""Who may do what: tables, and the agreement of list and rule."""

import pytest

from actors.models import Actor, Person, Territory
from actors.rules import actor_roles, belongs_to_any, writes_for_id
from tests.factories.actors import ActorFactory, MembershipFactory, PersonFactory, TerritoryFactory

WHO = ["guest", "chiara", "bruno", "anna", "sara", "olga", "marta", "ada"]
LEVELS = ["team", "staff", "members", "link", "public"]


@pytest.fixture
def actors_of_every_level(municipality, cooperative, chiara):
    made = [ActorFactory(visibility=level) for level in LEVELS]
    made += [ActorFactory(visibility="team", created_by=chiara), ActorFactory(deleted_at="2026-01-01T00:00Z")]
    Actor.objects.filter(pk__in=(municipality.pk, cooperative.pk)).update(visibility="team")
    return made


@pytest.mark.parametrize("who", WHO)
def test_list_and_rule_agree_on_actors(who, cast, actors_of_every_level):
    user, everything = cast[who], Actor.objects.all()
    assert set(everything.visible_to(user)) == {one for one in everything if user.has_perm("actors.view_actor", one)}


@pytest.mark.parametrize("who", WHO)
def test_list_and_rule_agree_on_people(who, cast, cooperative, chiara):
    MembershipFactory(actor=cooperative, person=PersonFactory(), role="member")
    MembershipFactory(actor=cooperative, person=PersonFactory(), role="member", valid_until="2020-01-01")
    PersonFactory(created_by=chiara)
    PersonFactory(deleted_at="2026-01-01T00:00Z")
    user, everything = cast[who], Person.objects.all()
    assert set(everything.visible_to(user)) == {one for one in everything if user.has_perm("actors.view_person", one)}


@pytest.mark.parametrize("who", WHO)
def test_list_and_rule_agree_on_territories(who, cast):
    for level in LEVELS:
        TerritoryFactory(visibility=level)
    user, everything = cast[who], Territory.objects.all()
    seen = {one for one in everything if user.has_perm("actors.view_territory", one)}
    assert set(everything.visible_to(user)) == seen


ON_AN_ACTOR = {
    "guest": "",
    "chiara": "claim",
    "bruno": "claim",
    "anna": "change manage",
    "sara": "claim",
    "olga": "change claim manage",
    "marta": "change claim delete manage merge",
    "ada": "claim",
}
PERMISSIONS = {
    "change": "actors.change_actor",
    "claim": "actors.claim_actor",
    "delete": "actors.delete_actor",
    "manage": "actors.manage_members",
    "merge": "actors.merge_actor",
}


@pytest.mark.parametrize("who", WHO)
def test_what_each_may_do_with_the_municipality(who, cast, municipality):
    may = [word for word, name in sorted(PERMISSIONS.items()) if cast[who].has_perm(name, municipality)]
    assert " ".join(may) == ON_AN_ACTOR[who]


@pytest.mark.parametrize("who", WHO)
def test_only_officers_create(who, cast):
    may = [cast[who].has_perm(name) for name in ("actors.add_actor", "actors.add_territory", "actors.decide_claim")]
    assert may == [who in ("olga", "marta")] * 3


def test_nothing_is_written_on_a_signpost(municipality, cooperative, anna, marta):
    Actor.objects.filter(pk=municipality.pk).update(merged_into=cooperative)
    municipality.refresh_from_db()
    assert not any(
        user.has_perm(name, municipality)
        for user in (anna, marta)
        for name in ("actors.change_actor", "actors.claim_actor", "actors.delete_actor", "actors.manage_members")
    )


def test_roles_are_read_once_and_expired_ones_do_not_count(anna, municipality, cooperative, django_assert_num_queries):
    MembershipFactory(actor=cooperative, person=anna.person, role="editor", valid_until="2020-01-01")
    anna._state.fields_cache.pop("person", None)
    with django_assert_num_queries(2):
        assert actor_roles(anna) == {municipality.pk: "representative"}
        assert writes_for_id(anna, municipality.pk)
        assert belongs_to_any(anna)
        assert not writes_for_id(anna, None)
