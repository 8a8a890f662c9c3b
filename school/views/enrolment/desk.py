"""The desk of an edition."""

from django.http import Http404


def participants(request, **kwargs):
    """To be written."""
    raise Http404


def desk(request, **kwargs):
    """To be written."""
    raise Http404


def desk_numbers(request, **kwargs):
    """To be written."""
    raise Http404


def desk_messages(request, **kwargs):
    """To be written."""
    raise Http404
