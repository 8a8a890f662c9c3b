"""What of a portfolio a governance body decides about, and which moves its decisions carry out."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from missions.workflow import acts
from portfolios.models import Action, ActionLink, Placement, Portfolio, Trigger
from portfolios.queries.tabs import pages
from portfolios.workflow import action_workflow, link_workflow, portfolio_workflow


def governance_of(portfolio):
    """The page of the mission: it is the coalition that decides, not the portfolio."""
    return reverse("missions:governance", args=[portfolio.mission.slug])


pages.register("governance", _("Governance"), group="governance", order=10, href=governance_of)


def portfolios_of(mission):
    """Its versions, the latest first."""
    return Portfolio.objects.alive().for_mission(mission).order_by("-number", "-pk")


def actions_of(mission):
    """Actions placed in any of its portfolios."""
    rows = Action.objects.alive().filter(Exists(_placed(mission, OuterRef("pk"))), merged_into=None)
    return rows.order_by("title", "pk")


def links_of(mission):
    """Pairs of which both actions are placed in its portfolios."""
    both = Exists(_placed(mission, OuterRef("one"))), Exists(_placed(mission, OuterRef("other")))
    return ActionLink.objects.filter(*both).select_related("one", "other").order_by("pk")


def triggers_of(mission):
    """What may unlock its actions."""
    return Trigger.objects.alive().filter(mission=mission)


def _placed(mission, action):
    return Placement.objects.filter(portfolio__mission=mission, portfolio__deleted_at=None, action=action)


acts.register(
    "portfolios", Portfolio, rows=portfolios_of, workflow=portfolio_workflow, moves=("propose", "adopt", "return")
)
# Merging asks both leads, starting and completing are for who carries the action out: no body does that for them.
acts.register(
    "actions",
    Action,
    rows=actions_of,
    workflow=action_workflow,
    moves=("commit", "suspend", "resume", "close", "discontinue"),
)
# To coordinate or differentiate, the leads say who does what: that is written on the page of the pair.
acts.register(
    "links",
    ActionLink,
    rows=links_of,
    workflow=link_workflow,
    moves=("review", "confirm", "dismiss"),
    named=[("accept_as_is", "resolve", _("Accept as it is"), {"resolution": "accept_as_is"})],
)
acts.register("triggers", Trigger, rows=triggers_of)
