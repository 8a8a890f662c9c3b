"""Templates of certificates: versions that are never changed."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from convergenze.history import services as history
from school.models import CertificateTemplate


@transaction.atomic
def write_template(*, template, by) -> CertificateTemplate:
    """Keep an unsaved ``template`` as the next version of its kind; what was issued keeps the version it names."""
    if not by.has_perm("school.write_template"):
        raise PermissionDenied
    found = CertificateTemplate.objects.filter(kind=template.kind)
    template.number = (found.aggregate(last=Max("number"))["last"] or 0) + 1
    return history.save(template, by=by)
