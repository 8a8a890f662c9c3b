"""Funding calls held against needs, with the reasons in words: for portfolios, cells of the matrix and actions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.choices import Family
from actors.models import Territory
from convergenze.core.money import show_euro
from missions.choices import Lever, Theme
from missions.models import Challenge
from portfolios.analysis.calls import FITS, UNSAID, Call, Match, Need, matches
from portfolios.analysis.parameters import Parameters
from portfolios.models import FundingCall
from portfolios.queries.loading.municipalities import municipalities_by_territory

CALL_PARTS = {
    "theme": gettext_lazy("a theme in common"),
    "lever": gettext_lazy("a lever it pays for"),
    "family": gettext_lazy("a family that may apply"),
    "place": gettext_lazy("the place"),
    "time": gettext_lazy("the time"),
    "amount": gettext_lazy("the amount"),
}
_THEMES, _LEVERS, _FAMILIES = dict(Theme.choices), dict(Lever.choices), dict(Family.choices)


@dataclass(frozen=True)
class Reason:
    """One of the six parts in a sentence; ``verdict``: fits, unsaid or differs."""

    part: str
    verdict: str
    text: str


@dataclass(frozen=True)
class Fit:
    """A call that fits a need; ``percent`` is its score for people."""

    call: FundingCall
    need: Need
    match: Match
    reasons: list[Reason]

    @property
    def percent(self) -> int:
        return round(self.match.score * 100)


@dataclass(frozen=True)
class Offers:
    """Calls one can still answer on a day, as ``user`` sees them, and as plain data."""

    rows: dict[int, FundingCall]
    plain: list[Call]

    def fits(self, needs: Collection[Need], parameters: Parameters) -> list[Fit]:
        """What fits ``needs``, the best first."""
        known, calls = {need.key: need for need in needs}, {call.key: call for call in self.plain}
        return [
            Fit(self.rows[one.call], known[one.need], one, list(_reasons(calls[one.call], known[one.need], one)))
            for one in matches(self.plain, needs, parameters)
        ]


def calls_ahead(user, day: date) -> Offers:
    """Open and announced calls, those that close first in front: three queries."""
    rows = FundingCall.objects.visible_to(user).ahead(day).select_related("programme").defer("raw")
    found = {call.pk: call for call in rows.order_by("closes_on", "pk")}
    through = FundingCall.territories.through.objects.filter(fundingcall__in=list(found))
    seen = through.filter(territory__in=Territory.objects.visible_to(user).values("pk")) if found else through.none()
    pairs = seen.values_list("fundingcall", "territory", "territory__level", "territory__path")
    places = municipalities_by_territory(pairs)
    plain = [
        Call(
            pk, frozenset(call.themes), frozenset(call.levers), frozenset(call.families),
            frozenset(places.get(pk, ())), call.opens_on, call.closes_on, call.amount,
        )
        for pk, call in found.items()
    ]  # fmt: skip
    return Offers(found, plain)


def themes_of_missions(mission_ids: Collection[int], user) -> frozenset[str]:
    """Themes of the challenges of these missions, as far as ``user`` may see the challenges."""
    rows = Challenge.objects.visible_to(user).filter(missions__in=list(mission_ids)).values_list("themes", flat=True)
    return frozenset(theme for themes in rows for theme in themes)


def municipalities_in(territory) -> frozenset[int]:
    """Ids of the municipalities of a territory; empty without one."""
    if territory is None:
        return frozenset()
    return frozenset(Territory.objects.municipalities_of(territory).values_list("pk", flat=True))


def _reasons(call: Call, need: Need, found: Match) -> Iterator[Reason]:
    words = {"theme": _theme, "lever": _lever, "family": _family, "place": _place, "time": _time, "amount": _amount}
    for part, value in found.parts.items():
        unsaid = value == UNSAID and _is_unsaid(call, need, part)
        verdict = "fits" if value == FITS else "unsaid" if unsaid else "differs"
        yield Reason(part, verdict, words[part](call, need, verdict))


def _is_unsaid(call: Call, need: Need, part: str) -> bool:
    """Half may also mean half of the money: then the amounts are known."""
    return part != "amount" or call.amount is None or not need.amount


def _named(labels: dict, codes) -> str:
    return ", ".join(str(labels.get(code, code)) for code in labels if code in codes)


def _theme(call: Call, need: Need, verdict: str) -> str:
    if verdict == "fits":
        return _("Theme in common: %(names)s.") % {"names": _named(_THEMES, call.themes & need.themes)}
    return _("The call does not say its theme.") if not call.themes else _("Its themes are others.")


def _lever(call: Call, need: Need, verdict: str) -> str:
    if verdict == "fits":
        return _("It pays for: %(names)s.") % {"names": _named(_LEVERS, call.levers & need.levers)}
    return _("The call does not say which levers it pays for.") if not call.levers else _("It pays for other levers.")


def _family(call: Call, need: Need, verdict: str) -> str:
    if verdict == "fits":
        names = _named(_FAMILIES, call.families & need.families)
        return (
            _("May apply, in the coalition: %(names)s.") if need.is_gap else _("The lead may apply: %(names)s.")
        ) % {"names": names}
    if not call.families:
        return _("The call does not say who may apply.")
    return _("Who may apply is not in the coalition yet: %(names)s.") % {"names": _named(_FAMILIES, call.families)}


def _place(call: Call, need: Need, verdict: str) -> str:
    return _("Valid here.") if verdict == "fits" else _("No place said: valid everywhere.")


def _time(call: Call, need: Need, verdict: str) -> str:
    if call.closes_on:
        return _("Open until %(day)s.") % {"day": date_format(call.closes_on, "SHORT_DATE_FORMAT")}
    return _("Its closing day is not known yet.")


def _amount(call: Call, need: Need, verdict: str) -> str:
    if call.amount is None:
        return _("The call does not say its amount.")
    said = {"amount": show_euro(call.amount, short=True), "missing": show_euro(need.amount, short=True)}
    if not need.amount:
        return _("It has %(amount)s.") % said
    if verdict == "fits":
        return _("It has %(amount)s; %(missing)s are still to find.") % said
    return _("It has only %(amount)s of the %(missing)s still to find.") % said
