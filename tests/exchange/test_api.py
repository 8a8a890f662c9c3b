"""Imports through the API: the same services, permissions and messages as the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from convergenze.accounts.services import issue_token
from convergenze.exchange.models import ImportRun
from portfolios.models import Action
from tests.portfolios.project_files import many, project, projects

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/imports/"


@pytest.fixture
def api(olga):
    _token, key = issue_token(user=olga, name="importer", scope="write")
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}", HTTP_ACCEPT_LANGUAGE="en")
    return client


def send(client, file, **data):
    upload = SimpleUploadedFile("progetti.csv", file.getvalue())
    return client.post(ADDRESS, {"file": upload, **data}, format="multipart")


def test_the_whole_way(api, django_capture_on_commit_callbacks):
    sent = send(api, projects(project(1), project(2, amount="centomila")))
    assert [sent.status_code, sent.data["source"], sent.data["status"]] == [201, "pnrr", "uploaded"]
    one = f"{ADDRESS}{sent.data['public_id']}/"
    with django_capture_on_commit_callbacks(execute=True):
        assert api.post(f"{one}plan/", {}, format="json").status_code == 202
    assert api.get(one).data["status"] == "planned"
    rows = api.get(f"{one}rows/", {"outcome": "error"}).data["results"]
    assert [(row["line"], row["column"], row["text"]) for row in rows] == [(3, "Finanziamento PNRR", "centomila")]
    with django_capture_on_commit_callbacks(execute=True):
        api.post(f"{one}run/")
    assert [api.get(one).data[name] for name in ("status", "done", "created", "errors")] == ["done", 2, 1, 1]
    with django_capture_on_commit_callbacks(execute=True):
        api.post(f"{one}revert/")
    assert [api.get(one).data["status"], Action.objects.alive().count()] == ["reverted", 0]


def test_a_wrong_file_is_a_problem_with_the_reason(api):
    answer = send(api, _file(b"<html></html>"))
    assert [answer.status_code, answer.data["errors"][0]["pointer"]] == [400, "#/file"]
    assert "web page" in answer.data["errors"][0]["detail"]
    assert ImportRun.objects.count() == 0


@pytest.mark.parametrize(("who", "expected"), [("chiara", 403), ("anna", 403), ("ada", 403), ("marta", 201)])
def test_who_may_send(who, expected, cast):
    client = APIClient()
    client.force_authenticate(cast[who])
    assert send(client, many(1)).status_code == expected


def test_outsiders_find_no_imports(chiara, olga, api):
    sent = send(api, many(1))
    client = APIClient()
    client.force_authenticate(chiara)
    assert client.get(ADDRESS).data["results"] == []
    assert client.get(f"{ADDRESS}{sent.data['public_id']}/rows/").status_code == 404
    assert client.post(f"{ADDRESS}{sent.data['public_id']}/run/").status_code == 404


def test_an_analyst_looks_and_changes_nothing(ada, api):
    sent = send(api, many(1))
    client = APIClient()
    client.force_authenticate(ada)
    assert client.get(f"{ADDRESS}{sent.data['public_id']}/").status_code == 200
    assert client.post(f"{ADDRESS}{sent.data['public_id']}/plan/", {}, format="json").status_code == 403


def test_the_same_file_at_once_is_a_conflict_that_names_the_other(api, django_capture_on_commit_callbacks):
    first, second = (_planned(api, django_capture_on_commit_callbacks) for _time in range(2))
    ImportRun.objects.filter(public_id=first).update(status="running")
    answer = api.post(f"{ADDRESS}{second}/run/")
    assert [answer.status_code, answer.data["code"], answer.data["other"]] == [409, "same_file_running", first]


def _planned(api, capture):
    public_id = send(api, many(1)).data["public_id"]
    with capture(execute=True):
        api.post(f"{ADDRESS}{public_id}/plan/", {}, format="json")
    return public_id


def _file(content):
    file = projects()
    file.seek(0)
    file.truncate()
    file.write(content)
    return file
