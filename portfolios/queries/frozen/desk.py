"""The desk of a portfolio as it was: every page made of the desk shows that day."""

from portfolios.queries.frozen.reading import frozen_parameters, world_in
from portfolios.queries.frozen.records import FrozenRecords, frozen_portfolio
from portfolios.queries.frozen.sight import Sight
from portfolios.queries.tabs import pages
from portfolios.queries.tabs.desk import Desk
from portfolios.queries.tabs.doors import LIST, SideDoor

# Pages made of something that snapshots did not keep from the beginning: the oldest ones do not have them.
MADE_OF = {"alignment": "candidates", "quality": "quality"}


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


def snapshot_door(snapshot):
    """The pages of ``snapshot``: all those that are made of the desk alone and of what it keeps."""
    return SideDoor(snapshot.get_absolute_url(), [LIST, *(tab for tab in pages.of_the_desk() if keeps(snapshot, tab))])


def keeps(snapshot, page):
    """Whether ``snapshot`` keeps what ``page`` (or the analysis of that name) is made of."""
    return MADE_OF.get(page, "world") in snapshot.content
