"""What intentions, signals and scenarios offer the house."""

from django.utils.translation import gettext_lazy as _

from convergenze.core import navigation, panels
from convergenze.history import services as history
from convergenze.notifications import lists
from convergenze.search import registry as search
from missions.filters.foresight import IntentionFilter, SignalFilter
from missions.models import Intention, Scenario, Signal

PANEL_ROWS = 6

search.register(
    Intention,
    A=("title", "reference"),
    B=("condition",),
    related=("actor",),
    excerpt="condition",
    context=lambda one: " · ".join([one.get_status_display(), str(one.actor)]),
    order=45,
)
search.register(
    Signal,
    A=("title", "reference"),
    D=("text",),
    excerpt="text",
    context=lambda one: " · ".join([one.get_kind_display(), one.get_status_display()]),
    order=70,
)
search.register(
    Scenario,
    A=("title", "reference"),
    D=("narrative",),
    excerpt="narrative",
    context=lambda one: str(one.year),
    order=75,
)

navigation.register(_("Intentions"), "missions:intention_list", place="programme", order=32)
navigation.register(_("Signals"), "missions:signal_list", place="programme", order=34)
lists.offer(IntentionFilter, "missions:intention_list")
lists.offer(SignalFilter, "missions:signal_list")


def _panel(rows, user, query, **more):
    """The newest ones; ``query`` asks the list for the rest and fills in a new one."""
    found = list(rows.select_related("actor")[: PANEL_ROWS + 1])
    may_add = user.has_perm("missions.add_intention")
    if not found and not may_add:
        return None
    return {
        "intentions": found[:PANEL_ROWS],
        "more": len(found) > PANEL_ROWS,
        "may_add": may_add,
        "query": query,
        "shows_actor": True,
    } | more


@panels.register("missions.knowledge", template="missions/foresight/_intentions_panel.html", order=40)
def intentions_on_a_mission(mission, user):
    """What actors would do for the mission if something happened."""
    return _panel(Intention.objects.visible_to(user).filter(mission=mission), user, f"mission={mission.slug}")


@panels.register("challenges.detail", template="missions/foresight/_intentions_panel.html", order=40)
def intentions_on_a_challenge(challenge, user):
    """What actors would do for the challenge if something happened."""
    return _panel(Intention.objects.visible_to(user).filter(challenge=challenge), user, f"challenge={challenge.slug}")


@panels.register("actors.detail", template="missions/foresight/_intentions_panel.html", order=30)
def intentions_of_an_actor(actor, user):
    """What the actor would do; the way to say it is there for who writes for it."""
    rows = Intention.objects.visible_to(user).filter(actor=actor)
    may_add = user.has_perm("missions.declare_intention", Intention(actor=actor))
    shown = _panel(rows, user, "", shows_actor=False, may_add=may_add)
    return shown if shown and (shown["intentions"] or may_add) else None


history.LABELS.update(
    {
        "missions.intention.unlock": lambda: _("its condition is met"),
        "missions.intention.relock": lambda: _("its condition is not met any more"),
        "missions.intention.meet": lambda: _("a trigger met its condition"),
        "missions.intention.take_up": lambda: _("became an action"),
        "missions.intention.withdraw": lambda: _("withdrawn"),
        "missions.intention.redeclare": lambda: _("declared again"),
        "missions.signal.weigh": lambda: _("impact and uncertainty said"),
        "missions.signal.assess": lambda: _("assessed"),
        "missions.signal.link": lambda: _("linked"),
        "missions.signal.watch": lambda: _("watched"),
        "missions.signal.dismiss": lambda: _("dismissed"),
        "missions.signal.reopen": lambda: _("taken up again"),
    }
)
