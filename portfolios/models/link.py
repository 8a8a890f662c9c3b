"""Links between two actions: proposed with an explained score, decided by people."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Least
from django.urls import reverse
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

    def awaiting(self):
        """Pairs that wait for an answer."""
        return self.filter(status__in=LinkStatus.awaiting())

    def inside(self, portfolio):
        """Pairs of which both actions are placed in ``portfolio``."""
        placed = portfolio.placements.model.objects.filter(portfolio=portfolio)
        return self.filter(
            Exists(placed.filter(action=OuterRef("one"))), Exists(placed.filter(action=OuterRef("other")))
        )

    def between(self, one, other):
        """Links of two actions, whichever comes first."""
        return self.filter(Q(one=one, other=other) | Q(one=other, other=one))

    def with_stake(self):
        """``at_stake``: the smaller of the two costs; None when one is not known."""
        known = Q(one__cost__isnull=False, other__cost__isnull=False)
        return self.annotate(at_stake=Case(When(known, then=Least("one__cost", "other__cost"))))


class ActionLink(Stamped):
    """``one`` has the smaller id, except for directed kinds. ``parts``: the score's components, 0 to 1.

    ``fingerprint``: of what was compared. ``found_in``: {portfolio id: score} of the portfolios whose analysis proposes
    the pair; ``score`` is the highest. ``terms``: what each action will change, {action id: text}.
    """

    one = models.ForeignKey("portfolios.Action", models.CASCADE, related_name="links_out")
    other = models.ForeignKey("portfolios.Action", models.CASCADE, related_name="links_in")
    kind = models.CharField(_("kind"), max_length=20, choices=LinkKind)
    score = models.FloatField(_("score"), null=True, blank=True)
    parts = models.JSONField(default=dict, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    found_in = models.JSONField(default=dict, blank=True, editable=False)
    status = models.CharField(
        _("state"), max_length=15, choices=LinkStatus, default=LinkStatus.SUGGESTED, editable=False, db_index=True
    )
    resolution = models.CharField(_("resolution"), max_length=15, choices=Resolution, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    terms = models.JSONField(_("what each will change"), default=dict, blank=True, editable=False)
    decision = models.ForeignKey(
        "missions.Decision",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("decision of a body"),
    )
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

    def get_absolute_url(self):
        return reverse("portfolios:link_detail", args=[self.pk])

    @property
    def ends(self):
        """The two actions."""
        return (self.one, self.other)

    @property
    def lead_ids(self):
        """The actors that lead the two actions, each once; an action without a lead gives none."""
        return [pk for pk in dict.fromkeys(action.lead_id for action in self.ends) if pk]

    @property
    def has_both_leads(self):
        """Whether both actions have a lead, so that the leads can decide by themselves."""
        return all(action.lead_id for action in self.ends)
