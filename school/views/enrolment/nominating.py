"""Enrolling colleagues."""

from django.http import Http404


def nominate(request, **kwargs):
    """To be written."""
    raise Http404
