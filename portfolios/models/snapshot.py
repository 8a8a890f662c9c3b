"""Snapshots: a portfolio as it was on a day, frozen; and the links with which it is shown to others."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.accounts.models import Grant
from convergenze.accounts.roles import Role
from convergenze.core.lists import CodeListField
from convergenze.core.models import Record, Stamped
from missions.models import Mission
from portfolios.choices.acting import SharedSection
from portfolios.models.sensemaking import OfPortfolioQuerySet


class Snapshot(Record):
    """All that the pages of a portfolio show, as plain data. ``content`` never changes: ``digest`` proves it."""

    REFERENCE = "FO"
    UNRECORDED = frozenset({"content"})

    title = models.CharField(_("label"), max_length=200)
    portfolio = models.ForeignKey(
        "portfolios.Portfolio", models.PROTECT, related_name="snapshots", verbose_name=_("portfolio")
    )
    as_of = models.DateField(_("as it was on"))
    content = models.JSONField(editable=False)
    digest = models.CharField(max_length=64, editable=False)

    objects = OfPortfolioQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["-as_of", "-pk"]

    def get_absolute_url(self):
        return reverse("portfolios:snapshot_detail", args=[self.slug])

    @property
    def mission(self):
        """The mission it tells about: its people are the snapshot's people."""
        return self.portfolio.mission


class ShareLinkQuerySet(models.QuerySet):
    """Links by state."""

    def usable(self):
        """Neither revoked nor expired, of an active account."""
        alive = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        return self.filter(alive, revoked_at=None, created_by__is_active=True)

    def visible_to(self, user):
        """Links the user made, and those of the portfolios whose team the user is in."""
        if not user.is_authenticated:
            return self.none()
        if user.reads_everything:
            return self
        return self.filter(Q(created_by=user) | Q(portfolio__mission__in=_missions_worked_on(user)))


def _missions_worked_on(user):
    scope = ContentType.objects.get_for_model(Mission)
    return Grant.objects.filter(user=user, role__in=Role.scoped(), scope_type=scope).values("scope_id")


class ShareLink(Stamped):
    """A key that opens some pages of a portfolio without an account. Only its SHA-256 is kept.

    It shows what its maker may see of the sections allowed, live or as in a snapshot, and dies with the maker's rights.
    """

    portfolio = models.ForeignKey("portfolios.Portfolio", models.CASCADE, related_name="share_links")
    name = models.CharField(_("for whom"), max_length=120)
    prefix = models.CharField(max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    password = models.CharField(max_length=128, blank=True, editable=False)
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, null=True, blank=True, related_name="share_links",
        verbose_name=_("show it as it was in"),
    )  # fmt: skip
    sections = CodeListField(_("pages it opens"), codes=SharedSection)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, editable=False)
    opened = models.PositiveIntegerField(_("times opened"), default=0, editable=False)
    last_opened_at = models.DateTimeField(null=True, editable=False)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.prefix}… {self.name}"

    def get_sections_display(self):
        """Labels of the pages it opens."""
        return ", ".join(str(label) for label in self._meta.get_field("sections").labels(self.sections))

    @property
    def mission(self):
        """The mission it shows: its team manages the link."""
        return self.portfolio.mission

    @property
    def is_over(self):
        """Revoked or expired."""
        return self.revoked_at is not None or (self.expires_at is not None and self.expires_at <= timezone.now())
