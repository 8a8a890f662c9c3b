"""What the person enrolled may change by themselves: who reads their name, what they need, later answers."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from convergenze.history import services as history
from school.models import Enrolment


@transaction.atomic
def change_particulars(*, enrolment, list_consent, needs, answers, by):
    """Write them; the history tells that and when they changed, never what they say. Returns the enrolment."""
    found = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if not by.has_perm("school.change_particulars_enrolment", found):
        raise PermissionDenied
    found.list_consent, found.needs, found.answers = list_consent, needs, found.answers | answers
    found.version += 1
    found.save(update_fields=["list_consent", "needs", "answers", "version", "updated_at"])
    history.record(found, "change_particulars", by=by)
    return found
