"""Procedures: co-programming, co-design and their kin, tracked stage by stage. The legal acts stay where they are."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import Actor, Membership
from convergenze.core.links import LinkField
from convergenze.core.models import Record
from convergenze.core.visibility import is_among
from missions.choices.governance import ProcedureKind, ProcedureStage, stages_of
from missions.models.governance import OfMissionQuerySet
from missions.models.mission import Mission


class ProcedureQuerySet(OfMissionQuerySet):
    """Procedures by people."""

    def own(self, user):
        """Procedures of the missions the user works on and of the user's actors."""
        mine = Membership.objects.valid().filter(person__account=user, actor=OuterRef("authority"))
        return super().own(user) | Exists(mine)

    def visible_to(self, user):
        """Procedures whose proceeding body exists for ``user``."""
        return super().visible_to(user).filter(is_among(Actor.objects.visible_to(user), "authority"))

    def under_way(self):
        """Neither concluded nor stopped."""
        return self.exclude(status__in=ProcedureStage.ends())

    def late(self, on=None):
        """Under way, with a deadline that has passed."""
        steps = ProcedureStep.objects.overdue(on).filter(procedure=OuterRef("pk"))
        return self.under_way().filter(Exists(steps))


class Procedure(Record):
    """A public procedure that a mission depends on, with the body that conducts it."""

    REFERENCE = "PR"

    title = models.CharField(_("title"), max_length=250)
    kind = models.CharField(_("kind"), max_length=25, choices=ProcedureKind)
    mission = models.ForeignKey(Mission, models.CASCADE, related_name="procedures", verbose_name=_("mission"))
    authority = models.ForeignKey(
        "actors.Actor", models.PROTECT, related_name="procedures", verbose_name=_("proceeding body")
    )
    summary = models.TextField(_("what it is about"), blank=True)
    responsible = models.CharField(_("person responsible (RUP)"), max_length=150, blank=True)
    protocol = models.CharField(_("protocol number"), max_length=80, blank=True)
    notice_url = LinkField(_("address of the notice"), blank=True)
    participants = models.ManyToManyField(
        "actors.Actor", blank=True, related_name="joined_procedures", verbose_name=_("participants")
    )
    status = models.CharField(
        _("stage"),
        max_length=20,
        choices=ProcedureStage,
        default=ProcedureStage.INITIATIVE,
        editable=False,
        db_index=True,
    )

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        ordering = ["pk"]

    def get_absolute_url(self):
        return reverse("missions:procedure_detail", args=[self.slug])

    @property
    def path(self):
        """The stages it goes through, in order."""
        return stages_of(self.kind)

    @property
    def next_stage(self):
        """The stage that follows the present one; None at the end."""
        path = list(self.path)
        if self.status not in path[:-1]:
            return None
        return path[path.index(self.status) + 1]


class ProcedureStepQuerySet(models.QuerySet):
    """Steps by deadline."""

    def overdue(self, on=None):
        """Not done, with a deadline that has passed."""
        return self.filter(done_on=None, due_on__lt=on or timezone.localdate())


class ProcedureStep(models.Model):
    """A stage of a procedure: its deadline, when it was done, the document that says so."""

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="steps")
    stage = models.CharField(_("stage"), max_length=20, choices=ProcedureStage)
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    document = LinkField(_("document"), blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = ProcedureStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage of a procedure")
        verbose_name_plural = _("stages of procedures")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "procedure",
                "stage",
                name="procedure_stage_once",
                violation_error_message=_("This stage is already written."),
            ),
        ]

    def __str__(self):
        return f"{self.procedure}: {self.get_stage_display()}"
