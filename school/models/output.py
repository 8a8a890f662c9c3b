"""What teams bring forth: canvases written field by field, frozen as revisions, reviewed, promoted."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convergenze.core.models import Stamped
from convergenze.core.visibility import is_among
from school.choices.labs import OutputKind, OutputStatus, Verdict
from school.models.edition import Edition, EditionStaff
from school.models.enrolment import Enrolment
from school.models.lab import Team, TeamMembership
from school.rules.people import knows_all_of_the_school


class OutputQuerySet(models.QuerySet):
    """Outputs: who may know that there is one, and who may read what is written in it."""

    def readable_by(self, user):
        """Those of one's own team and of the editions one works on; of the others of one's edition, once handed in."""
        if not user.is_authenticated:
            return self.none()
        if knows_all_of_the_school(user):
            return self.all()
        edition = OuterRef("team__lab__edition")
        staffed = EditionStaff.objects.filter(person__account=user, edition=edition)
        shared = Enrolment.objects.admitted().filter(person__account=user, edition=edition)
        own = TeamMembership.objects.filter(enrolment__person__account=user, team=OuterRef("team"), left_at=None)
        handed_in = Q(status__in=OutputStatus.handed_in())
        return self.filter(Exists(staffed) | Exists(own) | (handed_in & Exists(shared)))

    def visible_to(self, user):
        """Those the user reads and, of editions that exist for the user, what was promoted."""
        if user.is_authenticated and knows_all_of_the_school(user):
            return self.all()
        known = Q(status=OutputStatus.PROMOTED) & is_among(Edition.objects.visible_to(user), "team__lab__edition")
        return self.filter(known | Q(pk__in=self.readable_by(user).order_by().values("pk")))


class Output(Stamped):
    """A canvas of a team. It is promoted once, from a named revision; both sides remember."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, models.PROTECT, related_name="outputs", verbose_name=_("team"))
    kind = models.CharField(_("canvas"), max_length=20, choices=OutputKind)
    title = models.CharField(_("title"), max_length=200)
    schema = models.PositiveSmallIntegerField(default=1, editable=False)
    status = models.CharField(
        _("state"), max_length=20, choices=OutputStatus, default=OutputStatus.DRAFT, editable=False, db_index=True
    )
    contributors = models.ManyToManyField(Enrolment, blank=True, related_name="outputs", verbose_name=_("authors"))
    promoted_revision = models.ForeignKey(
        "school.OutputRevision", models.PROTECT, null=True, editable=False, related_name="+"
    )
    promoted_type = models.ForeignKey(ContentType, models.PROTECT, null=True, editable=False, related_name="+")
    promoted_id = models.PositiveBigIntegerField(null=True, editable=False)
    promoted = GenericForeignKey("promoted_type", "promoted_id")
    promoted_at = models.DateTimeField(null=True, editable=False)

    objects = OutputQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("school", "output")
        verbose_name_plural = pgettext_lazy("school", "outputs")
        ordering = ["pk"]
        indexes = [models.Index(fields=["promoted_type", "promoted_id"], name="output_promoted")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(status=OutputStatus.PROMOTED) & Q(promoted_id__isnull=False))
                | (~Q(status=OutputStatus.PROMOTED) & Q(promoted_id__isnull=True)),
                name="promoted_into_something",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("school:output_detail", args=[self.public_id])


class OutputField(models.Model):
    """One field of a canvas. ``version`` grows at each save, so that two people writing at once lose nothing."""

    output = models.ForeignKey(Output, models.CASCADE, related_name="fields")
    name = models.CharField(max_length=40)
    value = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("field of a canvas")
        verbose_name_plural = _("fields of canvases")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("output", "name", name="canvas_field_once")]

    def __str__(self):
        return self.name


class OutputRevision(models.Model):
    """A canvas as it was when somebody froze it. Never changed."""

    output = models.ForeignKey(Output, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    data = models.JSONField()
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("revision of an output")
        verbose_name_plural = _("revisions of outputs")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint("output", "number", name="revision_number_once")]

    def __str__(self):
        return f"{self.title} · {self.number}"


class Review(models.Model):
    """What somebody outside the team thinks of a revision. ``scores``: {criterion: 0 to 4}."""

    revision = models.ForeignKey(OutputRevision, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="school_reviews")
    scores = models.JSONField(_("scores"), default=dict)
    text = models.TextField(_("what works, and what would make it better"))
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("school", "review")
        verbose_name_plural = pgettext_lazy("school", "reviews")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "revision",
                "reviewer",
                name="one_review_each",
                violation_error_message=_("You have reviewed this revision already."),
            ),
        ]

    def __str__(self):
        return f"{self.revision} · {self.get_verdict_display()}"
