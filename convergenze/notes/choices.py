"""Choice lists of evidence and tasks."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EvidenceKind(models.TextChoices):
    """What a piece of evidence is."""

    STATISTIC = "statistic", _("Statistic")
    DATASET = "dataset", _("Dataset")
    SURVEY = "survey", _("Survey")
    EVALUATION = "evaluation", _("Evaluation")
    STUDY = "study", _("Study")
    ADMINISTRATIVE_RECORD = "administrative_record", _("Administrative record")
    INTERVIEW = "interview", _("Interview")
    FIELD_NOTE = "field_note", _("Field note")
    TESTIMONY = "testimony", _("Testimony")
    PHOTO_VIDEO = "photo_video", _("Photo or video")
    LAB_OUTPUT = "lab_output", _("Output of a lab")
    EXPERT_JUDGEMENT = "expert_judgement", _("Expert judgement")
    PRESS = "press", _("Press")


class Strength(models.TextChoices):
    """How strong it is, weakest first."""

    ANECDOTAL = "anecdotal", _("Anecdotal")
    DESCRIPTIVE = "descriptive", _("Descriptive")
    COMPARATIVE = "comparative", _("Comparative")
    QUASI_EXPERIMENTAL = "quasi_experimental", _("Quasi-experimental")
    EXPERIMENTAL = "experimental", _("Experimental")
    SYSTEMATIC_REVIEW = "systematic_review", _("Systematic review")


class AppliesHere(models.TextChoices):
    """Whether it holds for this territory."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class TaskStatus(models.TextChoices):
    """Where a task stands."""

    OPEN = "open", pgettext_lazy("task", "To do")
    DONE = "done", pgettext_lazy("task", "Done")
    DROPPED = "dropped", pgettext_lazy("task", "Dropped")


class TaskSource(models.TextChoices):
    """Who asked for it."""

    MANUAL = "manual", _("Somebody asked for it")
    RULE = "rule", _("A rule of the platform")
    FINDING = "finding", _("A finding of an analysis")
