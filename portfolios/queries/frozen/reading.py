"""A snapshot back in the world of the analyses, as one reader may see it."""

from dataclasses import replace

from portfolios.analysis.frozen import thaw
from portfolios.analysis.parameters import Parameters
from portfolios.analysis.world import Action, World
from portfolios.choices import LinkKind, LinkStatus
from portfolios.queries.frozen.sight import Sight


def frozen_world(snapshot, user=None):
    """The ``analysis.world.World`` kept in ``snapshot``, with what ``user`` may see of it (None: all)."""
    return world_in(snapshot.content, Sight(snapshot.content, user))


def world_in(content, sight):
    """The world of ``content`` with the rows that ``sight`` lets through."""
    world = thaw(World, content["world"])
    actions = tuple(_veiled(action, content, sight) for action in world.actions if action.key in sight.of("actions"))
    links = links_in(content, sight)
    return replace(
        world,
        actions=actions,
        actors={key: actor for key, actor in world.actors.items() if key in sight.of("actors")},
        confirmed_links=frozenset(
            frozenset((link["one_id"], link["other_id"]))
            for link in links
            if link["kind"] != LinkKind.DUPLICATION and link["status"] == LinkStatus.CONFIRMED
        ),
        decided_overlaps=frozenset(
            frozenset((link["one_id"], link["other_id"]))
            for link in links
            if link["kind"] == LinkKind.DUPLICATION and link["status"] in LinkStatus.decided()
        ),
        dependencies=tuple(
            (link["other_id"], link["one_id"])
            for link in links
            if link["kind"] == LinkKind.DEPENDENCY and link["status"] == LinkStatus.CONFIRMED
        ),
    )


def links_in(content, sight):
    """Rows of links between two actions in sight, for the programme and for the people of one of the two."""
    seen = sight.of("actions")
    rows = [link for link in content["links"] if {link["one_id"], link["other_id"]} <= seen]
    if sight.is_whole:
        return rows
    own = sight.own("actions")
    return [link for link in rows if {link["one_id"], link["other_id"]} & own]


def frozen_parameters(snapshot):
    """The weights and thresholds that were in use."""
    return thaw(Parameters, snapshot.content["parameters"])


def _veiled(action, content, sight) -> Action:
    """``action`` without the actors and the missions that the reader does not see."""
    actors = sight.of("actors")
    hidden = {row["key"] for row in content["objectives"] if row["mission_id"] not in sight.of("missions")}
    return replace(
        action,
        lead=action.lead if action.lead in actors else None,
        partners=tuple(partner for partner in action.partners if partner.actor in actors),
        objectives={key: found for key, found in action.objectives.items() if key not in hidden},
    )
