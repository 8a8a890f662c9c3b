"""What actions offer and need, for the introductions between the actors that lead them."""

from collections.abc import Iterable

from django.urls import reverse

from actors.queries import Line
from convergenze.core.visibility import is_among
from portfolios.models import Action, ActionResource


def lines_of_actions(user) -> Iterable[Line]:
    """Offers and needs of live actions that exist for ``user`` and have a lead; one query."""
    seen = is_among(Action.objects.visible_to(user).live(), "action")
    rows = ActionResource.objects.filter(seen, action__lead__isnull=False)
    page = reverse("portfolios:action_detail", args=["SLUG"])
    names = ("action__lead", "direction", "resource", "tag", "action__title", "action__slug")
    for lead, direction, resource, tag, title, slug in rows.order_by("action").values_list(*names):
        yield Line(lead, direction, resource, tag, title, page.replace("SLUG", slug))
