"""Figures and cards of the front page, as far as the reader may see the records behind them."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.urls import NoReverseMatch, reverse

from actors.choices import Family
from actors.models import Actor
from convergenze.core.visibility import is_among
from missions.choices import Theme
from missions.models import Challenge, Mission
from missions.queries.progress import progress_by_mission
from portfolios.models import Action, FundingLine, Placement, Portfolio

CARDS = 6


@dataclass(frozen=True)
class MissionCard:
    """A running mission with its progress (0 to 1, None: not measured yet) and who and what is in its portfolio."""

    mission: Mission
    progress: float | None
    actors: int
    actions: int


@dataclass(frozen=True)
class Counted:
    """A name with how many records it has and where they are listed ("" when there is no such page)."""

    code: str
    label: str
    count: int
    href: str


def address(name, *args, **query):
    """The address of a page with a query string; "" when the page is not installed."""
    try:
        path = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return path + ("?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else "")


def figures(user):
    """Counts for the strip under the hero, each with the page that lists what it counts."""
    actions = Action.objects.visible_to(user).filter(merged_into=None)
    return {
        "actors": Actor.objects.visible_to(user).filter(merged_into=None).count(),
        "challenges": Challenge.objects.visible_to(user).open().count(),
        "missions": Mission.objects.visible_to(user).running().count(),
        "actions": actions.count(),
        "money": money_in_portfolios(user),
    }


def money_in_portfolios(user):
    """Euro awarded, committed or paid to the actions placed in portfolios; None when nothing is recorded."""
    # From the few actions that are placed to their lines, not through the money of everything ever recorded.
    placed = Placement.objects.filter(portfolio__in=Portfolio.objects.visible_to(user).values("pk")).values("action")
    lines = FundingLine.objects.visible_to(user).secured().filter(action__in=placed)
    return lines.aggregate(total=Sum("amount"))["total"]


def running_missions(user):
    """``MissionCard`` of the latest running missions, at most six; a constant number of queries."""
    rows = Mission.objects.visible_to(user).running().select_related("territory", "challenge")
    missions = list(rows.defer("territory__boundary")[:CARDS])
    progress = progress_by_mission(missions)
    placed = _placed(missions, user)
    actions = dict(placed.values_list("portfolio__mission").annotate(n=Count("action", distinct=True)))
    coalitions = _coalitions(placed, user)
    return [
        MissionCard(
            mission=mission,
            progress=progress[mission.pk].value if mission.pk in progress else None,
            actors=coalitions[mission.pk],
            actions=actions.get(mission.pk, 0),
        )
        for mission in missions
    ]


def _placed(missions, user):
    return Placement.objects.filter(
        is_among(Action.objects.visible_to(user), "action"),
        portfolio__mission__in=missions,
        portfolio__in=Portfolio.objects.visible_to(user).values("pk"),
    )


def _coalitions(placed, user):
    """{mission: how many actors lead or join its actions}, as its own page counts them."""
    seen = Actor.objects.visible_to(user)
    found = set()
    for actor in ("action__lead", "action__roles__actor"):
        found |= set(placed.filter(is_among(seen, actor)).values_list("portfolio__mission", actor).distinct())
    return Counter(mission for mission, actor in found if actor)


def themes(user):
    """The six themes of the programme with their open challenges."""
    lists = Challenge.objects.visible_to(user).open().values_list("themes", flat=True)
    counts = Counter(theme for found in lists for theme in found)
    page = "missions:challenge_list"
    return [Counted(t.value, str(t.label), counts[t.value], address(page, theme=t.value)) for t in Theme]


def families(user):
    """The nine families of actors with their members."""
    rows = Actor.objects.visible_to(user).filter(merged_into=None).order_by().values("family")
    counts = {row["family"]: row["n"] for row in rows.annotate(n=Count("pk"))}
    return [
        Counted(f.value, str(f.label), counts.get(f.value, 0), address("actors:list", family=f.value)) for f in Family
    ]
