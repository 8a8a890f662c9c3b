"""What a body's contact reads."""

from django.http import Http404


def body(request, **kwargs):
    """To be written."""
    raise Http404
