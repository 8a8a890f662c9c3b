"""Declarations of presence: made when asked for, from sealed registers; without a number, not kept."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from convergenze.core.typesetting import typeset
from school.queries.presence_days import day_of, declaration_sheet

TEMPLATE = "school/certificates/presence.typ"


def declare_presence(*, enrolment, on, language, by) -> bytes:
    """The PDF about one day. Raises ``PermissionDenied``; ``ValidationError`` when no sealed register says it."""
    if not by.has_perm("school.declare_presence", enrolment):
        raise PermissionDenied
    day = day_of(enrolment, on)
    if day is None:
        raise ValidationError(_("No register says that %(name)s was there on that day.") % {"name": enrolment.name})
    if day.open:
        told = {"meetings": ", ".join(f"“{one.title}”" for one in day.open)}
        raise ValidationError(_("The register of %(meetings)s is not sealed yet: ask again afterwards.") % told)
    return typeset(TEMPLATE, declaration_sheet(enrolment, day, language))
