"""Choice lists of triggers, calls, sensemaking, sharing and what findings become (domain study, 2.2 and 2.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TriggerKind(models.TextChoices):
    """What starts, unlocks or accelerates actions (L3)."""

    FUNDING_CALL = "funding_call", _("Funding call")
    RULE_CHANGE = "rule_change", _("Change of a rule")
    ASSET_AVAILABLE = "asset_available", _("Asset becomes available")
    POLITICAL_WINDOW = "political_window", _("Political window")
    PARTNER_JOINS = "partner_joins", _("A partner joins")
    DATA_RELEASE = "data_release", _("Release of data")
    DEMONSTRATION = "demonstration_result", _("Result of a demonstration")
    CRISIS = "crisis", _("Crisis")
    DEADLINE = "deadline", _("Deadline")


class TriggerStatus(models.TextChoices):
    """Life of a trigger."""

    EXPECTED = "expected", pgettext_lazy("trigger", "Expected")
    OPEN = "open", pgettext_lazy("trigger", "Open")
    FIRED = "fired", pgettext_lazy("trigger", "Fired")
    MISSED = "missed", pgettext_lazy("trigger", "Missed")

    @classmethod
    def pending(cls):
        """Triggers that may still fire."""
        return (cls.EXPECTED, cls.OPEN)


class CallState(models.TextChoices):
    """Where a funding call stands on a day, from its own dates."""

    ANNOUNCED = "announced", pgettext_lazy("call", "Announced")
    OPEN = "open", pgettext_lazy("call", "Open")
    CLOSED = "closed", pgettext_lazy("call", "Closed")
    UNDATED = "undated", pgettext_lazy("call", "No closing date")

    @classmethod
    def ahead(cls):
        """Calls one can still answer."""
        return (cls.OPEN, cls.ANNOUNCED)


class CallKind(models.TextChoices):
    """How a call gives its money, as public registers tell it."""

    NOTICE = "notice", _("Public notice")
    WINDOW = "window", _("First come, first served")
    COMPETITIVE = "competitive", _("Competition")
    PHASES = "phases", _("In several phases")
    NEGOTIATED = "negotiated", _("Negotiated")
    CO_DESIGN = "co_design", _("Co-design with the third sector")
    DIRECT = "direct", _("Directly assigned")
    BY_LAW = "by_law", _("Assigned by law")
    TENDER = "tender", _("Tender for supplies or works")
    HIRING = "hiring", _("Search for experts")

    @classmethod
    def for_projects(cls):
        """Those that a coalition may answer with an action."""
        return (cls.NOTICE, cls.WINDOW, cls.COMPETITIVE, cls.PHASES, cls.NEGOTIATED, cls.CO_DESIGN)


class PickStatus(models.TextChoices):
    """What somebody answered to a suggested call."""

    CHOSEN = "chosen", pgettext_lazy("call", "To be followed up")
    DISMISSED = "dismissed", pgettext_lazy("call", "Not for us")


class SessionStatus(models.TextChoices):
    """Life of a sensemaking session."""

    PLANNED = "planned", pgettext_lazy("sensemaking", "Planned")
    HELD = "held", pgettext_lazy("sensemaking", "Held")
    CLOSED = "closed", pgettext_lazy("sensemaking", "Closed")


class InsightKind(models.TextChoices):
    """What was understood (E3)."""

    WHAT_WORKS = "what_works", _("What works")
    BARRIER = "barrier", _("Barrier")
    SURPRISE = "surprise", _("Surprise")
    ASSUMPTION_BROKEN = "assumption_broken", _("Broken assumption")
    CONNECTION = "connection", pgettext_lazy("insight", "Connection")
    QUESTION = "question", _("Open question")


class Confidence(models.TextChoices):
    """How sure."""

    HIGH = "high", pgettext_lazy("confidence", "High")
    MEDIUM = "medium", pgettext_lazy("confidence", "Medium")
    LOW = "low", pgettext_lazy("confidence", "Low")


class InsightResponse(models.TextChoices):
    """What is done about it."""

    ACT = "act", pgettext_lazy("response", "Act")
    WATCH = "watch", pgettext_lazy("response", "Watch")
    NONE = "none", pgettext_lazy("response", "Nothing for now")


class FindingKind(models.TextChoices):
    """What an analysis may point at and people may answer."""

    GAP = "gap", _("Required lever without an action")
    THIN = "thin", _("Required lever that is thin")
    ORPHAN_OBJECTIVE = "orphan_objective", _("Objective without an action")
    ORPHAN_ACTION = "orphan_action", _("Action without an objective")
    CLIFF = "cliff", _("Money that ends before its action")
    MISSING_FAMILY = "missing_family", _("Family of actors that is missing")
    OPEN_MONEY = "open_money", _("Money still to find")


class AnswerKind(models.TextChoices):
    """What a finding becomes."""

    TASK = "task", _("A task")
    CHALLENGE = "challenge", _("A challenge for a lab")
    CALL = "call", _("A call to watch")
    QUESTION = "question", _("A research question")

    @property
    def short(self):
        """One word for a row of choices."""
        return {
            "task": pgettext_lazy("finding", "Task"),
            "challenge": pgettext_lazy("finding", "Challenge"),
            "call": pgettext_lazy("finding", "Call"),
            "question": pgettext_lazy("finding", "Question"),
        }[self.value]

    @property
    def button(self):
        """What the button says that makes it."""
        return {
            "task": _("Open the task"),
            "challenge": _("Write the draft challenge"),
            "call": _("Watch the call"),
            "question": _("Ask the question"),
        }[self.value]


class SharedSection(models.TextChoices):
    """Pages of a portfolio that a share link may open."""

    MAP = "map", pgettext_lazy("picture", "Map")
    COVERAGE = "coverage", _("Coverage")
    ACTIONS = "actions", _("Actions")
    MONEY = "money", _("Resources")
    INDICATORS = "indicators", _("Indicators")
    TIMELINE = "timeline", _("Timeline")
    GOVERNANCE = "governance", _("Governance")


class ReportStatus(models.TextChoices):
    """How far a report is."""

    WAITING = "waiting", pgettext_lazy("report", "Waiting")
    WRITING = "writing", pgettext_lazy("report", "Being written")
    READY = "ready", pgettext_lazy("report", "Ready")
    FAILED = "failed", pgettext_lazy("report", "Not written")

    @classmethod
    def over(cls):
        """Nothing more will happen."""
        return (cls.READY, cls.FAILED)
