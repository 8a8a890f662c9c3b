"""What every template may use."""

from django.conf import settings


def site(request):
    """``demo``: whether demonstration data are shown; ``site_url``: the public address."""
    return {"demo": settings.DEMO, "site_url": settings.SITE_URL}
