"""What machines ask of the site."""

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from convergenze.home import health


def test_status_tells_the_parts(client, db):
    response = client.get("/status")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "version": "0.1.0",
        "database": {"ok": True, "kind": connection.vendor},
        "cache": {"ok": True},
        "tasks": {"run_in": "request"},
        "migrations_pending": 0,
    }
    assert "no-store" in response.headers["Cache-Control"]


def test_without_database_the_answer_is_503_with_a_time_to_come_back(client, monkeypatch):
    def gone(*args, **kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", gone)
    response = client.get("/status")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert response.json()["status"] == "down"


def test_without_cache_the_service_is_degraded(db, settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}
    }
    assert (health.report()["status"], health.report()["cache"]) == ("degraded", {"ok": False})


def test_robots_keep_out_of_search_and_accounts(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert {"Disallow: /search/", "Disallow: /accounts/"} <= set(response.content.decode().splitlines())


def test_security_txt_has_what_rfc_9116_asks(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    assert lines["Contact"] == "mailto:security@example.org"
    assert lines.keys() == {"Contact", "Expires", "Preferred-Languages", "Canonical"}


def test_the_old_name_of_the_icon_leads_to_the_drawing(client):
    assert client.get("/favicon.ico").headers["Location"].endswith("img/favicon.svg")


@pytest.mark.parametrize("path", ["/api/", "/api/v1/docs/", "/api/v1/schema/"])
def test_the_api_explains_itself(path, client, db):
    assert client.get(path).status_code == 200


def test_the_try_out_page_needs_no_inline_script(client, db):
    page = client.get(reverse("api:docs"))
    text = page.content.decode()
    assert "<style" not in text
    assert "<script>" not in text
    script = client.get(reverse("api:docs") + "?script=")
    assert script.headers["Content-Type"].startswith("application/javascript")
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accepts", "kind"),
    [
        (BROWSER, "text/html"),
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        ("", "application/json"),
        ("text/html;q=0.5, application/json", "application/json"),
        ("text/plain", "application/json"),
    ],
)
def test_people_get_a_page_and_programs_data(accepts, kind, client, db):
    response = client.get("/status", headers={"accept": accepts} if accepts else {})
    assert response.headers["Content-Type"].split(";")[0] == kind
    assert "Accept" in response.headers["Vary"]


def test_the_page_of_the_state_says_every_part_in_words(client, db):
    page = client.get("/status", headers={"accept": BROWSER, "accept-language": "en"}).content.decode()
    assert [words in page for words in ("Everything works", "Database", "all applied", "at once")] == [True] * 4


def test_people_are_told_without_a_database_too(client, monkeypatch):
    def gone(*args, **kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", gone)
    response = client.get("/status", headers={"accept": BROWSER, "accept-language": "en"})
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "The database does not answer" in response.content.decode()
