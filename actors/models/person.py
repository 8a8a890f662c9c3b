"""People: named contacts of actors, who may or may not have an account."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.models.membership import Membership
from convergenze.core.models import Record
from convergenze.core.visibility import VisibleQuerySet


class PersonQuerySet(VisibleQuerySet):
    """People: a contact is seen by members of the same actors and by whoever keeps contacts."""

    def own(self, user):
        """One's own person, those one created, and colleagues in the same actors."""
        mine = Membership.objects.valid().filter(person__account=user).values("actor")
        colleagues = Membership.objects.filter(actor__in=mine).values("person")
        return models.Q(account=user) | models.Q(created_by=user) | models.Q(pk__in=colleagues)

    def visible_to(self, user):
        """Contacts never show to visitors, whatever their level; analysts read everything except contacts."""
        if not user.is_authenticated:
            return self.none()
        return self.alive() if user.keeps_contacts else self.alive().filter(self.own(user))


class Person(Record):
    """A person of the territory. An account is somebody who logs in; a person is somebody people know."""

    REFERENCE = "PE"
    label_field = "name"

    name = models.CharField(_("name and surname"), max_length=150)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    job_title = models.CharField(_("job title"), max_length=150, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]
