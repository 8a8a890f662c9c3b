"""Uploaded files do not stay for ever."""

from datetime import timedelta

from django.utils import timezone

from convergenze.exchange.choices import RunStatus
from convergenze.exchange.models import ImportRun

KEPT_DAYS = 90


def remove_old_files(*, days=KEPT_DAYS, dry_run=True):
    """Delete files of imports older than ``days``; what they did stays on record. Returns the imports concerned.

    With ``dry_run`` nothing is deleted.
    """
    limit = timezone.now() - timedelta(days=days)
    old = ImportRun.objects.filter(created_at__lt=limit).exclude(file="").exclude(status__in=RunStatus.at_work())
    found = list(old)
    for run in [] if dry_run else found:
        for stored in (run.file, run.second_file):
            if stored:
                stored.delete(save=False)
        run.save()
    return found
