"""What machines ask of a site: health, robots.txt, security.txt, favicon, the way into the API."""

from datetime import timedelta

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache

from convergenze.home import health

RETRY_AFTER = "30"
# Endless combinations of filters, and pages that hold nothing for a search engine.
CLOSED_TO_ROBOTS = ("/search/", "/accounts/", "/account/", "/api/", "/history/", "/i18n/", "/imports/", "/*?*sort=")


@never_cache
def status(request):
    """Health: JSON, or a page for who asks for HTML first; 503 with Retry-After when the database does not answer."""
    found = health.report()
    code = 503 if found["status"] == "down" else 200
    if request.get_preferred_type(["application/json", "text/html"]) == "text/html":
        # Without a database the usual page cannot be drawn: it says who is signed in.
        template = "home/status.html" if found["database"]["ok"] else "home/status_down.html"
        response = render(request, template, {"found": found, "lines": health.lines(found)}, status=code)
    else:
        response = JsonResponse(found, status=code)
    patch_vary_headers(response, ["Accept"])
    if code == 503:
        response["Retry-After"] = RETRY_AFTER
    return response


def robots(request):
    """What crawlers are asked to leave alone."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def security(request):
    """RFC 9116: whom to tell about a vulnerability."""
    expires = (timezone.now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: it, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def favicon(request):
    """Browsers that ask for the old name get the drawing."""
    return HttpResponsePermanentRedirect(staticfiles_storage.url("img/favicon.svg"))


def api_landing(request):
    """What the API offers and how to begin."""
    return render(request, "home/api.html")
