"""An account: somebody (or the clock) who can be told apart and held to what they did."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from convergenze.accounts.roles import Role


class UserManager(BaseUserManager):
    """Accounts are found by e-mail in any letter case."""

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **fields):
        """Make an account; the e-mail is stored in lower case."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Make an account that may do anything, also in Django's own administration."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An account with e-mail login. A person of the territory (actors.Person) may or may not have one."""

    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(_("name and surname"), max_length=150, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("it", _("Italian")), ("en", _("English"))], default="it"
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the technical administration"), default=False)
    is_service = models.BooleanField(_("service account"), default=False, editable=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_email",
                violation_error_message=_("There is already an account with this e-mail."),
            )
        ]

    def __str__(self):
        return display_name(self)

    @cached_property
    def granted(self):
        """Roles held: {(role, content type id or None, object id or None)}; one query, once per instance."""
        if self.is_superuser:
            return {(Role.ADMINISTRATOR, None, None)}
        return set(self.grants.values_list("role", "scope_type_id", "scope_id"))

    def holds(self, *roles):
        """Whether one of ``roles`` is held on the whole platform."""
        return any((role, None, None) in self.granted for role in roles)

    @property
    def reads_everything(self):
        """Administrators, managers, officers, analysts and the clock see every record."""
        return self.is_service or self.holds(*Role.readers_of_everything())

    @property
    def keeps_contacts(self):
        """Reads people's contacts: everybody who reads everything, analysts apart."""
        return self.is_service or self.holds(*Role.keepers_of_contacts())

    @property
    def is_programme_staff(self):
        """Holds any role of the programme."""
        return self.is_service or self.holds(*Role.platform())


def display_name(user):
    """What pages call an account: the name, otherwise the part of the e-mail before the @."""
    return user.name or user.email.split("@")[0]
