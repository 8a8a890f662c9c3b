"""Invitations."""

from django.http import Http404


def invitation_list(request, **kwargs):
    """To be written."""
    raise Http404


def invitation(request, **kwargs):
    """To be written."""
    raise Http404
