"""``door``: the same act through the page and through the API, with the same outcome expected."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient


@dataclass(frozen=True)
class Outcome:
    """What came back: the text a person reads, whether it was refused or not found, and the state afterwards."""

    text: str
    code: int
    status: str

    @property
    def is_forbidden(self):
        """The rule said no."""
        return self.code == 403

    @property
    def is_missing(self):
        """It does not exist for whoever asked."""
        return self.code == 404


class HtmlDoor:
    """Pages: a form is posted, the page that follows is read."""

    PAGES = {"mission": "missions:move"}

    def move(self, record, name, *, by, **answers):
        """Make a move of ``record`` as ``by``."""
        client = _client(Client(), by)
        kind = record._meta.model_name
        url = reverse(self.PAGES.get(kind, f"{record._meta.app_label}:{kind}_move"), args=[record.slug, name])
        return _outcome(client.post(url, answers, follow=True), record)


class ApiDoor:
    """The API: JSON is posted, the answer or the problem is read."""

    PAGES = {"body": "bodies"}

    def move(self, record, name, *, by, **answers):
        """Make a move of ``record`` as ``by``."""
        client = _client(APIClient(), by)
        kind = record._meta.model_name
        url = f"/api/v1/{self.PAGES.get(kind, f'{kind}s')}/{record.public_id}/moves/{name}/"
        return _outcome(client.post(url, answers, format="json"), record)


def _client(client, by):
    client.force_login(by)
    client.cookies["django_language"] = "en"
    return client


def _outcome(response, record):
    record.refresh_from_db()
    return Outcome(response.content.decode(), response.status_code, record.status)


@pytest.fixture(params=[HtmlDoor, ApiDoor], ids=["html", "api"])
def door(request, db):
    """One of the two doors; the test runs through each."""
    return request.param()
