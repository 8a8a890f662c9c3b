"""Reminders of an edition."""

from django.http import Http404


def reminder_list(request, **kwargs):
    """To be written."""
    raise Http404
