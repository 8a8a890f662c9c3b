"""What every response gets, and how an error of the domain becomes a page."""

from django.shortcuts import render

from convergenze.core.errors import Busy, StaleRecord


class PermissionsPolicyMiddleware:
    """No page of ours needs a camera, a microphone, a position or a payment."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
        return response


class PlainQueryMiddleware:
    """NUL characters of an address are dropped: no text of ours has one, and PostgreSQL compares with none."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "%00" in (query := request.META.get("QUERY_STRING", "")):
            request.META["QUERY_STRING"] = query.replace("%00", "")
        return self.get_response(request)


class DomainErrorsMiddleware:
    """Errors of the domain that any page may meet: a record that changed meanwhile (409), a crowd (503)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Translate ``StaleRecord`` and ``Busy``; every other exception goes its way."""
        if isinstance(exception, StaleRecord):
            return render(request, "409.html", {"error": exception}, status=409)
        if isinstance(exception, Busy):
            response = render(request, "503.html", {"again": _typed(request)}, status=503)
            response.headers["Retry-After"] = str(exception.retry_after)
            return response
        return None


def _typed(request):
    """What was posted, to be posted again: (name, value) of every field but the token of the form's safety."""
    fields = request.POST.lists()
    return [(name, value) for name, values in fields for value in values if name != "csrfmiddlewaretoken"]
