"""The desk of a portfolio as it was: every page made of the desk shows that day."""

from portfolios.queries.frozen.reading import frozen_parameters, world_in
from portfolios.queries.frozen.records import FrozenRecords, frozen_portfolio
from portfolios.queries.frozen.sight import Sight
from portfolios.queries.tabs.desk import Desk
from portfolios.queries.tabs.doors import snapshot_door


def open_snapshot(snapshot, user, door=None):
    """The desk of ``snapshot`` for ``user``; ``door``: where its pages lead, its own without it."""
    content = snapshot.content
    sight = Sight(content, user)
    world = world_in(content, sight)
    return Desk(
        frozen_portfolio(content), user, world, frozen_parameters(snapshot),
        len(content["world"]["actions"]) - len(world.actions),
        records=FrozenRecords(content, sight), door=door or snapshot_door(snapshot), snapshot=snapshot,
    )  # fmt: skip
