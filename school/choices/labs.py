"""Labs, teams and what they bring forth (school study, 2.3; domain study, 2.5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Formation(models.TextChoices):
    """How teams are formed."""

    ASSIGNED = "assigned", _("the School forms them")
    SELF = "self", _("participants choose")
    FACILITATED = "facilitated", _("participants propose, a facilitator confirms")

    @classmethod
    def open(cls):
        """Ways in which participants come and go by themselves."""
        return (cls.SELF, cls.FACILITATED)


class TeamRole(models.TextChoices):
    """What somebody is in a team."""

    COORDINATOR = "coordinator", pgettext_lazy("team", "Coordinator")
    MEMBER = "member", pgettext_lazy("team", "Member")
    OBSERVER = "observer", pgettext_lazy("team", "Observer")

    @classmethod
    def writing(cls):
        """Roles that write on the team's canvases."""
        return (cls.COORDINATOR, cls.MEMBER)


class OutputKind(models.TextChoices):
    """Canvases of the labs."""

    CHALLENGE_CARD = "challenge_card", _("Challenge card")
    MISSION_CANVAS = "mission_canvas", _("Mission canvas")
    ACTOR_MAP = "actor_map", _("Actor map")
    LEVER_TRIGGERS = "lever_trigger_list", _("List of levers and triggers")
    PORTFOLIO_SKETCH = "portfolio_sketch", _("Portfolio sketch")
    ACTION_IDEA = "action_idea", _("Idea of an action")


class OutputStatus(models.TextChoices):
    """Life of an output."""

    DRAFT = "draft", pgettext_lazy("output", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("output", "Handed in")
    IN_REVIEW = "in_review", pgettext_lazy("output", "In review")
    CHANGES_REQUESTED = "changes_requested", pgettext_lazy("output", "To be improved")
    ACCEPTED = "accepted", pgettext_lazy("output", "Accepted")
    PROMOTED = "promoted", pgettext_lazy("output", "On the platform")
    REJECTED = "rejected", pgettext_lazy("output", "Shelved")

    @classmethod
    def writable(cls):
        """States in which the team writes."""
        return (cls.DRAFT, cls.CHANGES_REQUESTED)

    @classmethod
    def handed_in(cls):
        """States in which the other participants read it."""
        return (cls.SUBMITTED, cls.IN_REVIEW, cls.ACCEPTED, cls.PROMOTED, cls.REJECTED)


class Verdict(models.TextChoices):
    """What a review concludes."""

    ACCEPT = "accept", _("accept it")
    CHANGES = "changes", _("improve it")
    REJECT = "reject", _("shelve it")


class Criterion(models.TextChoices):
    """What a review scores from 0 to 4."""

    RELEVANCE = "relevance", _("It matters to the territory")
    CLARITY = "clarity", _("Who reads it understands it")
    FEASIBILITY = "feasibility", _("It can be done with what there is")
    COLLABORATION = "collaboration", _("It needs and joins different actors")
    EVIDENCE = "evidence", _("It stands on evidence")


class TaskKind(models.TextChoices):
    """How an assignment is handed in."""

    TEXT = "text", _("a text")
    LINK = "link", _("an address")
    FILE = "file", _("a file")


class SubmissionStatus(models.TextChoices):
    """What became of a piece of work."""

    SUBMITTED = "submitted", pgettext_lazy("assignment", "Handed in")
    DONE = "done", pgettext_lazy("assignment", "Done")
    TO_REDO = "to_redo", pgettext_lazy("assignment", "To be redone")


class Moment(models.TextChoices):
    """When somebody looks at their own competences."""

    BEFORE = "before", pgettext_lazy("self-assessment", "Before")
    AFTER = "after", pgettext_lazy("self-assessment", "After")
