"""Territories and actors: where, and who."""

from actors.models.actor import Actor, HistoricalIdentifier
from actors.models.introduction import Introduction
from actors.models.membership import ClaimRequest, Membership
from actors.models.merge import ActorMerge
from actors.models.offer import ActorResource
from actors.models.person import Person
from actors.models.territory import Territory, TerritoryCode, TerritoryMember
from actors.models.tie import Tie

__all__ = [
    "Actor",
    "ActorMerge",
    "ActorResource",
    "ClaimRequest",
    "HistoricalIdentifier",
    "Introduction",
    "Membership",
    "Person",
    "Territory",
    "TerritoryCode",
    "TerritoryMember",
    "Tie",
]
