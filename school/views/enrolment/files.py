"""Enrolling from a file."""

from django.http import Http404


def enrol_file(request, **kwargs):
    """To be written."""
    raise Http404
