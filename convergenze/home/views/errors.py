"""Error pages: in our look for people, as a problem for programs."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request, exception=None):
    """400."""
    return _answer(request, 400, _("This request cannot be understood."))


def permission_denied(request, exception=None):
    """403."""
    return _answer(request, 403, _("You are not allowed to do this."))


def not_found(request, exception=None):
    """404: not there, or not for this reader."""
    return _answer(request, 404, _("There is nothing here, or it is not for you to see."))


def server_error(request):
    """500."""
    return _answer(request, 500, _("Something went wrong on our side."))


def csrf_failure(request, reason=""):
    """A form that waited too long, or comes from elsewhere: 403 with what to do."""
    return render(request, "403.html", {"csrf": True}, status=403)


def _answer(request, status, detail):
    if request.path.startswith("/api/"):
        body = {"type": "about:blank", "title": detail, "status": status, "detail": detail, "code": f"http_{status}"}
        return JsonResponse(body, status=status, content_type="application/problem+json")
    return render(request, f"{status}.html", status=status)
