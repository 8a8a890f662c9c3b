"""The numbers a person answers for: the programme's, those of their missions, those of their actors."""

from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _

from actors.models import Actor
from convergenze.core.money import show_euro
from convergenze.core.templatetags.formats import percent_text
from convergenze.home.queries.public import address, money_in_portfolios
from convergenze.home.queries.todo import stewarded
from missions.choices import MissionStatus
from missions.models import Commitment, Decision, Mission
from missions.queries.progress import progress_by_mission
from portfolios.choices import ActionStatus, LinkKind, LinkStatus
from portfolios.models import Action, ActionLink, FundingLine
from portfolios.queries.tabs import on_mission

MISSIONS = 2  # those whose portfolio is read whole: the rest are one click away


@dataclass(frozen=True)
class Number:
    """A figure with its words and the page that lists what it counts; ``asks``: it wants somebody to act."""

    value: str
    label: str
    href: str = ""
    asks: bool = False


@dataclass(frozen=True)
class Part:
    """What a person answers for in one quality: a heading, where it leads, and its numbers."""

    title: str
    numbers: list[Number]
    href: str = ""


def parts_for(user):
    """``Part`` by ``Part``: the programme for its staff, each mission for who stewards it, the actors of who writes."""
    found = [programme(user)] if user.reads_everything else []
    found += [mission_part(mission, user) for mission in stewarded(user)[:MISSIONS]]
    actors = list(Actor.objects.written_by(user).order_by("name"))
    return found + ([actors_part(actors, user)] if actors else [])


def programme(user):
    """What the programme answers for as a whole."""
    missions = Mission.objects.visible_to(user)
    mapped = Action.objects.visible_to(user).filter(status=ActionStatus.MAPPED, placements=None).count()
    pairs = ActionLink.objects.visible_to(user).filter(kind=LinkKind.DUPLICATION, status__in=LinkStatus.awaiting())
    overdue = Commitment.objects.visible_to(user).overdue().count()
    review = Decision.objects.visible_to(user).to_review().count()
    waiting = pairs.count()
    return Part(
        _("The programme"),
        [
            Number(str(missions.running().count()), _("missions under way"), address("missions:list")),
            Number(show_euro(money_in_portfolios(user), short=True), _("certain in portfolios"), _portfolios()),
            _asking(mapped, _("mapped actions in no portfolio"), _mapped()),
            _asking(waiting, _("duplications to decide"), address("portfolios:link_list")),
            _asking(overdue, _("commitments past their day"), address("missions:commitment_list", late="yes")),
            _asking(review, _("decisions to look at again"), address("missions:decision_list", review="due")),
        ],
    )


def mission_part(mission, user):
    """What a mission's steward answers for."""
    desk = on_mission.desk_of_mission(mission, user)
    progress = progress_by_mission([mission]).get(mission.pk)
    reached = percent_text(progress.value) if progress and progress.value is not None else "–"
    numbers = [Number(reached, _("progress of the indicators"), mission.get_absolute_url())]
    if desk is not None:
        seen = on_mission.figures(desk)
        numbers += [
            Number(show_euro(seen.secured, short=True), _("certain money"), desk.page("money")),
            _asking(seen.gaps, _("levers nobody pulls"), desk.page("coverage")),
            _asking(len(_open_pairs(desk)), _("duplications to decide"), desk.page("overlaps")),
        ]
    pending = Commitment.objects.visible_to(user).filter(mission=mission)
    open_ones = address("missions:governance", mission.slug) + "#commitments"
    numbers.append(Number(str(pending.pending().count()), _("commitments still to be kept"), open_ones))
    if mission.status in MissionStatus.running():
        late = address("missions:commitment_list", mission=mission.slug, late="yes")
        numbers.append(_asking(pending.overdue().count(), _("commitments past their day"), late))
    return Part(mission.title, numbers, mission.get_absolute_url())


def actors_part(actors, user):
    """What somebody answers for who writes for ``actors``."""
    title = str(actors[0]) if len(actors) == 1 else _("Your %(count)s actors") % {"count": len(actors)}
    actions = Action.objects.alive().filter(lead__in=actors).exclude(status=ActionStatus.MERGED)
    secured = FundingLine.objects.secured().filter(action__in=actions.values("pk")).aggregate(sum=Sum("amount"))["sum"]
    listed = address("portfolios:action_list", actor=actors[0].slug) if len(actors) == 1 else ""
    promised = Commitment.objects.visible_to(user).filter(actor__in=actors)
    own = {"actor": actors[0].slug} if len(actors) == 1 else {}
    numbers = [
        Number(str(actions.live().count()), _("actions it leads"), listed),
        Number(show_euro(secured, short=True), _("certain money"), listed),
        _asking(actions.filter(status=ActionStatus.MAPPED).count(), _("mapped actions to claim"), listed),
        Number(str(promised.pending().count()), _("commitments still to be kept"), _promises(**own)),
        _asking(promised.overdue().count(), _("commitments past their day"), _promises(**own, late="yes")),
    ]
    return Part(title, numbers, actors[0].get_absolute_url())


def _asking(count, label, href):
    return Number(str(count), label, href, asks=count > 0)


def _open_pairs(desk):
    return [pair for pair in on_mission.pairs.duplications(desk) if pair.is_open]


def _promises(**query):
    return address("missions:commitment_list", **query)


def _portfolios():
    return address("portfolios:list")


def _mapped():
    return address("portfolios:action_list", status=ActionStatus.MAPPED, placed="no")
