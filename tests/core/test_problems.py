"""Errors of the API: one shape for all, in words."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from rest_framework import exceptions

from convergenze.core.errors import MoveRefused, StaleRecord
from convergenze.core.problems import exception_handler
from missions.models import Mission

STALE = StaleRecord(Mission(title="Case piene", version=3), [])
ERRORS = [
    (Http404(), 404, "not_found"),
    (PermissionDenied(), 403, "permission_denied"),
    (exceptions.NotAuthenticated(), 401, "not_authenticated"),
    (exceptions.Throttled(wait=3), 429, "throttled"),
    (STALE, 409, "stale"),
    (MoveRefused(["Write down the challenge."]), 409, "refused"),
    (ValidationError({"title": ["Too long."]}), 400, "invalid"),
    (ValidationError("Nothing to save."), 400, "invalid"),
]


@pytest.mark.parametrize(("error", "status", "code"), ERRORS, ids=lambda value: str(value)[:30])
def test_every_error_is_a_problem(error, status, code, db):
    response = exception_handler(error, {})
    assert (response.status_code, response.data["status"], response.data["code"]) == (status, status, code)
    assert response.content_type == "application/problem+json"
    assert response.data["title"]


def test_what_is_missing_before_a_move_is_listed(db):
    response = exception_handler(MoveRefused(["Write down the challenge.", "Name an owner."]), {})
    assert [row["detail"] for row in response.data["errors"]] == ["Write down the challenge.", "Name an owner."]


def test_a_stale_record_tells_the_version_to_read_again(db):
    assert exception_handler(STALE, {}).data["version"] == 3


def test_each_field_has_its_pointer(db):
    error = exceptions.ValidationError({"lines": [{"amount": ["Not a number."]}], "non_field_errors": ["Both."]})
    rows = exception_handler(error, {}).data["errors"]
    assert [(row["pointer"], row["detail"]) for row in rows] == [("#/lines/0/amount", "Not a number."), ("#", "Both.")]


def test_what_nobody_foresaw_stays_a_500():
    assert exception_handler(RuntimeError("x"), {}) is None


def test_an_unknown_address_of_the_api_is_a_problem_too(client, db):
    response = client.get("/api/v1/nothing/")
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")
