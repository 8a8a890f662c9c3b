"""Choice lists of actions, money, links and portfolios (codes of the domain study, 2.2)."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActionKind(models.TextChoices):
    """What an action is."""

    PROJECT = "project", _("Project")
    SERVICE = "service", _("Service")
    POLICY = "policy_or_rule", _("Policy or rule")
    INVESTMENT = "investment", _("Investment")
    PILOT = "pilot", _("Pilot")
    NETWORK = "network", _("Network")
    CAMPAIGN = "campaign", _("Campaign")
    RESEARCH = "research", _("Research")
    TRAINING = "training", _("Training")
    PROCUREMENT = "procurement", _("Procurement")
    PHASE_OUT = "phase_out", _("Phase-out")


class ActionStatus(models.TextChoices):
    """Life of an action. ``mapped``: it exists in the territory, its owner has not joined yet."""

    MAPPED = "mapped", _("Mapped")
    IDEA = "idea", _("Idea")
    PROPOSED = "proposed", _("Proposed")
    COMMITTED = "committed", _("Committed")
    IN_PROGRESS = "in_progress", _("In progress")
    COMPLETED = "completed", _("Completed")
    CLOSED = "closed", _("Closed")
    SUSPENDED = "suspended", _("Suspended")
    DISCONTINUED = "discontinued", _("Discontinued")
    MERGED = "merged", _("Merged")

    @classmethod
    def live(cls):
        """Actions that overlap and synergy analyses look at."""
        return (cls.IDEA, cls.PROPOSED, cls.COMMITTED, cls.IN_PROGRESS)

    @classmethod
    def open(cls):
        """Actions that may still be stopped or merged."""
        return (cls.MAPPED, *cls.live(), cls.SUSPENDED)

    @property
    def factor(self):
        """How much the action counts in the analyses (Convergenze analyses, "sf")."""
        return FACTORS.get(self, Decimal(0))


FACTORS = {
    ActionStatus.IDEA: Decimal("0.25"),
    ActionStatus.PROPOSED: Decimal("0.25"),
    ActionStatus.COMMITTED: Decimal("0.5"),
    ActionStatus.IN_PROGRESS: Decimal(1),
    ActionStatus.COMPLETED: Decimal(1),
    ActionStatus.CLOSED: Decimal(1),
}


class Health(models.TextChoices):
    """How an action is going, as its lead says."""

    NOT_ASSESSED = "not_assessed", _("Not assessed")
    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    LATE = "late", _("Late")
    BLOCKED = "blocked", _("Blocked")


class Stage(models.TextChoices):
    """How far along its way to scale."""

    EXPLORE = "explore", _("Explore")
    EXPERIMENT = "experiment", _("Experiment")
    DEMONSTRATE = "demonstrate", _("Demonstrate")
    SCALE = "scale", _("Scale")
    MAINSTREAM = "mainstream", _("Mainstream")
    PHASE_OUT = "phase_out", _("Phase out")


class Horizon(models.TextChoices):
    """The three horizons: today's system, what prolongs it or opens the next, the next."""

    H1 = "H1", _("H1 · today's system")
    H2_MINUS = "H2-", _("H2− · prolongs today's system")
    H2_PLUS = "H2+", _("H2+ · opens the next")
    H3 = "H3", _("H3 · the next system")


class Dynamic(models.TextChoices):
    """Place on the X-curve: building up, breaking down."""

    EXPERIMENTATION = "experimentation", _("Experimentation")
    ACCELERATION = "acceleration", _("Acceleration")
    EMERGENCE = "emergence", _("Emergence")
    INSTITUTIONALISATION = "institutionalisation", _("Institutionalisation")
    STABILISATION = "stabilisation", _("Stabilisation")
    OPTIMISATION = "optimisation", _("Optimisation")
    DESTABILISATION = "destabilisation", _("Destabilisation")
    CHAOS = "chaos", _("Chaos")
    BREAKDOWN = "breakdown", _("Breakdown")
    PHASE_OUT = "phase_out", _("Phase-out")


