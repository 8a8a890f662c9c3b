"""Keys with which programs act for an account: hashed, scoped, expiring, shown once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TokenScope(models.TextChoices):
    """What a token may do; ``write`` includes reading, ``calendar`` opens nothing but its account's calendar."""

    READ = "read", _("Read")
    WRITE = "write", _("Read and write")
    CALENDAR = "calendar", _("Read the calendar")

    @classmethod
    def of_api(cls):
        """What a program may be given through the API."""
        return (cls.READ, cls.WRITE)


class TokenQuerySet(models.QuerySet):
    """Tokens by state."""

    def usable(self):
        """Neither revoked nor expired, of an active account."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()), revoked_at=None, user__is_active=True)


class Token(models.Model):
    """The SHA-256 of a random key; the key itself is shown once, when it is made."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(_("what it is for"), max_length=100)
    scope = models.CharField(
        pgettext_lazy("what a key may do", "may"), max_length=10, choices=TokenScope, default=TokenScope.READ
    )
    prefix = models.CharField(max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")

    def __str__(self):
        return f"{self.prefix}… {self.name}"

    def allows(self, scope):
        """Whether this token may ``read`` or ``write`` through the API."""
        return self.scope == TokenScope.WRITE or self.scope == scope == TokenScope.READ
