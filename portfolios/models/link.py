"""Links between two actions: proposed with an explained score, decided by people."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from convergenze.core.models import Stamped
from convergenze.core.visibility import is_among
from portfolios.choices import LinkKind, LinkStatus, Resolution


class LinkQuerySet(models.QuerySet):
    """Links by state; nobody learns of an action they may not see."""

    def visible_to(self, user):
        """Links whose two actions both exist for ``user``, who belongs to the programme or to one of the two."""
        if not user.is_authenticated:
            return self.none()
        actions = self.model._meta.get_field("one").related_model.objects
        seen = actions.visible_to(user)
        rows = self.filter(is_among(seen, "one"), is_among(seen, "other"))
        if user.reads_everything:
            return rows
        mine = actions.filter(actions.all().own(user)).values("pk")
        return rows.filter(Q(one__in=mine) | Q(other__in=mine))

    def decided(self):
        """Pairs somebody has answered."""
        return self.filter(status__in=LinkStatus.decided())


class ActionLink(Stamped):
    """``one`` has the smaller id. ``parts``: the score's components, 0 to 1; ``fingerprint``: of what was compared."""

    one = models.ForeignKey("portfolios.Action", models.CASCADE, related_name="links_out")
    other = models.ForeignKey("portfolios.Action", models.CASCADE, related_name="links_in")
    kind = models.CharField(_("kind"), max_length=20, choices=LinkKind)
    score = models.FloatField(_("score"), null=True, blank=True)
    parts = models.JSONField(default=dict, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    status = models.CharField(
        _("state"), max_length=15, choices=LinkStatus, default=LinkStatus.SUGGESTED, editable=False, db_index=True
    )
    resolution = models.CharField(_("decision"), max_length=15, choices=Resolution, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link between actions")
        verbose_name_plural = _("links between actions")
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(
                "one",
                "other",
                "kind",
                name="action_link_once",
                violation_error_message=_("These two actions are already linked in this way."),
            ),
            models.CheckConstraint(
                condition=~Q(one=F("other")),
                name="link_of_two_actions",
                violation_error_message=_("A link needs two different actions."),
            ),
            models.CheckConstraint(
                condition=Q(resolution="") | Q(status=LinkStatus.RESOLVED),
                name="resolution_only_when_resolved",
                violation_error_message=_("Only a resolved link has a decision."),
            ),
        ]

    def __str__(self):
        return f"{self.one} ↔ {self.other}"
