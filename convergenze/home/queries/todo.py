"""What waits for a person: one small query per kind of work, the next thing to do first."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.choices import ClaimStatus
from actors.models import Actor, ClaimRequest, Introduction
from convergenze.accounts.roles import Role
from convergenze.home.queries.governing import governance_waiting
from convergenze.home.queries.public import address
from convergenze.home.queries.step import Step
from missions.choices import ChallengeStatus, MeasurementStatus, MissionStatus
from missions.models import Challenge, CriterionAssessment, Measurement, Mission
from portfolios.choices import ActionStatus, ContributionStatus
from portfolios.models import Action, Contribution, Portfolio
from portfolios.queries.links import for_deciding

ENOUGH_ASSESSORS = 3
STALE_AFTER = timedelta(days=180)


def next_steps(user):
    """Steps for a signed-in person, the most urgent first; never empty."""
    runs_it = user.has_perm("missions.add_mission")
    found = for_officer(user) if runs_it else links_waiting(user)
    found += governance_waiting(user)
    found += for_steward(user)
    found += for_partner(user)
    found += any_day() if runs_it else []
    return _without_repeats(found) or for_newcomer(user)


def roles_of(user):
    """What ``user`` is here, in words: roles on the platform, on missions, in actors."""
    roles = dict.fromkeys(str(Role(role).label) for role, _type, _id in sorted(user.granted, key=str))
    actors = Actor.objects.written_by(user).order_by("name")[:3]
    return [*roles, *(str(actor) for actor in actors)]


def for_officer(user):
    """Work of the programme that waits: proposals, claims, gates, pairs."""
    return [*challenges_waiting(user), *claims_waiting(), *gates_waiting(user), *links_waiting(user)]


def any_day():
    """What the programme can always do."""
    steps = [
        Step(
            _("Import public projects of a territory: they become mapped actions of their actors."),
            address("exchange:import_new") or address("exchange:list"),
        ),
        Step(_("Write down a challenge that several actors share."), address("missions:challenge_new")),
        Step(_("Open a mission from an adopted challenge."), address("missions:new")),
    ]
    return [step for step in steps if step.href]


def for_steward(user):
    """Work on the missions that ``user`` stewards."""
    mine = stewarded(user)
    steps = [step for mission in mine for step in _mission_steps(mission, user)]
    return [*steps, *contributions_waiting(mine), *measurements_waiting(mine)]


def for_partner(user):
    """Work on the actors that ``user`` writes for, and on their actions."""
    steps = []
    for actor in Actor.objects.written_by(user).order_by("name")[:5]:
        steps.append(Step(_("Keep up to date: %(actor)s") % {"actor": actor}, address("actors:detail", actor.slug)))
    return [*actions_to_join(user), *actions_to_confirm(user), *steps]


def for_newcomer(user):
    """What anybody with an account can begin with."""
    steps = [
        Step(_("Find your organisation and ask to answer for it."), address("actors:list")),
        Step(_("Propose a challenge that your territory cannot solve alone."), address("missions:challenge_new")),
        Step(_("Look at the missions under way and at who takes part."), address("missions:list")),
    ]
    return [step for step in steps if step.href] or [Step(_("Complete your account."), address("accounts:profile"))]


def challenges_waiting(user):
    """Proposed challenges that nobody has framed."""
    count = Challenge.objects.visible_to(user).filter(status=ChallengeStatus.PROPOSED).count()
    text = ngettext("%(n)d challenge waits to be framed.", "%(n)d challenges wait to be framed.", count)
    return _if(count, text, address("missions:challenge_list", status=ChallengeStatus.PROPOSED))


def claims_waiting():
    """Requests of representatives without an answer."""
    claim = ClaimRequest.objects.filter(status=ClaimStatus.OPEN).select_related("actor").order_by("pk").first()
    if claim is None:
        return []
    count = ClaimRequest.objects.filter(status=ClaimStatus.OPEN).count()
    text = ngettext("%(n)d person asks to answer for an actor.", "%(n)d people ask to answer for their actors.", count)
    return _if(count, text, address("actors:claim_list") or address("actors:detail", claim.actor.slug))


def gates_waiting(user):
    """Candidate missions that too few people have assessed."""
    open_to_scores = (MissionStatus.CANDIDATE, MissionStatus.CO_DESIGN)
    missions = (
        Mission.objects.visible_to(user)
        .filter(status__in=open_to_scores)
        .annotate(n=Count("assessments__assessor", distinct=True) + Count("assessments__assessor_name", distinct=True))
        .filter(n__lt=ENOUGH_ASSESSORS)
    )
    return [
        Step(
            _("The gate of “%(mission)s” needs more assessors.") % {"mission": mission.title},
            address("missions:gate", mission.slug),
        )
        for mission in missions[:3]
    ]


def links_waiting(user):
    """Pairs of actions that ``user`` has to decide or to answer for, and introductions asked of their actors."""
    pairs = for_deciding(user).count()
    told = ngettext(
        "%(n)d pair of actions waits for your decision.", "%(n)d pairs of actions wait for your decision.", pairs
    )
    asked = Introduction.objects.waiting_for(user).count()
    met = ngettext("%(n)d actor asks to be introduced to yours.", "%(n)d actors ask to be introduced to yours.", asked)
    return _if(pairs, told, address("portfolios:link_list")) + _if(asked, met, address("actors:introductions"))


def stewarded(user):
    """Unfinished missions that ``user`` stewards or leads."""
    kind = ContentType.objects.get_for_model(Mission).pk
    ids = [pk for role, scope, pk in user.granted if role == Role.STEWARD and scope == kind]
    missions = Mission.objects.alive().filter(Q(pk__in=ids) | Q(lead=user), status__in=MissionStatus.unfinished())
    return list(missions[:5])


def _mission_steps(mission, user):
    if mission.status in (MissionStatus.CONCEPT, MissionStatus.CANDIDATE, MissionStatus.CO_DESIGN):
        scored = CriterionAssessment.objects.filter(mission=mission).exists()
        text = _("Bring “%(mission)s” through its gate.") if scored else _("Ask for the first scores of “%(mission)s”.")
        return [Step(text % {"mission": mission.title}, address("missions:gate", mission.slug))]
    return [Step(_("See how “%(mission)s” is going.") % {"mission": mission.title}, mission_page(mission))]


def mission_page(mission):
    """The address of a mission; "" when its pages are not installed."""
    return address("missions:detail", mission.slug)


def contributions_waiting(missions):
    """Contributions claimed by actors that the mission has not agreed to."""
    claimed = Contribution.objects.filter(status=ContributionStatus.CLAIMED, objective__mission__in=missions)
    portfolio = Portfolio.objects.alive().filter(mission__in=missions).first()
    count = claimed.count()
    text = ngettext(
        "%(n)d contribution waits for your agreement.", "%(n)d contributions wait for your agreement.", count
    )
    return _if(count, text, address("portfolios:detail", portfolio.slug) if portfolio else "")


def measurements_waiting(missions):
    """Measurements submitted and not yet approved."""
    waiting = Measurement.objects.filter(
        status=MeasurementStatus.SUBMITTED, indicator__objective__mission__in=missions
    ).select_related("indicator__objective__mission")
    first, count = waiting.first(), waiting.count()
    text = ngettext("%(n)d measurement waits for approval.", "%(n)d measurements wait for approval.", count)
    return _if(count, text, mission_page(first.indicator.objective.mission) if first else "")


def actions_to_join(user):
    """Actions the programme mapped for the user's actors, not yet theirs."""
    mine = Action.objects.alive().filter(status=ActionStatus.MAPPED, lead__in=Actor.objects.written_by(user))
    count = mine.count()
    text = ngettext(
        "%(n)d mapped action of yours waits: claim it, or correct it.",
        "%(n)d mapped actions of yours wait: claim them, or correct them.",
        count,
    )
    return _if(count, text, address("portfolios:action_list", status=ActionStatus.MAPPED))


def actions_to_confirm(user):
    """Own actions that nobody has confirmed for half a year."""
    limit = timezone.now() - STALE_AFTER
    stale = (
        Action.objects.alive()
        .live()
        .filter(lead__in=Actor.objects.written_by(user))
        .filter(Q(last_confirmed_at__lt=limit) | Q(last_confirmed_at=None, created_at__lt=limit))
        .order_by(F("last_confirmed_at").asc(nulls_first=True), "pk")
    )
    return [
        Step(
            _("Is “%(action)s” still as written? Confirm it or correct it.") % {"action": action.title},
            address("portfolios:action_detail", action.slug),
        )
        for action in stale[:3]
    ]


def _if(count, text, href):
    return [Step(text % {"n": count}, href)] if count else []


def _without_repeats(steps):
    return list({(step.text, step.href): step for step in steps}.values())
