"""Introductions: an actor that offers or needs something asks to meet the one that needs or offers it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.choices import IntroductionStatus, Resource, tag_label
from actors.models.actor import Actor
from actors.models.membership import Membership
from actors.models.offer import Direction
from convergenze.core.models import Stamped
from convergenze.core.visibility import is_among


class IntroductionQuerySet(models.QuerySet):
    """Introductions exist for the people of the two actors and for the programme; never with a hidden actor."""

    def visible_to(self, user):
        """Those whose two actors both exist for ``user``, who belongs to one of them or reads everything."""
        if not user.is_authenticated:
            return self.none()
        seen = Actor.objects.visible_to(user)
        rows = self.filter(is_among(seen, "one"), is_among(seen, "other"))
        if user.reads_everything:
            return rows
        mine = Membership.objects.valid().filter(person__account=user).values("actor")
        return rows.filter(Q(one__in=mine) | Q(other__in=mine))

    def waiting_for(self, user):
        """Those that ``user`` may answer and nobody has answered yet."""
        if not user.is_authenticated:
            return self.none()
        mine = Membership.objects.writing(user).values("actor")
        return self.visible_to(user).filter(other__in=mine, status=IntroductionStatus.ASKED)


class Introduction(Stamped):
    """``one`` asks; ``direction`` says whether it offers or needs ``resource:tag``, which ``other`` needs or offers."""

    one = models.ForeignKey(
        "actors.Actor", models.CASCADE, related_name="introductions_asked", verbose_name=_("who asks")
    )
    other = models.ForeignKey(
        "actors.Actor", models.CASCADE, related_name="introductions_received", verbose_name=_("who is asked")
    )
    direction = models.CharField(_("offer or need"), max_length=5, choices=Direction)
    resource = models.CharField(_("resource"), max_length=20, choices=Resource)
    tag = models.CharField(_("tag"), max_length=60)
    message = models.TextField(_("message"), max_length=2000)
    status = models.CharField(
        _("state"), max_length=10, choices=IntroductionStatus, default=IntroductionStatus.ASKED, editable=False
    )
    answer = models.TextField(_("answer"), blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "one",
                "other",
                "direction",
                "resource",
                "tag",
                name="introduction_asked_once",
                condition=Q(status=IntroductionStatus.ASKED),
                violation_error_message=_("You have already asked for this introduction: it waits for an answer."),
            ),
            models.CheckConstraint(
                condition=~Q(one=F("other")),
                name="introduction_of_two",
                violation_error_message=_("An introduction needs two different actors."),
            ),
        ]

    def __str__(self):
        return f"{self.one} → {self.other}: {self.label}"

    def get_absolute_url(self):
        return reverse("actors:introduction", args=[self.pk])

    @property
    def label(self):
        """What it is about, in the reader's words."""
        return f"{self.get_resource_display()}: {tag_label(self.tag)}"

    @property
    def code(self):
        """ "data:vacant_homes": what was matched."""
        return f"{self.resource}:{self.tag}"
