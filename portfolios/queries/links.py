"""Links between actions as people work through them: what waits for whom, how good the proposals are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from actors.choices import MembershipRole
from actors.models import Actor, Membership
from convergenze.accounts.roles import Role
from convergenze.accounts.rules import is_officer
from convergenze.history import services as history
from missions.models import Mission
from portfolios.choices import LinkKind, LinkStatus
from portfolios.models import (
    Action,
    ActionLink,
    ActionResource,
    Contribution,
    LinkAnswer,
    MergeConsent,
    MergeRequest,
    Placement,
    Portfolio,
)


@dataclass(frozen=True)
class Precision:
    """How many of the proposals that people judged they found true; ``waiting`` are not judged yet."""

    confirmed: int
    judged: int
    waiting: int

    @property
    def share(self) -> float | None:
        """Confirmed ÷ judged; None as long as nothing was judged."""
        return self.confirmed / self.judged if self.judged else None


def precision_of(links: QuerySet[ActionLink]) -> Precision:
    """``Precision`` of the proposals among ``links``, in one query."""
    found = links.order_by().filter(kind__in=LinkKind.proposed()).aggregate(
        confirmed=Count("pk", filter=Q(status__in=(LinkStatus.CONFIRMED, LinkStatus.RESOLVED))),
        judged=Count("pk", filter=Q(status__in=LinkStatus.decided())),
        waiting=Count("pk", filter=Q(status__in=LinkStatus.awaiting())),
    )  # fmt: skip
    return Precision(**found)


def for_deciding(user) -> QuerySet[ActionLink]:
    """Links that wait for ``user``: as their manager, as a lead who has not answered or not agreed to a merge."""
    rows = ActionLink.objects.visible_to(user)
    if not user.is_authenticated:
        return rows
    return rows.filter(_managed_and_open(user) | _led_and_unanswered(user) | _asks_consent_of(user))


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
    silent = Q()
    for end in ("one", "other"):
        silent |= Q(**{f"{end}__lead__in": mine}) & ~Exists(answers.filter(actor=OuterRef(f"{end}__lead")))
    return Q(status__in=LinkStatus.awaiting()) & silent


def _asks_consent_of(user) -> Q:
    """Requests to merge that wait for the consent of the user's actors."""
    asked = Exists(MergeRequest.objects.filter(link=OuterRef("pk")))
    consents, mine = MergeConsent.objects.filter(link=OuterRef("pk")), _written_by(user)
    silent = Q()
    for end in ("one", "other"):
        silent |= Q(**{f"{end}__lead__in": mine}) & ~Exists(consents.filter(actor=OuterRef(f"{end}__lead")))
    return Q(status__in=(*LinkStatus.awaiting(), LinkStatus.CONFIRMED)) & asked & silent


def shared_missions(link: ActionLink, user=None) -> QuerySet[Mission]:
    """Missions with a portfolio that holds both actions (that ``user`` may see), the latest first."""
    rows = Mission.objects.alive() if user is None else Mission.objects.visible_to(user)
    return rows.filter(is_among_portfolios(link, user)).order_by("-pk")


def is_among_portfolios(link: ActionLink, user=None) -> Exists:
    """The condition on a mission that one of its portfolios holds both actions of ``link``."""
    rows = Portfolio.objects.alive() if user is None else Portfolio.objects.visible_to(user)
    return Exists(_holding_both(rows, link).filter(mission=OuterRef("pk")))


def shared_portfolios(link: ActionLink, user) -> QuerySet[Portfolio]:
    """Portfolios that exist for ``user`` and hold both actions."""
    return _holding_both(Portfolio.objects.visible_to(user), link).select_related("mission").order_by("-pk")


def _holding_both(rows, link):
    placed = Placement.objects.filter(portfolio=OuterRef("pk"))
    return rows.filter(Exists(placed.filter(action=link.one_id)), Exists(placed.filter(action=link.other_id)))


def silent_leads(link: ActionLink, rows: Iterable) -> list[Actor]:
    """Leads of the two actions that have none of ``rows`` (answers, consents), in the order of the actions."""
    said = {row.actor_id for row in rows}
    return [actor for actor in leads_of(link) if actor.pk not in said]


def leads_of(link: ActionLink) -> list[Actor]:
    """The actors that lead the two actions, each once."""
    found = Actor.objects.in_bulk(link.lead_ids)
    return [found[pk] for pk in link.lead_ids if pk in found]


def has_account(actor: Actor) -> bool:
    """Whether somebody with an account writes for ``actor``: then nobody speaks in its stead."""
    return Membership.objects.valid().filter(
        actor=actor, person__account__isnull=False, person__account__is_active=True, role__in=MembershipRole.writers()
    ).exists()  # fmt: skip


def history_of(action: Action):
    """What happened to ``action`` and to the actions that flowed into it, newest first."""
    return history.entries_about(Action.objects.filter(Q(pk=action.pk) | Q(merged_into=action)))


def history_of_link(link: ActionLink):
    """What happened to a pair, newest first."""
    return history.entries_of(link)


def portfolios_to_compare(action_ids: Iterable[int]) -> dict[int, list[int]]:
    """{portfolio id: ids among ``action_ids``} that it holds, or held when it last proposed a pair with them."""
    ids, found = set(action_ids), defaultdict(set)
    placed = Placement.objects.filter(action__in=ids, portfolio__deleted_at=None)
    for portfolio, action in placed.values_list("portfolio", "action"):
        found[portfolio].add(action)
    rows = ActionLink.objects.filter(Q(one__in=ids) | Q(other__in=ids)).exclude(found_in={})
    for one, other, found_in in rows.values_list("one", "other", "found_in"):
        for portfolio in map(int, found_in):
            found[portfolio] |= {one, other} & ids
    return {portfolio: sorted(actions) for portfolio, actions in found.items()}


def compared_actions(entries: Iterable) -> set[int]:
    """Ids of the actions that ``entries`` of the history are about, directly or through a row that hangs from them."""
    about = defaultdict(set)
    for entry in entries:
        about[entry.subject_type_id].add(entry.subject_id)
    found = set(about.pop(ContentType.objects.get_for_model(Action).pk, ()))
    for model in (Contribution, ActionResource, Placement):
        if ids := about.pop(ContentType.objects.get_for_model(model).pk, None):
            found |= set(model._base_manager.filter(pk__in=ids).values_list("action", flat=True))
    return found
