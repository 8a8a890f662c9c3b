"""How often mail comes."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from convergenze.notifications.choices import Frequency, Reason
from convergenze.notifications.models import Preference


def set_frequency(*, reason, frequency, by) -> Preference:
    """Choose how often mail tells ``by`` what concerns them for ``reason``. Raises ``ValidationError``."""
    if reason not in Reason.values or frequency not in Frequency.values:
        raise ValidationError(_("Choose a reason and how often among those listed."))
    return Preference.objects.update_or_create(user_id=by.pk, reason=reason, defaults={"frequency": frequency})[0]


@transaction.atomic
def stop_mails(*, reasons: Iterable[str], by) -> None:
    """No more mails to ``by`` for ``reasons``; the inbox goes on telling."""
    for reason in reasons:
        set_frequency(reason=reason, frequency=Frequency.NEVER, by=by)