class Depth(models.TextChoices):
    """How deep the action reaches into the system (Meadows)."""

    PARAMETERS = "parameters", _("Parameters")
    FEEDBACKS = "feedbacks", _("Feedbacks")
    DESIGN = "design", _("Rules and structures")
    INTENT = "intent", _("Purposes and mindsets")


class ActionRoleKind(models.TextChoices):
    """What an actor is to an action; the lead is a field of the action itself."""

    PARTNER = "partner", _("Partner")
    FUNDER = "funder", _("Funder")
    IMPLEMENTER = "implementer", _("Implementer")
    OWNER_OF_ASSET = "owner_of_asset", _("Owner of the asset")
    AUTHORISING_BODY = "authorising_body", _("Authorising body")
    KNOWLEDGE_PARTNER = "knowledge_partner", _("Knowledge partner")
    NETWORK_PARTNER = "network_partner", _("Network partner")
    BENEFICIARY = "beneficiary", _("Beneficiary")
    SUPPORTER = "supporter", _("Supporter")


class ContributionStatus(models.TextChoices):
    """Whether the mission agrees that the action serves the objective."""

    CLAIMED = "claimed", _("Claimed")
    AGREED = "agreed", _("Agreed")
    DISPUTED = "disputed", _("Disputed")


class MoneyStage(models.TextChoices):
    """Where the money of a line stands."""

    IDENTIFIED = "identified", _("Identified")
    APPLIED = "applied", _("Applied for")
    AWARDED = "awarded", _("Awarded")
    COMMITTED = "committed", pgettext_lazy("money", "Committed")
    PAID = "paid", _("Paid")
    NOT_AWARDED = "not_awarded", _("Not awarded")
    REVOKED = "revoked", _("Revoked")

    @classmethod
    def secured(cls):
        """Money that can be counted on."""
        return (cls.AWARDED, cls.COMMITTED, cls.PAID)

    @classmethod
    def lost(cls):
        """Money that will not come."""
        return (cls.NOT_AWARDED, cls.REVOKED)


class Instrument(models.TextChoices):
    """What kind of money."""

    GRANT = "grant", _("Grant")
    CO_FINANCING = "co_financing", _("Co-financing")
    OWN_RESOURCES = "own_resources", _("Own resources")
    IN_KIND = "in_kind", _("In kind")
    LOAN = "loan", _("Loan")
    REVOLVING_FUND = "revolving_fund", _("Revolving fund")
    GUARANTEE = "guarantee", _("Guarantee")
    EQUITY = "equity", _("Equity")
    MEMBER_CAPITAL = "member_capital", _("Members' capital")
    BOND_SOCIAL = "bond_social", _("Social bond")
    OUTCOME_PAYMENT = "outcome_payment", _("Payment by outcomes")
    PPP = "ppp", _("Public-private partnership")
    SERVICE_CONTRACT = "service_contract", _("Service contract")
    TAX_INCENTIVE = "tax_incentive", _("Tax incentive")
    DONATION = "donation", _("Donation")
    CROWDFUNDING = "crowdfunding", _("Crowdfunding")
    SPONSORSHIP = "sponsorship", _("Sponsorship")


class Share(models.TextChoices):
    """Whose money."""

    PUBLIC = "public", _("Public")
    PRIVATE = "private", _("Private")
    IN_KIND = "in_kind", _("In kind")


class LinkKind(models.TextChoices):
    """How two actions bear on each other."""

    DUPLICATION = "duplication", _("Possible duplication")
    SYNERGY = "synergy", _("Synergy")
    COMPLEMENTARITY = "complementarity", _("Complementarity")
    DEPENDENCY = "dependency", _("Needs the output of")
    SEQUENCE = "sequence", _("Comes after")
    SHARED_RESOURCE = "shared_resource", _("Shares a resource")
    CONFLICT = "conflict", _("Conflict")
    LEARNING = "learning", _("Learns from")

    @classmethod
    def directed(cls):
        """Kinds that read differently from the other end."""
        return (cls.DEPENDENCY, cls.SEQUENCE, cls.LEARNING)

    @classmethod
    def proposed(cls):
        """Kinds that the analyses propose."""
        return (cls.DUPLICATION, cls.SYNERGY)

    @classmethod
    def resolvable(cls):
        """Kinds that need one of the four resolutions once they are confirmed."""
        return (cls.DUPLICATION, cls.CONFLICT)


