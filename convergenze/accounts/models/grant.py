"""Who holds which role, and where."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convergenze.accounts.roles import Role


class GrantQuerySet(models.QuerySet):
    """Grants by scope."""

    def on(self, scope):
        """Grants whose scope is this record."""
        return self.filter(scope_type=ContentType.objects.get_for_model(scope), scope_id=scope.pk)


class Grant(models.Model):
    """A role of an account, on the platform (no scope) or on one record."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants", verbose_name=_("account"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    scope_type = models.ForeignKey(ContentType, models.CASCADE, null=True, blank=True, related_name="+")
    scope_id = models.PositiveBigIntegerField(null=True, blank=True)
    scope = GenericForeignKey("scope_type", "scope_id")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    granted_at = models.DateTimeField(auto_now_add=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role held")
        verbose_name_plural = _("roles held")
        constraints = [
            models.UniqueConstraint(
                "user",
                "role",
                name="platform_role_once",
                condition=Q(scope_type=None),
                violation_error_message=_("This account already has this role."),
            ),
            models.UniqueConstraint(
                "user",
                "role",
                "scope_type",
                "scope_id",
                name="scoped_role_once",
                condition=Q(scope_type__isnull=False),
                violation_error_message=_("This account already has this role here."),
            ),
            models.CheckConstraint(
                condition=Q(scope_type=None, scope_id=None, role__in=Role.platform())
                | Q(scope_type__isnull=False, scope_id__isnull=False, role__in=Role.scoped()),
                name="role_fits_its_scope",
                violation_error_message=_(
                    "This role belongs to one mission, or to the whole platform: choose the right place."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()}"
