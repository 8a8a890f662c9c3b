"""What portfolios offers the house."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from actors import queries as actors
from convergenze.core import navigation, panels
from convergenze.exchange import registry as exchange
from convergenze.notifications import lists
from convergenze.search import registry as search
from missions.choices import MissionStatus
from missions.workflow import mission_workflow
from portfolios import queries
from portfolios.filters import ActionFilter, PortfolioFilter
from portfolios.models import Action, Portfolio
from portfolios.queries.shared import shared_actions
from portfolios.queries.tabs import on_mission
from portfolios.queries.tabs.network import network
from portfolios.sheets import ProjectSheet

search.register(
    Action,
    A=("title", "reference", "code", "cup"),
    C=("get_kind_display",),
    D=("summary",),
    related=("lead",),
    excerpt="summary",
    context=lambda action: " · ".join(filter(None, [action.get_status_display(), str(action.lead or "")])),
    order=30,
)
search.register(
    Portfolio,
    A=("title", "reference"),
    D=("intent",),
    related=("mission",),
    excerpt="intent",
    context=lambda portfolio: str(portfolio.mission),
    order=25,
)

navigation.register(_("Portfolios"), "portfolios:list", order=50)
navigation.register(_("Actions"), "portfolios:action_list", order=60)
lists.offer(PortfolioFilter, "portfolios:list")
lists.offer(ActionFilter, "portfolios:action_list")

FAMILIES_NEEDED = 3


@mission_workflow.requires("activate")
def a_portfolio_is_adopted(mission):
    """The mission starts with a portfolio that somebody answers for."""
    if not Portfolio.objects.alive().adopted().for_mission(mission).exists():
        yield _("Adopt a portfolio before the mission starts.")


@mission_workflow.requires("activate")
def enough_families_act(mission):
    """Actors of at least three families lead or join the actions of its portfolios."""
    found = queries.families_acting_for(mission)
    if len(found) < FAMILIES_NEEDED:
        yield _("Bring actors of at least %(needed)s families into its actions: there are %(found)s.") % {
            "needed": FAMILIES_NEEDED,
            "found": len(found),
        }


@panels.register("actors.detail", template="portfolios/_actor_panel.html", order=20)
def actions_of_an_actor(actor, user):
    """Actions the actor leads or joins."""
    rows, count = queries.actions_with(actor, user)
    return {"rows": rows, "count": count, "actor": actor} if count else None


@panels.register("territories.detail", template="portfolios/_territory_panel.html", order=20)
def actions_of_a_territory(territory, user):
    """Actions in the territory and their money by stage."""
    found = queries.activity_in(territory, user)
    return {"found": found, "territory": territory} if found.count else None


@panels.register("missions.kpis", template="portfolios/tabs/_mission_kpis.html", order=10)
def figures_of_a_mission(mission, user):
    """Actors, actions, secured money and uncovered levers of its portfolio."""
    desk = on_mission.desk_of_mission(mission, user)
    return {"desk": desk, "figures": on_mission.figures(desk)} if desk else None


@panels.register("missions.detail", template="portfolios/tabs/_mission_map.html", order=10)
def convergence_map(mission, user):
    """Who does what for which objective, drawn."""
    desk = on_mission.desk_of_mission(mission, user)
    return {"desk": desk, "mission": mission, "network": network(desk)} if desk and desk.world.actions else None


@panels.register("missions.detail", template="portfolios/tabs/_mission_without.html", order=5)
def first_portfolio(mission, user):
    """The way on from a mission whose portfolio is missing or empty, for whoever may fill it."""
    if not user.is_authenticated or mission.status not in MissionStatus.unfinished():
        return None
    desk = on_mission.desk_of_mission(mission, user)
    if desk is None:
        may_open = user.has_perm("portfolios.add_portfolio") and user.has_perm("missions.change_mission", mission)
        return {"mission": mission} if may_open else None
    may_fill = not desk.world.actions and user.has_perm("portfolios.place_portfolio", desk.portfolio)
    return {"mission": mission, "portfolio": desk.portfolio} if may_fill else None


@panels.register("missions.aside", template="portfolios/tabs/_mission_findings.html", order=10)
def points_of_convergence(mission, user):
    """Duplications, synergies, gaps and cliffs that ask for somebody."""
    desk = on_mission.desk_of_mission(mission, user)
    return {"desk": desk, "findings": on_mission.findings(desk)} if desk else None


@panels.register("missions.facts", template="")
def actions_of_missions(missions, user):
    """How many actions the portfolio of each mission of a list holds."""
    return {"facts": on_mission.facts_of(missions, user)}


@actors.register_activity
def leads_an_action(user):
    """An actor that leads an action which ``user`` may see is active."""
    return Exists(Action.objects.visible_to(user).filter(lead=OuterRef("pk")))


actors.register_relations(shared_actions)
exchange.register(ProjectSheet())
