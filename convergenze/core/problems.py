"""Errors of the API as application/problem+json (RFC 9457), one shape for all."""

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.core.exceptions import ValidationError as DomainError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_handler
from rest_framework.views import set_rollback

from convergenze.core.errors import Busy, MoveRefused, StaleRecord

MEDIA_TYPE = "application/problem+json"


def exception_handler(exc, context):
    """DRF's hook: every error of ours and of Django as a problem; None (a 500) for what nobody foresaw."""
    if isinstance(exc, StaleRecord):
        set_rollback()
        return problem(
            409, _("Somebody changed this record after you read it."), code="stale", version=exc.current.version
        )
    if isinstance(exc, MoveRefused):
        set_rollback()
        return problem(409, _("This move has to wait."), code="refused", errors=[_error("", m) for m in exc.messages])
    if isinstance(exc, Busy):
        set_rollback()
        words = _("Many requests are being dealt with: nothing was changed, send the same again in a moment.")
        return problem(503, words, code="busy", headers={"Retry-After": str(exc.retry_after)})
    response = drf_handler(_as_drf(exc), context)
    if response is None:
        return None
    return _reshape(response, _as_drf(exc))


def problem(code_number, detail, *, code, errors=None, headers=None, **extra):
    """A ``Response`` of problem+json; ``errors``: [{"pointer", "detail", "code"}]."""
    body = {"type": "about:blank", "title": _title(code_number), "status": code_number, "detail": detail, "code": code}
    if errors:
        body["errors"] = errors
    return Response(body | extra, status=code_number, headers=headers, content_type=MEDIA_TYPE)


def _title(code_number):
    return status_names.get(code_number, str(code_number))


status_names = {
    value: name.split("_", 2)[2].replace("_", " ").capitalize()
    for name, value in vars(status).items()
    if name.startswith("HTTP_")
}


def _as_drf(exc):
    """Django's own errors as DRF's, so that one path shapes both."""
    if isinstance(exc, DomainError):
        return exceptions.ValidationError(_by_field(exc))
    if isinstance(exc, Http404):
        return exceptions.NotFound()
    if isinstance(exc, PermissionDenied):
        return exceptions.PermissionDenied()
    return exc


def _by_field(exc):
    if not hasattr(exc, "error_dict"):
        return exc.messages
    return {
        ("non_field_errors" if name == NON_FIELD_ERRORS else name): found for name, found in exc.message_dict.items()
    }


def _reshape(response, exc):
    if isinstance(exc, exceptions.ValidationError):
        shaped = problem(
            response.status_code,
            _("Some values need a correction."),
            code="invalid",
            errors=list(_walk(exc.get_full_details())),
        )
    else:
        detail = getattr(exc, "detail", "")
        shaped = problem(response.status_code, str(detail), code=getattr(detail, "code", None) or exc.default_code)
    for name in ("WWW-Authenticate", "Retry-After", "Allow"):
        if name in response.headers:
            shaped[name] = response.headers[name]
    return shaped


def _error(pointer, detail, code="invalid"):
    return {"pointer": f"#{pointer}", "detail": str(detail), "code": code}


def _walk(details, pointer=""):
    """Full details of DRF → flat list with JSON pointers."""
    if isinstance(details, list):
        for index, inner in enumerate(details):
            is_leaf = isinstance(inner, dict) and set(inner) == {"message", "code"}
            yield from _walk(inner, pointer if is_leaf else f"{pointer}/{index}")
    elif isinstance(details, dict) and set(details) == {"message", "code"}:
        yield _error(pointer, details["message"], details["code"])
    elif isinstance(details, dict):
        for name, inner in details.items():
            yield from _walk(inner, pointer if name == "non_field_errors" else f"{pointer}/{name}")
