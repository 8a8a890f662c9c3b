"""What the leads of two linked actions say: whether the link holds, and whether the actions become one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convergenze.core.models import Stamped
from convergenze.core.visibility import is_among
from portfolios.choices import LeadAnswer
from portfolios.models.link import ActionLink


class OfLinkQuerySet(models.QuerySet):
    """Rows of a link are seen with it."""

    def visible_to(self, user):
        """Rows of the links that exist for ``user``."""
        return self.filter(is_among(ActionLink.objects.visible_to(user), "link"))


class LinkAnswer(Stamped):
    """What the lead of one of the two actions says of the link; when both leads say the same, that is the decision."""

    link = models.ForeignKey(ActionLink, models.CASCADE, related_name="answers")
    actor = models.ForeignKey("actors.Actor", models.CASCADE, related_name="link_answers", verbose_name=_("lead actor"))
    answer = models.CharField(_("answer"), max_length=10, choices=LeadAnswer)
    reason = models.TextField(_("reason"), blank=True)

    objects = OfLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer of a lead")
        verbose_name_plural = _("answers of leads")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "link",
                "actor",
                name="link_answer_once",
                violation_error_message=_("This actor has already answered."),
            ),
        ]

    def __str__(self):
        return f"{self.actor}: {self.get_answer_display()}"


class MergeRequest(Stamped):
    """Somebody asks that the two actions of a link become one, and which of them stays."""

    link = models.OneToOneField(ActionLink, models.CASCADE, related_name="merge_request")
    keep = models.ForeignKey(
        "portfolios.Action", models.CASCADE, related_name="+", verbose_name=_("the action that stays")
    )
    reason = models.TextField(_("reason"))

    objects = OfLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to merge two actions")
        verbose_name_plural = _("requests to merge actions")

    def __str__(self):
        return f"{self.link} → {self.keep}"


class MergeConsent(Stamped):
    """The consent of an actor that leads one of two actions to their being merged.

    ``recorded``: why the programme wrote it down in the actor's stead, which it may only for actors without accounts.
    """

    link = models.ForeignKey(ActionLink, models.CASCADE, related_name="consents")
    actor = models.ForeignKey(
        "actors.Actor", models.CASCADE, related_name="merge_consents", verbose_name=_("lead actor")
    )
    recorded = models.TextField(_("how the consent was given"), blank=True)

    objects = OfLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent to a merge")
        verbose_name_plural = _("consents to merges")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "link",
                "actor",
                name="merge_consent_once",
                violation_error_message=_("This actor has already agreed."),
            ),
        ]

    def __str__(self):
        return f"{self.actor}: {self.link}"
