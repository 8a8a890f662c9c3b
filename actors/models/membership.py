"""Who speaks for an actor, and who asks to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.choices import ClaimStatus, MembershipRole
from convergenze.core.models import Stamped


class MembershipQuerySet(models.QuerySet):
    """Memberships in force."""

    def valid(self, day=None):
        """Memberships in force on ``day`` (today)."""
        day = day or timezone.localdate()
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day))

    def writing(self, user):
        """Memberships in force that let ``user`` write."""
        return self.valid().filter(person__account=user, role__in=MembershipRole.writers())


class Membership(Stamped):
    """A person's role in an actor, with its validity."""

    actor = models.ForeignKey("actors.Actor", models.CASCADE, related_name="memberships")
    person = models.ForeignKey("actors.Person", models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=MembershipRole, default=MembershipRole.MEMBER)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                "actor",
                "person",
                name="one_membership_per_person_and_actor",
                violation_error_message=_("This person already belongs to this actor."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="membership_ends_after_it_starts",
                violation_error_message=_("A membership cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.get_role_display()} · {self.actor}"


class ClaimRequest(Stamped):
    """Somebody with an account asks to answer for an actor; programme staff decide."""

    actor = models.ForeignKey("actors.Actor", models.CASCADE, related_name="claims")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims")
    role = models.CharField(_("role asked"), max_length=20, choices=MembershipRole, default=MembershipRole.EDITOR)
    motivation = models.TextField(_("why you answer for this actor"))
    status = models.CharField(max_length=10, choices=ClaimStatus, default=ClaimStatus.OPEN, editable=False)
    answer = models.TextField(_("answer"), blank=True, editable=False)

    class Meta:
        verbose_name = _("claim of an actor")
        verbose_name_plural = _("claims of actors")
        constraints = [
            models.UniqueConstraint(
                "actor",
                "account",
                name="one_open_claim",
                condition=Q(status=ClaimStatus.OPEN),
                violation_error_message=_("You already asked to answer for this actor: the programme will reply."),
            ),
        ]

    def __str__(self):
        return f"{self.account} → {self.actor}"
