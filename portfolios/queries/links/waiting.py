"""What waits for whom, among the links between actions."""

from __future__ import annotations

import time
from typing import Any

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, QuerySet

from actors.models import Membership
from convergenze.accounts.roles import Role
from convergenze.accounts.rules import is_officer
from portfolios.choices import LinkKind, LinkStatus
from portfolios.models import (
    ActionLink,
    LinkAnswer,
    MergeConsent,
    MergeRequest,
    Placement,
)

CHANGED, SECONDS = "links-changed", 60


def for_deciding(user) -> QuerySet[ActionLink]:
    """Links that wait for ``user``: as their manager, as a lead who has not answered or not agreed to a merge."""
    rows = ActionLink.objects.visible_to(user)
    if not user.is_authenticated:
        return rows
    return rows.filter(_managed_and_open(user) | _led_and_unanswered(user) | _asks_consent_of(user))


def waiting_count(user) -> int:
    """How many links wait for ``user``. Every page shows it, so it is counted once a minute while no link changes."""
    key = f"links-waiting:{cache.get(CHANGED, 0)}:{user.pk}"
    return cache.get_or_set(key, lambda: for_deciding(user).count(), SECONDS) or 0


def forget_counts() -> None:
    """A link changed: whoever looks next counts anew."""
    cache.set(CHANGED, time.time(), None)


def _managed_and_open(user) -> Q:
    """Proposals to answer and duplications to resolve, in the missions the user manages."""
    to_do = Q(status__in=LinkStatus.awaiting()) | Q(status=LinkStatus.CONFIRMED, kind__in=LinkKind.resolvable())
    if is_officer(user):
        return to_do
    missions = [pk for role, _scope, pk in user.granted if role == Role.STEWARD]
    if not missions:
        return Q(pk=None)
    placed = Placement.objects.filter(portfolio__mission__in=missions)
    return to_do & (Exists(placed.filter(action=OuterRef("one"))) | Exists(placed.filter(action=OuterRef("other"))))


def _written_by(user):
    return Membership.objects.writing(user).values("actor")


def _led_and_unanswered(user) -> Q:
    """Proposals on the actions of the user's actors; for an end whose lead has not answered."""
    mine = _written_by(user)
    answers = LinkAnswer.objects.filter(link=OuterRef("pk"))
    silent: Any = Q()
    for end in ("one", "other"):
        silent |= Q(**{f"{end}__lead__in": mine}) & ~Exists(answers.filter(actor=OuterRef(f"{end}__lead")))
    return Q(status__in=LinkStatus.awaiting()) & silent


def _asks_consent_of(user) -> Q:
    """Requests to merge that wait for the consent of the user's actors."""
    asked = Exists(MergeRequest.objects.filter(link=OuterRef("pk")))
    consents, mine = MergeConsent.objects.filter(link=OuterRef("pk")), _written_by(user)
    silent: Any = Q()
    for end in ("one", "other"):
        silent |= Q(**{f"{end}__lead__in": mine}) & ~Exists(consents.filter(actor=OuterRef(f"{end}__lead")))
    return Q(status__in=(*LinkStatus.awaiting(), LinkStatus.CONFIRMED)) & asked & silent
