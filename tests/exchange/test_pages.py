"""The pages of an import, from the upload to taking it back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from convergenze.exchange.models import ImportRun
from portfolios.models import Action
from tests.portfolios.project_files import many, project, projects

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, olga):
    client.force_login(olga)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def upload(client, file, name="progetti.csv"):
    data = {"kind": "projects", "file": SimpleUploadedFile(name, file.getvalue())}
    return client.post("/imports/new/", data)


@pytest.mark.parametrize(
    ("who", "expected"), [("guest", 302), ("chiara", 403), ("anna", 403), ("sara", 403), ("ada", 403), ("olga", 200)]
)
def test_who_may_import(who, expected, cast, client):
    if who != "guest":
        client.force_login(cast[who])
    assert client.get("/imports/new/").status_code == expected


@pytest.mark.parametrize(("who", "expected"), [("chiara", 404), ("ada", 200), ("olga", 200), ("marta", 200)])
def test_who_may_look_at_an_import(who, expected, cast, client, olga):
    run = ImportRun.objects.create(kind="projects", source="pnrr", name="a.csv", sha256="0" * 64, status="done")
    client.force_login(cast[who])
    assert client.get(run.get_absolute_url()).status_code == expected


def test_a_file_says_by_its_columns_what_it_holds(officer):
    file = SimpleUploadedFile("progetti.csv", projects(project(1)).getvalue())
    officer.post("/imports/new/", {"kind": "", "file": file})
    officer.post("/imports/new/", {"kind": "", "file": SimpleUploadedFile("a.csv", b"Titolo;Importo\nUno;10\n")})
    assert list(ImportRun.objects.order_by("pk").values_list("kind", "source")) == [
        ("projects", "pnrr"), ("projects", "table"),
    ]  # fmt: skip


def test_the_whole_way(officer, at_once):
    upload(officer, projects(project(1), project(2, amount="centomila")))
    run = ImportRun.objects.get()
    page = officer.get(run.get_absolute_url(), follow=True)
    assert "PNRR – Italia Domani" in page.text
    with at_once():
        officer.post(f"/imports/{run.public_id}/columns/", {"source": "pnrr"})
    page = officer.get(run.get_absolute_url())
    assert "Nothing has been written yet" in page.text
    assert "centomila" in page.text
    assert Action.objects.count() == 0
    with at_once():
        officer.post(f"/imports/{run.public_id}/run/")
    page = officer.get(run.get_absolute_url())
    assert "apart from the rows in error" in page.text
    assert Action.objects.get().get_absolute_url() in page.text
    errors = b"".join(officer.get(f"/imports/{run.public_id}/errors.csv").streaming_content).decode()
    assert "centomila" in errors.splitlines()[1]
    assert "taken back" not in officer.get(f"/imports/{run.public_id}/revert/").text
    with at_once():
        officer.post(f"/imports/{run.public_id}/revert/")
    assert "This import was taken back" in officer.get(run.get_absolute_url()).text
    assert Action.objects.alive().count() == 0


def test_an_unknown_table_is_mapped_by_hand(officer, at_once):
    file = projects(name="tabella.csv")
    file.seek(0)
    file.truncate()
    file.write(b"Cosa;Quanto\nOrto di tutti;1500\n")
    upload(officer, file)
    run = ImportRun.objects.get()
    address = f"/imports/{run.public_id}/columns/"
    page = officer.get(address)
    assert "Cosa (Orto di tutti)" in page.text
    refused = officer.post(address, {"source": "table", "column_cost": "Quanto"})
    assert refused.status_code == 422
    twice = officer.post(address, {"source": "table", "column_title": "Cosa", "column_summary": "Cosa"})
    assert "already used" in twice.text
    with at_once():
        officer.post(address, {"source": "table", "column_title": "Cosa", "column_cost": "Quanto"})
    run.refresh_from_db()
    assert [run.status, run.created] == ["planned", 1]


def test_a_wrong_file_says_why_and_keeps_nothing(officer):
    answer = officer.post("/imports/new/", {"kind": "projects", "file": SimpleUploadedFile("a.csv", b"<html></html>")})
    assert [answer.status_code, ImportRun.objects.count()] == [422, 0]
    assert "web page" in answer.text


def test_rows_are_filtered_by_outcome(officer, at_once):
    upload(officer, projects(project(1), project(2, amount="centomila")))
    run = ImportRun.objects.get()
    with at_once():
        officer.post(f"/imports/{run.public_id}/columns/", {"source": "pnrr"})
    page = officer.get(run.get_absolute_url(), {"outcome": "error"})
    assert "centomila" in page.text
    assert "numero 1 di Valfiorita" not in page.text


def test_progress_is_a_part_of_the_page_and_ends_with_a_reload(officer, olga):
    run = ImportRun.objects.create(
        kind="projects", source="pnrr", name="a.csv", sha256="0" * 64, status="running", total=10, done=4
    )
    part = officer.get(run.get_absolute_url(), headers={"HX-Request": "true"})
    assert "Running" in part.text
    assert "<html" not in part.text
    ImportRun.objects.update(status="done")
    assert officer.get(run.get_absolute_url(), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_the_second_import_of_a_running_file_is_led_to_the_first(officer, at_once):
    first = _planned(officer, at_once)
    ImportRun.objects.update(created_at="2026-01-01T00:00:00Z")
    second = _planned(officer, at_once)
    ImportRun.objects.filter(pk=first.pk).update(status="running")
    answer = officer.post(f"/imports/{second.public_id}/run/", follow=True)
    assert answer.redirect_chain == [(first.get_absolute_url(), 302)]
    assert "The same file is being imported right now" in answer.text


def _planned(client, at_once):
    upload(client, many(1))
    run = ImportRun.objects.first()
    with at_once():
        client.post(f"/imports/{run.public_id}/columns/", {"source": "pnrr"})
    return run


def test_a_name_with_a_script_is_only_a_name(officer):
    upload(officer, many(1), name="<script>alert(1)</script>.csv")
    page = officer.get("/imports/")
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_a_constant_number_of_questions(rows, officer, django_assert_num_queries):
    for number in range(rows):
        ImportRun.objects.create(kind="projects", source="pnrr", name=f"{number}.csv", sha256="0" * 64)
    officer.get("/imports/?view=all")
    with django_assert_num_queries(6):
        officer.get("/imports/?view=all")
