"""Labs, their phases, and the teams that work in them."""

import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convergenze.core.lists import CodeListField
from convergenze.core.models import Stamped
from school.choices.labs import Formation, OutputKind, TeamRole
from school.models.edition import Edition, EditionStaff
from school.models.enrolment import Enrolment
from school.models.session import OfEditionQuerySet
from school.rules.people import knows_all_of_the_school


class Lab(Stamped):
    """Work in teams on a question of the territory; what is accepted goes on on the platform."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="labs", verbose_name=_("edition"))
    title = models.CharField(_("title"), max_length=200)
    brief = models.TextField(_("brief"), blank=True)
    challenge = models.ForeignKey(
        "missions.Challenge", models.SET_NULL, null=True, blank=True, related_name="labs", verbose_name=_("challenge")
    )
    canvases = CodeListField(_("canvases teams fill"), codes=OutputKind)
    formation = models.CharField(
        _("how teams are formed"), max_length=12, choices=Formation, default=Formation.FACILITATED
    )
    team_min = models.PositiveSmallIntegerField(_("people in a team, at least"), default=3)
    team_max = models.PositiveSmallIntegerField(
        _("people in a team, at most"), default=7, validators=[MinValueValidator(1)]
    )
    phase = models.ForeignKey(
        "school.LabPhase", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("school", "lab")
        verbose_name_plural = pgettext_lazy("school", "labs")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(team_min__lte=F("team_max")),
                name="team_sizes",
                violation_error_message=_("The smallest team cannot be larger than the largest."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("school:lab_detail", args=[self.public_id])


class LabPhase(models.Model):
    """A step of a lab: what to do, and for how long."""

    lab = models.ForeignKey(Lab, models.CASCADE, related_name="phases")
    title = models.CharField(_("title"), max_length=150)
    brief = models.TextField(_("what to do"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("phase of a lab")
        verbose_name_plural = _("phases of labs")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class TeamQuerySet(models.QuerySet):
    """Teams: a lab's work is known to who works on the edition and to its participants."""

    def visible_to(self, user):
        """Teams of editions in which the user takes part or works."""
        if not user.is_authenticated:
            return self.none()
        if knows_all_of_the_school(user):
            return self.all()
        staffed = EditionStaff.objects.filter(person__account=user, edition=OuterRef("lab__edition"))
        mine = Enrolment.objects.admitted().filter(person__account=user, edition=OuterRef("lab__edition"))
        return self.filter(Exists(staffed) | Exists(mine))


class Team(Stamped):
    """Some participants at work together."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    lab = models.ForeignKey(Lab, models.CASCADE, related_name="teams", verbose_name=_("lab"))
    name = models.CharField(_("name"), max_length=100)
    question = models.CharField(_("the question it works on"), max_length=300, blank=True)
    territory = models.ForeignKey(
        "actors.Territory", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("school", "team")
        verbose_name_plural = pgettext_lazy("school", "teams")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "lab", "name", name="team_name_once", violation_error_message=_("The lab has a team with this name.")
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("school:team_detail", args=[self.public_id])


class TeamMembership(models.Model):
    """A participant in a team; ``left_at`` when they went, and what they wrote stays theirs."""

    lab = models.ForeignKey(Lab, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="team_memberships")
    role = models.CharField(_("role"), max_length=12, choices=TeamRole, default=TeamRole.MEMBER)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    left_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("member of a team")
        verbose_name_plural = _("members of teams")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "lab",
                "enrolment",
                condition=Q(left_at=None),
                name="one_team_in_a_lab",
                violation_error_message=_("This person is already in a team of this lab."),
            ),
        ]

    def __str__(self):
        return f"{self.enrolment} · {self.team}"
