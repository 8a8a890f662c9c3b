"""What stands around one link: leads, missions, portfolios, history, a merge."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet

from actors.choices import MembershipRole
from actors.models import Actor, Membership
from convergenze.history import services as history
from missions.models import Mission
from portfolios.choices import ActionStatus, LinkKind, LinkStatus
from portfolios.models import (
    Action,
    ActionLink,
    ActionMerge,
    MergeConsent,
    Placement,
    Portfolio,
)


def leads_of(link: ActionLink) -> list[Actor]:
    """The actors that lead the two actions, each once."""
    found = Actor.objects.in_bulk(link.lead_ids)
    return [found[pk] for pk in link.lead_ids if pk in found]


def silent_leads(link: ActionLink, rows: Iterable) -> list[Actor]:
    """Leads of the two actions that have none of ``rows`` (answers, consents), in the order of the actions."""
    said = {row.actor_id for row in rows}
    return [actor for actor in leads_of(link) if actor.pk not in said]


def has_account(actor: Actor) -> bool:
    """Whether somebody with an account writes for ``actor``: then nobody speaks in its stead."""
    return Membership.objects.valid().filter(
        actor=actor, person__account__isnull=False, person__account__is_active=True, role__in=MembershipRole.writers()
    ).exists()  # fmt: skip


def people_writing_for(link: ActionLink, user) -> dict[int, dict]:
    """{lead id: {"may_give", "may_record"}}: whether ``user`` agrees for the lead, or may write down that it did."""
    found = {}
    for actor in leads_of(link):
        consent = MergeConsent(link=link, actor=actor)
        gives = user.has_perm("portfolios.give_mergeconsent", consent)
        records = not gives and user.has_perm("portfolios.record_mergeconsent", consent) and not has_account(actor)
        found[actor.pk] = {"may_give": gives, "may_record": records}
    return found


def shared_missions(link: ActionLink, user=None) -> QuerySet[Mission]:
    """Missions with a portfolio that holds both actions (that ``user`` may see), the latest first."""
    rows = Mission.objects.alive() if user is None else Mission.objects.visible_to(user)
    portfolios = Portfolio.objects.alive() if user is None else Portfolio.objects.visible_to(user)
    holding = _holding_both(portfolios, link).filter(mission=OuterRef("pk"))
    return rows.filter(Exists(holding)).order_by("-pk")


def shared_portfolios(link: ActionLink, user) -> QuerySet[Portfolio]:
    """Portfolios that exist for ``user`` and hold both actions."""
    return _holding_both(Portfolio.objects.visible_to(user), link).select_related("mission").order_by("-pk")


def _holding_both(rows, link):
    placed = Placement.objects.filter(portfolio=OuterRef("pk"))
    return rows.filter(Exists(placed.filter(action=link.one_id)), Exists(placed.filter(action=link.other_id)))


def merge_of(link: ActionLink) -> ActionMerge | None:
    """The merge of the two actions that was not undone; None without."""
    ends = (link.one_id, link.other_id)
    rows = ActionMerge.objects.filter(keep__in=ends, drop__in=ends, undone_at=None)
    return rows.select_related("keep", "drop").first()


def is_resolvable(link: ActionLink) -> bool:
    """Whether one of the four resolutions can still be chosen."""
    return link.kind in LinkKind.resolvable() and link.status in (*LinkStatus.awaiting(), LinkStatus.CONFIRMED)


def is_mergeable(link: ActionLink) -> bool:
    """Whether a merge of the two actions can still be asked for."""
    return is_resolvable(link) and all(action.status in ActionStatus.open() for action in link.ends)


def about(link: ActionLink) -> dict:
    """The filter for rows that point to ``link`` as their subject."""
    return {"subject_type": ContentType.objects.get_for_model(ActionLink), "subject_id": link.pk}


def history_of(action: Action, user):
    """What happened to ``action`` and to those that flowed into it and exist for ``user``, newest first."""
    absorbed = Action.objects.visible_to(user).filter(merged_into=action).values("pk")
    return history.entries_about(Action.objects.filter(Q(pk=action.pk) | Q(pk__in=absorbed)))


def history_of_link(link: ActionLink):
    """What happened to a pair, newest first."""
    return history.entries_of(link)
