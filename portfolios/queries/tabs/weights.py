"""Every weight and threshold in use, what it means, where it is used and how to change it: the page of parameters."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from missions.choices import Lever
from portfolios.analysis.parameters import DEFAULTS, Parameters
from portfolios.choices import ActionRoleKind, ActionStatus, MoneyStage, Stage
from portfolios.queries.fitting import CALL_PARTS
from portfolios.queries.parameters import parameters_in_use
from portfolios.queries.tabs.pairs import PARTS

# name: (page where it is used, meaning)
MEANINGS: dict[str, tuple[str, Any]] = {
    "crowded_from": ("coverage", _("A cell is crowded from this value on.")),
    "thin_below": ("coverage", _("A cell with actions is thin below this value.")),
    "leads_needed": ("coverage", _("A cell is thin with fewer different leads than these.")),
    "overlap_from": ("overlaps", _("A pair of actions is a candidate duplication from this score on.")),
    "synergy_from": ("overlaps", _("A pair of actions is a candidate synergy from this score on.")),
    "call_from": ("calls", _("A funding call is suggested for a gap or an action from this score on.")),
    "anchor_degree": ("overlaps", _("An anchor action has at least so many confirmed links.")),
    "anchor_share": ("overlaps", _("Anchors are among this share of the most linked actions.")),
    "mix_warning": (
        "balance", _("A class is uneven when its shares by number and by cost are further apart than this.")
    ),
    "load_deviations": (
        "actors", _("A lead is overloaded beyond the mean of all leads plus so many standard deviations.")
    ),
    "cross_sector_from": ("sectors", _("The mission crosses sectors from so many different ones on.")),
    "largest_candidates": ("alignment", _("So many of the largest unaligned actions are named.")),
    "ahead_from": ("indicators", _("Ahead: progress ÷ expected progress from this ratio on.")),
    "on_track_from": ("indicators", _("On track from this ratio on.")),
    "at_risk_from": ("indicators", _("At risk from this ratio on; off track below.")),
    "stale_factor": ("indicators", _("A measurement is stale after so many times its declared frequency.")),
    "stale_days": ("indicators", _("A measurement is stale after so many days when no frequency is declared.")),
}  # fmt: skip
GROUPS = {
    "coverage": _("Coverage"),
    "overlaps": _("Overlap and synergy"),
    "balance": _("Balance"),
    "actors": _("Actors"),
    "sectors": _("Sectors"),
    "alignment": _("Alignment"),
    "indicators": _("Indicators"),
    "calls": _("Funding calls"),
}
SYNERGY_PARTS = {"levers": "other_levers", "families": "other_family"}


@dataclass(frozen=True)
class Weight:
    """A number in use; ``setting`` is how ``ANALYSIS_PARAMETERS`` calls it, "" for what no setting changes."""

    meaning: Any
    value: Any
    default: Any
    setting: str

    @property
    def is_changed(self) -> bool:
        return self.value != self.default


@dataclass(frozen=True)
class Group:
    """The numbers of one analysis."""

    key: str
    title: Any
    note: Any
    weights: list[Weight]


def weights() -> list[Group]:
    """All of them, by analysis."""
    used = parameters_in_use()
    groups = [Group(key, title, "", _thresholds(key, used)) for key, title in GROUPS.items()]
    groups.insert(0, Group("status", _("How much an action counts, by its state"), STATUS_NOTE, _factors(used)))
    groups.insert(3, Group("overlap-parts", _("Parts of an overlap score"), PARTS_NOTE, _parts("overlap", used)))
    groups.insert(4, Group("synergy-parts", _("Parts of a synergy score"), PARTS_NOTE, _parts("synergy", used)))
    groups.append(Group("calls-parts", _("Parts of the fit of a call"), PARTS_NOTE, _parts("calls", used)))
    return [*groups, Group("lists", _("What belongs to what"), LISTS_NOTE, list(_lists(used)))]


STATUS_NOTE = _("The weight of a contribution is multiplied by this; an action that counts 0 is not active.")
PARTS_NOTE = _("The parts add up to 1; each is a likeness between 0 and 1.")
LISTS_NOTE = _("Definitions of the analyses; no setting changes them.")


def _thresholds(group: str, used: Parameters) -> list[Weight]:
    return [
        Weight(meaning, getattr(used, name), getattr(DEFAULTS, name), name)
        for name, (page, meaning) in MEANINGS.items()
        if page == group
    ]


def _factors(used: Parameters) -> list[Weight]:
    labels = dict(ActionStatus.choices)
    return [
        Weight(labels.get(code, code), used.factor(code), default, f"status_factors.{code}")
        for code, default in DEFAULTS.status_factors.items()
    ]


def _parts(name: str, used: Parameters) -> list[Weight]:
    defaults, values = getattr(DEFAULTS, name), getattr(used, name)
    renamed = SYNERGY_PARTS if name == "synergy" else {}
    labels = CALL_PARTS if name == "calls" else PARTS
    return [
        Weight(
            labels[renamed.get(f.name, f.name)], getattr(values, f.name), getattr(defaults, f.name), f"{name}.{f.name}"
        )
        for f in fields(defaults)
    ]  # fmt: skip


def _lists(used: Parameters):
    """Sets of codes as words."""
    named = [
        (_("States compared for overlaps and synergies"), "live_statuses", ActionStatus),
        (_("Stages of secured money"), "secured_stages", MoneyStage),
        (_("Stages of lost money"), "lost_stages", MoneyStage),
        (_("Roles that make an action shared"), "partner_roles", ActionRoleKind),
    ]
    for meaning, name, choices in named:
        yield Weight(meaning, _words(getattr(used, name), choices), _words(getattr(DEFAULTS, name), choices), "")
    yield Weight(
        _("Stage of an action that phases something out"), dict(Stage.choices)[used.break_down_stage],
        dict(Stage.choices)[DEFAULTS.break_down_stage], "",
    )  # fmt: skip
    yield Weight(_("Levers counted in the evenness of levers"), len(Lever.choices), len(Lever.choices), "")


def _words(codes, choices) -> str:
    lead = {"lead": pgettext_lazy("role", "Lead")}
    return ", ".join(str(label) for code, label in {**lead, **dict(choices.choices)}.items() if code in codes)
