"""How the records of a desk are called, as they are now. ``queries.frozen.records`` answers the same for a snapshot."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actors.models import Actor, Territory
from missions.models import Challenge, Decision, Indicator, Objective
from missions.queries.quality import Quality, quality
from portfolios.analysis.world import Key
from portfolios.models import Action, ActionLink
from portfolios.queries.loading import recorded_around, unaligned_actions
from portfolios.queries.triggers import TriggerWindow, windows_of

CANDIDATES = 100  # how many are ever told by name


@dataclass(frozen=True, slots=True)
class Called:
    """What addresses and the API call a record."""

    slug: str
    uid: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An action recorded in the territory of the mission, outside the portfolio."""

    key: Key
    called: Called
    title: str
    href: str
    lead: str
    cost: Decimal | None
    origin: str


class LiveRecords:
    """The records of ``portfolio`` as ``user`` sees them now."""

    def __init__(self, portfolio, user):
        self.portfolio, self.user = portfolio, user

    def actions(self, keys: Collection[Key]) -> Mapping[Key, Called]:
        rows = Action.objects.filter(pk__in=keys).values_list("pk", "slug", "public_id", "code")
        return {pk: Called(slug, str(uid), code) for pk, slug, uid, code in rows}

    def actors(self, keys: Collection[Key]) -> Mapping[Key, Called]:
        """Of ``keys``, the actors that exist for the reader."""
        rows = Actor.objects.visible_to(self.user).filter(pk__in=keys).values_list("pk", "slug", "public_id")
        return {pk: Called(slug, str(uid)) for pk, slug, uid in rows}

    def own_actions(self, keys: Collection[Key]) -> set[Key]:
        """Of ``keys``, the actions whose people include the reader, who is signed in."""
        return set(Action.objects.filter(Action.objects.all().own(self.user), pk__in=keys).values_list("pk", flat=True))

    def objective_codes(self) -> Mapping[Key, str]:
        return dict(Objective.objects.filter(mission=self.portfolio.mission_id).values_list("pk", "code"))

    def indicators(self) -> Mapping[Key, Indicator]:
        return {row.pk: row for row in Indicator.objects.filter(objective__mission=self.portfolio.mission_id)}

    def places(self, keys: Collection[Key]) -> Mapping[Key, str]:
        """{key: name} of territories, by name."""
        return dict(Territory.objects.filter(pk__in=keys).order_by("name").values_list("pk", "name"))

    def links(self, keys: Collection[Key]) -> list[ActionLink]:
        """Links that start from one of the actions ``keys`` and that the reader may see."""
        rows = ActionLink.objects.visible_to(self.user).filter(one__in=keys)
        return list(rows.select_related("one", "other", "decided_by"))

    def around(self) -> tuple[int, Decimal]:
        """How many actions of the territory lie outside the portfolio, and their cost."""
        found = recorded_around(self.portfolio, self.user, size=0)
        return found.count, found.cost

    def place(self) -> str:
        """Where the mission is; "" where it does not say."""
        territory = self.portfolio.mission.territory
        return territory.full_name if territory else ""

    def candidates(self, size: int) -> list[Candidate]:
        """The ``size`` most expensive actions of the territory outside the portfolio."""
        rows = unaligned_actions(self.portfolio, self.user).select_related("lead").dearest_first()[:size]
        return [
            Candidate(
                one.pk, Called(one.slug, str(one.public_id), one.code), one.title, one.get_absolute_url(),
                str(one.lead or ""), one.cost, one.origin,
            )
            for one in rows
        ]  # fmt: skip

    def quality(self) -> Quality | None:
        """The five criteria of the mission; None where nothing was kept of them."""
        return quality(self.portfolio.mission)

    def triggers(self) -> list[TriggerWindow]:
        return windows_of(self.portfolio, self.user)

    def challenge(self) -> tuple[str, str] | None:
        """(title, address) of the challenge behind the mission, if it exists for the reader."""
        found = Challenge.objects.visible_to(self.user).filter(pk=self.portfolio.mission.challenge_id).first()
        return (found.title, found.get_absolute_url()) if found else None

    def decisions(self) -> list[tuple[date, str, str]]:
        """(day, title, address) of what was decided for the mission and the reader may see."""
        rows = Decision.objects.visible_to(self.user).filter(mission=self.portfolio.mission_id)
        dated = rows.exclude(decided_on=None).order_by("decided_on", "pk")
        return [(one.decided_on, one.title, one.get_absolute_url()) for one in dated]
