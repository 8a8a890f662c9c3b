"""What missions offers the house."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convergenze.core import navigation, panels
from convergenze.history import services as history
from convergenze.notes import subjects
from convergenze.notifications import lists
from convergenze.notifications import queries as notifications
from convergenze.search import registry as search
from missions import queries
from missions.filters.framing import ChallengeFilter, MissionFilter
from missions.models import Challenge, Mission
from missions.workflow import mission_workflow

search.register(
    Mission,
    A=("title", "reference"),
    B=("statement", "headline_target"),
    D=("litmus_direction", "litmus_measure", "litmus_many", "litmus_care"),
    related=("territory",),
    excerpt="statement",
    context=lambda mission: " · ".join(filter(None, [mission.get_status_display(), str(mission.territory or "")])),
    order=10,
)
search.register(
    Challenge,
    A=("title", "reference"),
    B=("question",),
    D=("situation", "desired_change", "causes", "urgency"),
    related=("territory",),
    excerpt="question",
    context=lambda one: " · ".join(filter(None, [one.get_status_display(), str(one.territory or "")])),
    order=20,
)

navigation.register(_("Challenges"), "missions:challenge_list", order=30)
navigation.register(_("Missions"), "missions:list", order=40)
lists.offer(ChallengeFilter, "missions:challenge_list")
lists.offer(MissionFilter, "missions:list")

subjects.register("challenges", Challenge)
subjects.register("missions", Mission)

PANEL_ROWS = 10


@mission_workflow.requires("adopt")
def the_gate_is_passed(mission):
    """The five criteria, the number of assessors and their families."""
    return queries.gate(mission).reasons


@panels.register("territories.detail", template="missions/_place_panel.html", order=20)
def what_happens_there(territory, user):
    """Challenges and missions of the territory and of what lies in it."""
    places = type(territory).objects.municipalities_of(territory).values("pk")
    there = Q(territory=territory) | Q(territory__in=places)
    if territory.path:
        there |= Q(territory__path__startswith=territory.path)
    return _panel(
        Challenge.objects.visible_to(user).filter(there),
        Mission.objects.visible_to(user).filter(there),
    )


@panels.register("actors.detail", template="missions/_place_panel.html", order=20)
def what_the_actor_is_in(actor, user):
    """Challenges the actor owns or has a stance on, missions it owns."""
    return _panel(
        Challenge.objects.visible_to(user).concerning(actor),
        Mission.objects.visible_to(user).filter(owner=actor),
    )


@panels.register("accounts.profile", template="missions/_follow_panel.html", order=20)
@panels.register("home.dashboard", template="missions/_follow_panel.html", order=20)
def what_the_user_follows(account, user):
    """Challenges the account follows, with what it has to be told; only for the account itself."""
    if not user.is_authenticated or account.pk != user.pk:
        return None
    found = list(notifications.follows_of(user, Challenge)[:PANEL_ROWS])
    return {"follows": found} if found else None


def _panel(challenges, missions):
    challenges, missions = list(challenges.current()[:PANEL_ROWS]), list(missions[:PANEL_ROWS])
    return {"challenges": challenges, "missions": missions} if challenges or missions else None


history.LABELS.update(
    {
        "propose": lambda: _("proposed"),
        "frame": lambda: _("framing started"),
        "adopt": lambda: _("adopted"),
        "run": lambda: _("its missions run"),
        "return": lambda: _("returned"),
        "redraft": lambda: _("taken up again"),
        "archive": lambda: _("archived"),
        "add_stance": lambda: _("an actor came in"),
        "remove_stance": lambda: _("an actor went out"),
        "add_evidence": lambda: _("evidence added"),
        "remove_evidence": lambda: _("evidence removed"),
        "co_design": lambda: _("co-design opened"),
        "activate": lambda: _("started"),
        "review": lambda: _("review opened"),
        "resume": lambda: _("review closed"),
        "complete": lambda: _("completed, target met"),
        "close": lambda: _("completed, target not met"),
        "discontinue": lambda: _("discontinued"),
        "appoint": lambda: _("somebody joined the team"),
        "dismiss": lambda: _("somebody left the team"),
        "assess": lambda: _("scores given"),
        "open_round": lambda: _("new round of the gate"),
        "order_objectives": lambda: _("objectives reordered"),
        "remove": lambda: _("a part was removed"),
        "submit": lambda: _("submitted"),
        "approve": lambda: _("approved"),
    }
)
