"""Writes across actors and territories."""

from actors.services.bonds import add_resource, add_tie, remove_resource, remove_tie
from actors.services.introductions import ask_introduction
from actors.services.merging import CHOOSABLE, merge_actors, undo_merge, why_not_undone
from actors.services.people import add_member, approve_claim, claim_actor, decline_claim, link_account, remove_member
from actors.services.place_imports import (
    PlaceRow,
    keep_boundaries,
    keep_former_codes,
    keep_territories,
)
from actors.services.resolving import (
    Body,
    KnownActors,
    complete_actors,
    known_actors,
    recognised,
    resolve_actors,
)
from actors.services.territories import save_territory

__all__ = [
    "CHOOSABLE",
    "Body",
    "KnownActors",
    "PlaceRow",
    "add_member",
    "add_resource",
    "add_tie",
    "approve_claim",
    "ask_introduction",
    "claim_actor",
    "complete_actors",
    "decline_claim",
    "keep_boundaries",
    "keep_former_codes",
    "keep_territories",
    "known_actors",
    "link_account",
    "merge_actors",
    "recognised",
    "remove_member",
    "remove_resource",
    "remove_tie",
    "resolve_actors",
    "save_territory",
    "undo_merge",
    "why_not_undone",
]
