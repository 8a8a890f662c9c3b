"""Assignments, what people hand in, and what they say of meetings and of themselves."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convergenze.core.links import LinkField
from convergenze.core.models import Stamped
from school.choices.labs import Moment, SubmissionStatus, TaskKind
from school.models.edition import Edition, EditionStaff
from school.models.enrolment import Enrolment
from school.models.session import OfEditionQuerySet, Session
from school.rules.people import knows_all_of_the_school


class Assignment(Stamped):
    """A piece of work asked of each participant."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="assignments")
    title = models.CharField(_("title"), max_length=200)
    brief = models.TextField(_("what to do"))
    kind = models.CharField(_("handed in as"), max_length=10, choices=TaskKind, default=TaskKind.TEXT)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    is_required = models.BooleanField(_("needed for the certificate"), default=False)

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("school", "assignment")
        verbose_name_plural = pgettext_lazy("school", "assignments")
        ordering = ["due_at", "pk"]

    def __str__(self):
        return self.title


def submission_name(instance, filename):
    """Where an upload is kept: nothing of the name it came with, outside whatever is served."""
    return f"school/submissions/{uuid.uuid4().hex}"


class OfEnrolmentQuerySet(models.QuerySet):
    """What participants write: theirs and the School's, not their bodies'."""

    def visible_to(self, user):
        """Those of the user, and of editions the user works on."""
        if not user.is_authenticated:
            return self.none()
        if knows_all_of_the_school(user):
            return self.all()
        staffed = EditionStaff.objects.filter(person__account=user).values("edition")
        return self.filter(Q(enrolment__person__account=user) | Q(enrolment__edition__in=staffed))


class Submission(Stamped):
    """An attempt at an assignment, and its mark."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="submissions")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="submissions")
    attempt = models.PositiveSmallIntegerField(default=1, editable=False)
    text = models.TextField(_("text"), blank=True)
    url = LinkField(_("address"), blank=True)
    file = models.FileField(_("file"), upload_to=submission_name, blank=True, max_length=200)
    file_name = models.CharField(max_length=200, blank=True, editable=False)
    submitted_at = models.DateTimeField(default=timezone.now, editable=False)
    status = models.CharField(
        _("state"), max_length=10, choices=SubmissionStatus, default=SubmissionStatus.SUBMITTED, editable=False
    )
    feedback = models.TextField(_("what the teacher says"), blank=True, editable=False)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    marked_at = models.DateTimeField(null=True, editable=False)

    objects = OfEnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of work")
        verbose_name_plural = _("pieces of work")
        ordering = ["-attempt"]
        constraints = [models.UniqueConstraint("assignment", "enrolment", "attempt", name="attempt_once")]

    def __str__(self):
        return f"{self.enrolment} · {self.assignment}"


class SessionFeedback(models.Model):
    """What one participant thought of a meeting. Nothing here says who: that they answered is kept apart.

    ``answered_on`` is a day, not an instant, so that the order of answers tells nothing either.
    """

    public_id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="feedback")
    useful = models.PositiveSmallIntegerField(_("useful for my work (1 to 5)"))
    clear = models.PositiveSmallIntegerField(_("clear (1 to 5)"))
    pace = models.PositiveSmallIntegerField(_("good pace (1 to 5)"))
    liked = models.TextField(_("what to keep"), blank=True)
    missed = models.TextField(_("what to change"), blank=True)
    answered_on = models.DateField(default=timezone.localdate, editable=False)

    class Meta:
        verbose_name = _("feedback on a meeting")
        verbose_name_plural = _("feedback on meetings")
        ordering = ["public_id"]

    def __str__(self):
        return str(self.session)


class FeedbackGiven(models.Model):
    """That somebody answered about a meeting; what they answered is not tied to it."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="feedback_given")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="feedback_given")

    class Meta:
        verbose_name = _("feedback given")
        verbose_name_plural = _("feedback given")
        constraints = [
            models.UniqueConstraint(
                "session",
                "enrolment",
                name="feedback_once",
                violation_error_message=_("You have answered about this meeting already."),
            ),
        ]

    def __str__(self):
        return f"{self.enrolment} · {self.session}"


class SelfAssessment(models.Model):
    """How somebody sees their own competences. ``scores``: {competence: 1 to 4}."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="self_assessments")
    moment = models.CharField(_("when"), max_length=6, choices=Moment)
    scores = models.JSONField(_("levels"), default=dict)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OfEnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("self-assessment")
        verbose_name_plural = _("self-assessments")
        constraints = [
            models.UniqueConstraint(
                "enrolment",
                "moment",
                name="self_assessment_once",
                violation_error_message=_("You have done this already."),
            ),
        ]

    def __str__(self):
        return f"{self.enrolment} · {self.get_moment_display()}"