class LinkStatus(models.TextChoices):
    """Life of a proposed link: people decide."""

    SUGGESTED = "suggested", _("Suggested")
    UNDER_REVIEW = "under_review", _("Under review")
    CONFIRMED = "confirmed", _("Confirmed")
    RESOLVED = "resolved", _("Resolved")
    DISMISSED = "dismissed", _("Dismissed")

    @classmethod
    def decided(cls):
        """Pairs somebody has answered."""
        return (cls.CONFIRMED, cls.RESOLVED, cls.DISMISSED)

    @classmethod
    def awaiting(cls):
        """Pairs that wait for an answer."""
        return (cls.SUGGESTED, cls.UNDER_REVIEW)


class LeadAnswer(models.TextChoices):
    """What the lead of an action says of a proposed link."""

    CONFIRM = "confirm", _("It holds")
    DISMISS = "dismiss", _("It does not hold")


class Resolution(models.TextChoices):
    """The four decisions on an overlap."""

    MERGE = "merge", _("Merge")
    COORDINATE = "coordinate", _("Coordinate")
    DIFFERENTIATE = "differentiate", _("Differentiate")
    ACCEPT = "accept_as_is", _("Accept as it is")


class PortfolioStatus(models.TextChoices):
    """Life of a version of a portfolio."""

    DRAFT = "draft", _("Draft")
    IN_SENSEMAKING = "in_sensemaking", _("In sensemaking")
    PROPOSED = "proposed", pgettext_lazy("portfolio", "Proposed")
    ADOPTED = "adopted", pgettext_lazy("portfolio", "Adopted")
    SUPERSEDED = "superseded", _("Superseded")

    @classmethod
    def in_preparation(cls):
        """On the way to be adopted."""
        return (cls.DRAFT, cls.IN_SENSEMAKING, cls.PROPOSED)


class Cofog(models.TextChoices):
    """The ten divisions of public functions (COFOG 1999, used by Eurostat and ISTAT)."""

    GENERAL = "01", _("General public services")
    DEFENCE = "02", _("Defence")
    ORDER = "03", _("Public order and safety")
    ECONOMY = "04", _("Economic affairs")
    ENVIRONMENT = "05", _("Environmental protection")
    HOUSING = "06", _("Housing and community amenities")
    HEALTH = "07", _("Health")
    CULTURE = "08", _("Recreation, culture and religion")
    EDUCATION = "09", _("Education")
    PROTECTION = "10", _("Social protection")


ATECO_VERSION = "2025"


class AtecoSection(models.TextChoices):
    """Sections of economic activities (ATECO 2025, equal to NACE Rev. 2.1)."""

    A = "A", _("Agriculture, forestry and fishing")
    B = "B", _("Mining and quarrying")
    C = "C", _("Manufacturing")
    D = "D", _("Electricity, gas and steam")
    E = "E", _("Water, sewerage and waste")
    F = "F", _("Construction")
    G = "G", _("Wholesale and retail trade")
    H = "H", _("Transport and storage")
    I = "I", _("Accommodation and food")  # noqa: E741 - the letter of the section
    J = "J", _("Publishing, broadcasting and content")
    K = "K", _("Telecommunications and information technology")
    L = "L", _("Finance and insurance")
    M = "M", _("Real estate")
    N = "N", _("Professional, scientific and technical activities")
    O = "O", _("Administrative and support services")  # noqa: E741 - the letter of the section
    P = "P", _("Public administration and defence")
    Q = "Q", _("Education")
    R = "R", _("Health and social work")
    S = "S", _("Arts, sports and recreation")
    T = "T", _("Other services")
    U = "U", _("Households as employers")
    V = "V", _("Extraterritorial organisations")
