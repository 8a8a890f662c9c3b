"""Choice lists of governance, commitments, procedures, intentions and foresight (domain study, 2.2 and 2.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodyKind(models.TextChoices):
    """What a body is for (G1)."""

    MISSION_BOARD = "mission_board", _("Steering group")
    MISSION_ARENA = "mission_arena", _("Mission table")
    WORKING_GROUP = "working_group", _("Working group")
    FUNDERS_TABLE = "funders_table", _("Funders' table")
    NEGOTIATION_TABLE = "negotiation_table", _("Negotiation table")
    GUARANTEE_COMMITTEE = "guarantee_committee", _("Guarantee committee")
    EVALUATION_GROUP = "evaluation_group", _("Evaluation group")
    CITIZENS_PANEL = "citizens_panel", _("Citizens' panel")
    PROGRAMME_COMMITTEE = "programme_committee", _("Programme committee")


class SeatRole(models.TextChoices):
    """What somebody is in a body (G2)."""

    CHAIR = "chair", _("Chair")
    VICE_CHAIR = "vice_chair", _("Vice-chair")
    SECRETARY = "secretary", _("Secretary")
    FACILITATOR = "facilitator", _("Facilitator")
    MEMBER = "member", pgettext_lazy("seat", "Member")
    OBSERVER = "observer", _("Observer")
    DELEGATE = "delegate", _("Delegate")
    EVALUATOR = "evaluator", _("Evaluator")

    @classmethod
    def recording(cls):
        """Roles that write down meetings and decisions of their body."""
        return (cls.CHAIR, cls.VICE_CHAIR, cls.SECRETARY, cls.FACILITATOR)


class MeetingStatus(models.TextChoices):
    """Life of a meeting."""

    PLANNED = "planned", pgettext_lazy("meeting", "Planned")
    HELD = "held", pgettext_lazy("meeting", "Held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")


class Presence(models.TextChoices):
    """Whether a seat was at a meeting."""

    PRESENT = "present", pgettext_lazy("attendance", "Present")
    REMOTE = "remote", pgettext_lazy("attendance", "Present online")
    EXCUSED = "excused", pgettext_lazy("attendance", "Excused")
    ABSENT = "absent", pgettext_lazy("attendance", "Absent")


class DecisionMethod(models.TextChoices):
    """How a body decides (G5)."""

    CONSENSUS = "consensus", _("Consensus")
    CONSENT = "consent", _("Consent (no reasoned objection)")
    MAJORITY = "majority", _("Majority")
    CHAIR_DECIDES = "chair_decides", _("The chair decides")
    DELEGATED = "delegated", _("Delegated")
    FORMAL_ACT = "formal_act", _("Formal act (resolution or determination)")


class DecisionStatus(models.TextChoices):
    """Outcome of a decision; ``open`` until the body has spoken."""

    OPEN = "open", pgettext_lazy("decision", "To be decided")
    ADOPTED = "adopted", pgettext_lazy("decision", "Adopted")
    AMENDED = "amended", pgettext_lazy("decision", "Adopted with amendments")
    POSTPONED = "postponed", pgettext_lazy("decision", "Postponed")
    REJECTED = "rejected", pgettext_lazy("decision", "Rejected")

    @classmethod
    def in_force(cls):
        """Outcomes that carry out what the decision asks."""
        return (cls.ADOPTED, cls.AMENDED)

    @classmethod
    def undecided(cls):
        """The body has still to speak."""
        return (cls.OPEN, cls.POSTPONED)


class CommitmentKind(models.TextChoices):
    """What a signatory promises (G4)."""

    MONEY = "money", _("Money")
    STAFF_TIME = "staff_time", _("Staff time")
    SPACE_OR_ASSET = "space_or_asset", _("Space or asset")
    DATA = "data", pgettext_lazy("commitment", "Data")
    DECISION_OR_RULE = "decision_or_rule", _("Decision or rule")
    PROCUREMENT = "procurement", _("Procurement")
    KNOWLEDGE = "knowledge", pgettext_lazy("commitment", "Knowledge")
    VOLUNTEERING = "volunteering", _("Volunteering")
    COMMUNICATION = "communication", _("Communication")


class CommitmentStatus(models.TextChoices):
    """Life of a commitment."""

    DRAFT = "draft", _("Draft")
    OFFERED = "offered", pgettext_lazy("commitment", "Offered")
    ACCEPTED = "accepted", pgettext_lazy("commitment", "Accepted")
    FULFILLED = "fulfilled", pgettext_lazy("commitment", "Kept")
    LAPSED = "lapsed", pgettext_lazy("commitment", "Lapsed")
    WITHDRAWN = "withdrawn", pgettext_lazy("commitment", "Withdrawn")

    @classmethod
    def pending(cls):
        """Promised, not yet kept nor lost."""
        return (cls.OFFERED, cls.ACCEPTED)

    @classmethod
    def public(cls):
        """States in which others than the actor and the mission read it."""
        return (cls.ACCEPTED, cls.FULFILLED, cls.LAPSED)


class ProcedureKind(models.TextChoices):
    """Italian instruments of shared administration and public choice (G6)."""

    CO_PROGRAMMAZIONE = "co_programmazione", _("Co-programming (art. 55 CTS)")
    CO_PROGETTAZIONE = "co_progettazione", _("Co-design of services (art. 55 CTS)")
    ACCREDITAMENTO = "accreditamento", _("Accreditation")
    CONVENZIONE = "convenzione_art56", _("Convention (art. 56 CTS)")
    PATTO = "patto_di_collaborazione", _("Collaboration pact")
    PROTOCOLLO = "protocollo_intesa", _("Memorandum of understanding")
    ACCORDO = "accordo_di_programma", _("Programme agreement")
    RETE = "contratto_di_rete", _("Network contract")
    PPP = "ppp", _("Public-private partnership")
    APPALTO = "appalto", _("Public procurement")
    BANDO = "bando_contributi", _("Call for grants")
    PERCORSO = "percorso_partecipativo", _("Participatory process")


class ProcedureStage(models.TextChoices):
    """Stages of a procedure; which ones, and in which order, depends on its kind (``stages_of``)."""

    INITIATIVE = "initiative", _("Initiative")
    OPENED = "opened", _("Opened, responsible person named")
    NOTICE_PUBLISHED = "notice_published", _("Notice published")
    APPLICATIONS = "applications", _("Applications")
    SELECTION = "selection", _("Selection")
    TABLE_SESSIONS = "table_sessions", _("Table sessions")
    DESIGN_TABLE = "design_table", _("Design table")
    SUMMARY_DOCUMENT = "summary_document", _("Summary document")
    FINAL_PROJECT = "final_project", _("Final project")
    CONVENTION = "convention", _("Convention signed")
    RUNNING = "running", pgettext_lazy("procedure", "Running")
    REPORTED = "reported", _("Reported")
    CONCLUDED = "concluded", _("Concluded")
    STOPPED = "stopped", _("Stopped")

    @classmethod
    def ends(cls):
        """Stages after which nothing follows."""
        return (cls.CONCLUDED, cls.STOPPED)


_S = ProcedureStage
_AWARDING = (_S.INITIATIVE, _S.OPENED, _S.NOTICE_PUBLISHED, _S.APPLICATIONS, _S.SELECTION, _S.CONVENTION, _S.RUNNING)
_PATHS = {
    ProcedureKind.CO_PROGRAMMAZIONE: (
        _S.INITIATIVE, _S.OPENED, _S.NOTICE_PUBLISHED, _S.APPLICATIONS, _S.TABLE_SESSIONS, _S.SUMMARY_DOCUMENT,
    ),
    ProcedureKind.CO_PROGETTAZIONE: (
        _S.INITIATIVE, _S.OPENED, _S.NOTICE_PUBLISHED, _S.APPLICATIONS, _S.SELECTION, _S.DESIGN_TABLE,
        _S.FINAL_PROJECT, _S.CONVENTION, _S.RUNNING, _S.REPORTED,
    ),
    ProcedureKind.PERCORSO: (_S.INITIATIVE, _S.OPENED, _S.NOTICE_PUBLISHED, _S.TABLE_SESSIONS, _S.SUMMARY_DOCUMENT),
    ProcedureKind.ACCREDITAMENTO: _AWARDING,
    ProcedureKind.CONVENZIONE: _AWARDING,
    ProcedureKind.APPALTO: _AWARDING,
    ProcedureKind.BANDO: _AWARDING,
    ProcedureKind.PPP: _AWARDING,
}  # fmt: skip
_AGREEING = (_S.INITIATIVE, _S.OPENED, _S.TABLE_SESSIONS, _S.CONVENTION, _S.RUNNING)


def stages_of(kind):
    """The stages a procedure of ``kind`` goes through, in order; the last is "concluded" (art. 55 CTS, DM 72/2021)."""
    return (*_PATHS.get(kind, _AGREEING), ProcedureStage.CONCLUDED)


class IntentionStatus(models.TextChoices):
    """Life of an intention: "we would do X if Y"."""

    DECLARED = "declared", pgettext_lazy("intention", "Declared")
    UNLOCKED = "unlocked", pgettext_lazy("intention", "Condition met")
    TAKEN_UP = "taken_up", pgettext_lazy("intention", "Became an action")
    WITHDRAWN = "withdrawn", pgettext_lazy("intention", "Withdrawn")

    @classmethod
    def standing(cls):
        """Said, and not yet acted upon."""
        return (cls.DECLARED, cls.UNLOCKED)


class SignalKind(models.TextChoices):
    """What kind of sign of change (E4)."""

    TREND = "trend", _("Trend")
    WEAK_SIGNAL = "weak_signal", _("Weak signal")
    WILD_CARD = "wild_card", _("Wild card")
    POLICY = "policy_announcement", _("Policy announcement")
    TECHNOLOGY = "technology", _("Technology")
    DEMOGRAPHIC = "demographic", _("Demography")
    CLIMATE = "climate", _("Climate")
    MARKET = "market", _("Market")


class SignalStatus(models.TextChoices):
    """Life of a signal."""

    CAPTURED = "captured", pgettext_lazy("signal", "Captured")
    ASSESSED = "assessed", pgettext_lazy("signal", "Assessed")
    LINKED = "linked", pgettext_lazy("signal", "Linked")
    WATCHED = "watched", pgettext_lazy("signal", "Watched")
    DISMISSED = "dismissed", pgettext_lazy("signal", "Dismissed")

    @classmethod
    def living(cls):
        """Everything but what was dismissed."""
        return (cls.CAPTURED, cls.ASSESSED, cls.LINKED, cls.WATCHED)
