"""Who shares actions with an actor shows in its network."""

from actors import queries
from tests.factories.actors import ActorFactory
from tests.factories.portfolios import ActionFactory, ActionRoleFactory


def test_shared_actions_are_lines_of_the_network(db, guest):
    lead, partner, third = ActorFactory(), ActorFactory(), ActorFactory()
    for _number in range(2):
        ActionRoleFactory(action=ActionFactory(lead=lead), actor=partner)
    hidden = ActionFactory(lead=lead, visibility="team")
    ActionRoleFactory(action=hidden, actor=third)
    found = queries.ego_network(lead, guest).neighbours
    assert [(one.actor, one.words, one.strength) for one in found] == [(partner, "2 shared actions", 3)]
    assert [one.actor for one in queries.ego_network(partner, guest).neighbours] == [lead]
