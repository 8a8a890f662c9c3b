"""One's own enrolments."""

from django.http import Http404


def mine(request, **kwargs):
    """To be written."""
    raise Http404


def enrolment_detail(request, **kwargs):
    """To be written."""
    raise Http404


def enrolment_move(request, **kwargs):
    """To be written."""
    raise Http404


def enrolment_edit(request, **kwargs):
    """To be written."""
    raise Http404
