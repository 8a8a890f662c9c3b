"""Who we are, accessibility, privacy: plain pages that say only what is true of every site that runs this."""

from email.utils import parseaddr

from django.conf import settings
from django.shortcuts import render


def about(request):
    """What the programme is and who is behind it."""
    return _page(request, "about")


def accessibility(request):
    """How far the pages are accessible, what is known to fall short, whom to write to."""
    return _page(request, "accessibility")


def privacy(request):
    """Which personal data the site keeps, why, for how long."""
    return _page(request, "privacy")


def _page(request, name):
    return render(request, f"home/{name}.html", {"contact": parseaddr(settings.DEFAULT_FROM_EMAIL)[1]})
