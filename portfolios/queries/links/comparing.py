"""Which actions to compare again after a change, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from portfolios.models import (
    Action,
    ActionLink,
    ActionResource,
    Contribution,
    Placement,
)


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
