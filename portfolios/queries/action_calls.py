"""Calls that fit one action, for its own page."""

from django.utils import timezone

from missions.models import Mission
from portfolios.analysis.calls import Need
from portfolios.choices import ActionStatus
from portfolios.choices.acting import PickStatus
from portfolios.models import CallPick, Contribution, Portfolio
from portfolios.queries.fitting import Fit, calls_ahead, themes_of_missions
from portfolios.queries.lists import money_of
from portfolios.queries.loading.municipalities import municipalities_by_territory
from portfolios.queries.parameters import parameters_in_use

SHOWN = 5


def fits_of_action(action, user) -> list[Fit]:
    """The calls that fit ``action`` best and that no portfolio put aside for it; none when no money is missing."""
    missing = money_of(action)["gap"]
    if not missing or action.status not in ActionStatus.live():
        return []
    offers = calls_ahead(user, timezone.localdate())
    if not offers.plain:
        return []
    aside = set(_answers(action, user).filter(status=PickStatus.DISMISSED).values_list("call_id", flat=True))
    fits = offers.fits([_need(action, user, missing)], parameters_in_use())
    return [fit for fit in fits if fit.call.pk not in aside][:SHOWN]


def followed_for(action, user) -> set[int]:
    """Ids of the calls that some portfolio, which ``user`` sees, follows up for ``action``."""
    return set(_answers(action, user).filter(status=PickStatus.CHOSEN).values_list("call_id", flat=True))


def fillable_portfolios(action, user) -> list[Portfolio]:
    """The portfolios that hold ``action`` and for which ``user`` may answer."""
    if not user.is_authenticated:
        return []
    rows = Portfolio.objects.visible_to(user).filter(placements__action=action).select_related("mission")
    return [portfolio for portfolio in rows if user.has_perm("portfolios.answer_portfolio", portfolio)]


def _answers(action, user):
    return CallPick.objects.visible_to(user).filter(action=action)


def _need(action, user, missing) -> Need:
    seen = Contribution.objects.visible_to(user).filter(action=action)
    missions = Mission.objects.visible_to(user).filter(pk__in=seen.values("objective__mission"))
    places = action.territories.visible_to(user).values_list("pk", "level", "path")
    munis = municipalities_by_territory((action.pk, *place) for place in places)
    return Need(
        action.pk,
        themes_of_missions(list(missions.values_list("pk", flat=True)), user),
        frozenset(action.levers),
        frozenset([action.lead.family] if action.lead else []),
        frozenset(munis.get(action.pk, ())),
        action.ends_on,
        missing,
    )
