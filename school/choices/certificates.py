"""What the School certifies (school study, 5.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CertificateKind(models.TextChoices):
    """Documents with a number. The declaration of presence has none: it is made from sealed registers when asked."""

    ATTENDANCE = "attendance", _("Certificate of attendance")
    ASSESSED = "assessed", _("Certificate of attendance with final work")


class CertificateState(models.TextChoices):
    """Whether the document still says the truth."""

    VALID = "valid", pgettext_lazy("certificate", "Valid")
    SUPERSEDED = "superseded", pgettext_lazy("certificate", "Superseded")
    REVOKED = "revoked", pgettext_lazy("certificate", "Revoked")


class RevocationReason(models.TextChoices):
    """Why a document was revoked; the class is public, the words are not."""

    ISSUED_BY_MISTAKE = "issued_by_mistake", _("issued by mistake")
    WRONG_CONTENT = "wrong_content", _("it said something wrong")
    FALSE_ATTENDANCE = "false_attendance", _("presence was not true")
    HOLDER_REQUEST = "holder_request", _("the holder asked")
