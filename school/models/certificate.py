"""Certificates: frozen when issued, numbered without holes, corrected only by another one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convergenze.core.models import Language, Stamped
from convergenze.core.visibility import is_among
from school.choices.certificates import CertificateKind, CertificateState, RevocationReason
from school.models.enrolment import Enrolment


class CertificateTemplate(Stamped):
    """Who signs and what is said beside the facts. A version is never changed: a new one is made."""

    kind = models.CharField(_("document"), max_length=12, choices=CertificateKind)
    number = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    issuer = models.CharField(_("issued by"), max_length=200, default="Convergenze APS")
    seat = models.CharField(_("seat"), max_length=250, blank=True)
    tax_code = models.CharField(_("tax code"), max_length=16, blank=True)
    place = models.CharField(_("place of issue"), max_length=100, default="Bologna")
    signatory = models.CharField(_("who signs"), max_length=150)
    signatory_role = models.CharField(_("role of who signs"), max_length=150)
    words_it = models.TextField(_("further words, in Italian"), blank=True)
    words_en = models.TextField(_("further words, in English"), blank=True)

    class Meta:
        verbose_name = _("template of certificates")
        verbose_name_plural = _("templates of certificates")
        ordering = ["kind", "-number"]
        constraints = [models.UniqueConstraint("kind", "number", name="template_version_once")]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.number}"


class CertificateCounter(models.Model):
    """The last number given in a year; its row is locked while the next one is given."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("counter of certificates")
        verbose_name_plural = _("counters of certificates")

    def __str__(self):
        return f"{self.year}: {self.last}"


def pdf_name(instance, filename):
    """Where a PDF is kept, outside whatever is served."""
    return f"school/certificates/{uuid.uuid4().hex}"


class CertificateQuerySet(models.QuerySet):
    """Certificates of enrolments one may know."""

    def visible_to(self, user):
        """Those whose enrolment exists for ``user``. Anybody verifies one by its code."""
        return self.filter(is_among(Enrolment.objects.visible_to(user), "enrolment"))

    def valid(self):
        """Those that still say the truth."""
        return self.filter(state=CertificateState.VALID)


class Certificate(models.Model):
    """``context``: all the facts it states, as they were. ``code``: 12 Crockford base32 characters and a check one.

    ``enrolment`` may be forgotten; number, code, hash and state stay, so that old paper still verifies.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates")
    template = models.ForeignKey(CertificateTemplate, models.PROTECT, related_name="certificates")
    kind = models.CharField(_("document"), max_length=12, choices=CertificateKind)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ITALIAN)
    year = models.PositiveSmallIntegerField(editable=False)
    number = models.PositiveIntegerField(editable=False)
    code = models.CharField(_("code"), max_length=13, unique=True, editable=False)
    issued_at = models.DateTimeField(_("issued"), default=timezone.now, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    context = models.JSONField(editable=False)
    pdf = models.FileField(upload_to=pdf_name, blank=True, max_length=200, editable=False)
    pdf_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    credential = models.TextField(blank=True, editable=False)
    key_id = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=CertificateState, default=CertificateState.VALID, editable=False
    )
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, editable=False, related_name="superseded_by")
    state_changed_at = models.DateTimeField(null=True, editable=False)
    reason_class = models.CharField(max_length=20, choices=RevocationReason, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
    shows_initials = models.BooleanField(_("show my initials only to who verifies it"), default=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("school", "certificate")
        verbose_name_plural = pgettext_lazy("school", "certificates")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint("year", "number", name="certificate_number_once"),
            models.UniqueConstraint(
                "enrolment", "kind", condition=Q(state=CertificateState.VALID), name="one_valid_certificate"
            ),
        ]

    def __str__(self):
        return self.serial

    def get_absolute_url(self):
        return reverse("school:verify", args=[self.code])

    @property
    def serial(self) -> str:
        """ "2027/000123": what is printed."""
        return f"{self.year}/{self.number:06d}"


class SigningKey(models.Model):
    """A key credentials are signed with. The private part is kept encrypted; the public one is published for ever."""

    key_id = models.CharField(max_length=64, unique=True)
    public_jwk = models.JSONField()
    private = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("school", "signing key")
        verbose_name_plural = pgettext_lazy("school", "signing keys")
        ordering = ["-pk"]

    def __str__(self):
        return self.key_id
