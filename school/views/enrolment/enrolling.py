"""Enrolling oneself."""

from django.http import Http404


def enrol(request, **kwargs):
    """To be written."""
    raise Http404
