"""Weights and thresholds of the analyses, shown beside every score (Convergenze analyses, introduction)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from missions.analysis.thresholds import Thresholds

LEVERS = (
    "governance_policy",
    "technology_infrastructure",
    "finance",
    "social_innovation",
    "participation",
    "learning_capabilities",
)
FAMILIES = (
    "public_administration",
    "public_body",
    "foundation",
    "cooperation",
    "economic_actor",
    "third_sector",
    "financial_body",
    "civil_society",
    "knowledge",
)
HORIZONS = ("H1", "H2-", "H2+", "H3")
STAGES = ("explore", "experiment", "demonstrate", "scale", "mainstream", "phase_out")
DYNAMICS = (
    "experimentation",
    "acceleration",
    "emergence",
    "institutionalisation",
    "stabilisation",
    "optimisation",
    "destabilisation",
    "chaos",
    "breakdown",
    "phase_out",
)
SHARES = ("public", "private", "in_kind")
PUBLIC_FAMILIES = ("public_administration", "public_body")
DEPTHS = ("parameters", "feedbacks", "design", "intent")
FUNDING_STAGES = ("identified", "applied", "awarded", "committed", "paid", "not_awarded", "revoked")

_STATUS_FACTORS = {
    "mapped": 0.0,
    "idea": 0.25,
    "proposed": 0.25,
    "committed": 0.5,
    "in_progress": 1.0,
    "completed": 1.0,
    "closed": 1.0,
    "suspended": 0.0,
    "discontinued": 0.0,
    "merged": 0.0,
}


@dataclass(frozen=True, slots=True)
class OverlapWeights:
    """The six parts of an overlap score (2. Overlap); they sum to 1."""

    text: float = 0.30
    objectives: float = 0.20
    targets: float = 0.15
    levers: float = 0.10
    geo: float = 0.15
    time: float = 0.10


@dataclass(frozen=True, slots=True)
class SynergyWeights:
    """The five parts of a synergy score (3. Synergy); they sum to 1."""

    objectives: float = 0.30
    levers: float = 0.20
    families: float = 0.15
    geo: float = 0.10
    exchange: float = 0.25


@dataclass(frozen=True, slots=True)
class CallWeights:
    """The six parts of how well a funding call fits a need; they sum to 1."""

    theme: float = 0.25
    lever: float = 0.25
    family: float = 0.20
    place: float = 0.10
    time: float = 0.10
    amount: float = 0.10


@dataclass(frozen=True, slots=True)
class Parameters(Thresholds):
    """Every number a reader could argue with, in one place. Each analysis takes one of these."""

    status_factors: Mapping[str, float] = field(default_factory=lambda: MappingProxyType(_STATUS_FACTORS))
    live_statuses: frozenset[str] = frozenset({"idea", "proposed", "committed", "in_progress"})
    secured_stages: frozenset[str] = frozenset({"awarded", "committed", "paid"})
    lost_stages: frozenset[str] = frozenset({"not_awarded", "revoked"})
    partner_roles: frozenset[str] = frozenset({"lead", "partner", "knowledge_partner", "network_partner"})
    crowded_from: float = 6.0
    thin_below: float = 2.0
    leads_needed: int = 2
    overlap: OverlapWeights = OverlapWeights()
    overlap_from: float = 0.60
    synergy: SynergyWeights = SynergyWeights()
    synergy_from: float = 0.70
    calls: CallWeights = CallWeights()
    call_from: float = 0.70
    anchor_degree: int = 3
    anchor_share: float = 0.10
    mix_warning: float = 0.15
    break_down_stage: str = "phase_out"
    load_deviations: float = 2.0
    cross_sector_from: int = 3
    largest_candidates: int = 10

    def factor(self, status: str) -> float:
        """How much an action of this status counts, 0 to 1; an unknown status counts 0."""
        return self.status_factors.get(status, 0.0)


DEFAULTS = Parameters()
