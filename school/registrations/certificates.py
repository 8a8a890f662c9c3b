"""What the School offers the house about certificates, and about the personal data it holds."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convergenze.accounts import personal_data
from convergenze.core import navigation, panels
from convergenze.history import services as history
from school.models import Enrolment
from school.queries.certificates import tally_of
from school.queries.personal_data import exported
from school.services import forgetting

navigation.register(gettext_lazy("Verify a certificate"), "verifica:search", place="programme", order=70)

navigation.register(
    gettext_lazy("What the School forgets"),
    "school:retention",
    place="account",
    order=86,
    permission="school.forget_data",
)

personal_data.register(
    "school",
    gettext_lazy("The School: enrolments, presence, work handed in, certificates"),
    export=exported,
    erase=forgetting.erase_person,
    waits=forgetting.reasons_to_wait,
    order=10,
)

history.LABELS |= {
    "school.certificate.issue": lambda: _("issued"),
    "school.certificate.supersede": lambda: _("superseded"),
    "school.certificate.revoke": lambda: _("revoked"),
    "school.certificate.show_initials": lambda: _("initials shown to who verifies"),
    "school.certificate.show_name": lambda: _("name shown to who verifies"),
}


@panels.register("school.edition", template="school/certificates/_edition.html", order=60)
def certificates_of_edition(edition, user):
    """For who took part: their documents. For who runs it: how many were issued."""
    own = Enrolment.objects.none()
    if user.is_authenticated:
        own = Enrolment.objects.admitted().filter(edition=edition, person__account=user.pk)
    runs = user.has_perm("school.issue_certificate", edition)
    mine = own.prefetch_related("certificates").first()
    if mine is None and not runs:
        return None
    return {"mine": mine, "tally": tally_of(edition) if runs else None}
