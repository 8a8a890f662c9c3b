"""Sums that are kept until somebody writes."""

from uuid import uuid4

import pytest

from actors.choices import Level
from convergenze.history import services as history
from convergenze.history.queries import kept
from portfolios.models import Action
from portfolios.queries.presence import activity_in
from tests.factories.actors import ActorFactory, TerritoryFactory
from tests.factories.portfolios import ActionFactory, FundingLineFactory

pytestmark = pytest.mark.django_db


def test_an_answer_is_kept_until_anything_is_written(olga):
    key, answers = uuid4(), iter("ab")
    assert [kept(key, lambda: next(answers)) for _ in range(2)] == ["a", "a"]
    history.save(ActorFactory.build(name="Nuovo"), by=olga)
    assert kept(key, lambda: next(answers)) == "b"


@pytest.mark.parametrize("who", ["guest", "chiara", "anna", "olga"])
def test_the_sums_of_a_region_are_each_reader_s_own_and_follow_what_is_written(who, cast, olga):
    region = TerritoryFactory(level=Level.REGION)
    seen = ActionFactory(cost=100)
    seen.territories.add(region)
    hidden = ActionFactory(cost=7, visibility="team", lead=cast["anna"].person.memberships.get().actor)
    hidden.territories.add(region)
    FundingLineFactory(action=seen, amount=30, stage="awarded")
    reads_it = who in ("anna", "olga")
    assert activity_in(region, olga).count == 2  # whoever asked before
    found = activity_in(region, cast[who])
    assert (found.count, found.cost) == ((2, 107) if reads_it else (1, 100))
    assert [amount for _code, _label, amount in found.stages] == [30]
    seen = Action.objects.get(pk=seen.pk)
    seen.cost = 150
    history.save(seen, by=olga)
    assert activity_in(region, cast[who]).cost == (157 if reads_it else 150)
