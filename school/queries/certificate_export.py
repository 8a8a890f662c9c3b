"""The certificates of an edition as lines of a file."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.analysis.codes import grouped

HEADER = (
    _("Name and surname"),
    pgettext_lazy("school", "Body"),
    pgettext_lazy("school", "State"),
    _("Minutes attended"),
    _("Minutes planned"),
    _("Certificate"),
    _("Code"),
    _("State of the certificate"),
    _("Issued"),
    _("Reason"),
)


def lines(people: Iterable) -> Iterator[list]:
    """A line for each certificate, and one for who has none."""
    for one in people:
        told = [
            one.name, one.organisation.name, one.get_status_display(), one.attended_minutes, one.planned_minutes,
        ]  # fmt: skip
        for document in one.documents:
            day = timezone.localtime(document.issued_at).date()
            yield [
                *told, document.serial, grouped(document.code), document.get_state_display(), day, document.reason,
            ]  # fmt: skip
        if not one.documents:
            yield [*told, "", "", "", "", ""]
