"""Imports as work: one at a time per file, in batches, resumable after any stop, hostile files refused."""

import io
import threading
import zipfile
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from convergenze.exchange import services
from convergenze.exchange.models import ImportRow, ImportRun
from convergenze.exchange.reading import UnreadableFile
from convergenze.exchange.registry import sheet_of
from convergenze.exchange.services import keeping, running
from portfolios.models import Action
from portfolios.sheets import ProjectSheet, import_file
from tests.portfolios.project_files import HEADER, many, named, project, projects


def received(file, by, **options):
    return services.receive_file(sheet=sheet_of("projects"), file=file, name=file.name, by=by, **options)


def planned(file, by):
    run, begun = services.begin_plan(run=received(file, by), by=by)
    assert begun
    return services.perform_plan(run.pk, run.attempt)


def silence(run):
    """As if the process at work had been killed a while ago."""
    ImportRun.objects.filter(pk=run.pk).update(updated_at=timezone.now() - timedelta(minutes=5))
    run.refresh_from_db()
    return run


@pytest.mark.django_db
def test_a_dry_run_lists_every_row_and_writes_no_action(olga):
    run = planned(projects(project(1), project(2, amount="centomila")), olga)
    assert [run.status, run.total, run.counts] == [
        "planned", 2, {"created": 1, "updated": 0, "skipped": 0, "errors": 1},
    ]  # fmt: skip
    assert [(row.line, row.outcome, row.column, row.text) for row in run.rows.filter(outcome="error")] == [
        (3, "error", "Finanziamento PNRR", "centomila"),
    ]
    assert Action.objects.count() == 0


@pytest.mark.django_db
def test_running_turns_the_plan_into_records(olga):
    run, _begun = services.begin_run(run=planned(many(3), olga), by=olga)
    run = services.perform_run(run.pk, run.attempt)
    assert [run.status, run.created, run.done, run.total] == ["done", 3, 3, 3]
    assert set(run.rows.values_list("subject_id", flat=True)) == set(Action.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_pressing_twice_starts_once(olga):
    run = planned(many(1), olga)
    assert services.begin_run(run=run, by=olga)[1] is True
    assert services.begin_run(run=run, by=olga)[1] is False


@pytest.mark.django_db
def test_sending_twice_keeps_one(olga):
    assert received(many(1), olga) == received(many(1), olga)


@pytest.mark.django_db
def test_the_same_content_cannot_run_twice_at_once_and_the_first_is_named(olga, marta):
    first, second = planned(many(1), olga), planned(many(1), marta)
    services.begin_run(run=first, by=olga)
    with pytest.raises(services.SameFileRunning) as refused:
        services.begin_run(run=second, by=marta)
    assert refused.value.other == first
    assert ImportRun.objects.get(pk=second.pk).status == "planned"


@pytest.mark.django_db
def test_an_import_that_was_killed_does_not_bar_the_file(olga, marta):
    first, second = planned(many(1), olga), planned(many(1), marta)
    silence(services.begin_run(run=first, by=olga)[0])
    assert services.begin_run(run=second, by=marta)[1] is True
    assert ImportRun.objects.get(pk=first.pk).status == "interrupted"


@pytest.mark.django_db
def test_a_killed_import_goes_on_where_it_was(olga, monkeypatch):
    monkeypatch.setattr(keeping, "BATCH", 2)
    run, _begun = services.begin_run(run=planned(many(5), olga), by=olga)
    real, calls = running._write, []

    def killed_after_two_batches(*arguments):
        if len(calls) == 2:
            raise SystemExit  # what a kill leaves: no handler runs, the transaction is gone
        calls.append(real(*arguments))

    monkeypatch.setattr(running, "_write", killed_after_two_batches)
    with pytest.raises(SystemExit):
        services.perform_run(run.pk, run.attempt)
    run = silence(run)
    assert [run.is_stopped, run.done, run.created, Action.objects.count()] == [True, 4, 4, 4]
    monkeypatch.setattr(running, "_write", real)
    run, begun = services.begin_run(run=run, by=olga)
    run = services.perform_run(run.pk, run.attempt)
    assert [begun, run.status, run.done, run.created, run.skipped] == [True, "done", 5, 5, 0]
    assert [Action.objects.count(), ImportRow.objects.filter(run=run, outcome="create").count()] == [5, 5]


@pytest.mark.django_db
def test_a_process_that_was_overtaken_writes_nothing(olga):
    run, _begun = services.begin_run(run=planned(many(2), olga), by=olga)
    old = run.attempt
    services.begin_run(run=silence(run), by=olga)
    assert services.perform_run(run.pk, old) is None
    assert Action.objects.count() == 0


@pytest.mark.django_db
def test_an_unforeseen_error_becomes_a_sentence_and_what_was_done_stays(olga, monkeypatch):
    monkeypatch.setattr(keeping, "BATCH", 2)
    run, _begun = services.begin_run(run=planned(many(4), olga), by=olga)
    apply, calls = ProjectSheet.apply, []

    def broken(sheet, job, items):
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("a bug")
        return apply(sheet, job, items)

    monkeypatch.setattr(ProjectSheet, "apply", broken)
    run = services.perform_run(run.pk, run.attempt)
    assert [run.status, run.done, run.created] == ["failed", 2, 2]
    assert "start again to go on" in str(run.problem_message)
    run, _begun = services.begin_run(run=run, by=olga)
    assert services.perform_run(run.pk, run.attempt).created == 4


def _workbook_bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    return packed.getvalue()


HOSTILE = {
    "nothing": b"",
    "only blanks": b"\n\n  \n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "a program": b"\x7fELF" + bytes(range(256)) * 20,
    "a web page": b"<!doctype html><html><script>alert(1)</script></html>",
    "zeros": b"\x00" * 100_000,
    "a bomb": _workbook_bomb,
    "a deep JSON": b"[" * 200_000,
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(name, olga):
    content = HOSTILE[name]() if callable(HOSTILE[name]) else HOSTILE[name]
    with pytest.raises(UnreadableFile) as refused:
        received(named(content, "progetti.csv"), olga)
    assert len(str(refused.value)) > 20
    assert ImportRun.objects.count() == 0


@pytest.mark.django_db
def test_a_file_with_only_a_header_has_no_rows(olga):
    run = planned(named(HEADER.encode(), "vuoto.csv"), olga)
    assert [run.status, run.total] == ["planned", 0]


@pytest.mark.django_db
def test_a_cell_of_ten_megabytes_costs_one_row(olga):
    run = planned(projects(project(1), project(2, title="x" * 10_000_000), project(3)), olga)
    assert run.counts == {"created": 2, "updated": 0, "skipped": 0, "errors": 1}
    assert len(run.rows.get(outcome="error").text) < 2_001


@pytest.mark.django_db
def test_nul_characters_and_foreign_letters_survive_the_way(olga):
    text = "\n".join([HEADER, project(1, title="Perch\u00e9 no\x00: il mercato coperto di Valfiorita")])
    assert import_file(file=named(text.encode("cp1252"), "vecchio.csv"), by=olga)["created"] == 1
    assert Action.objects.get().title == "Perché no: il mercato coperto di Valfiorita"


@pytest.mark.django_db
def test_formulas_are_kept_as_text_and_cannot_run_when_exported(olga, client):
    run = planned(projects(project(1, title="=HYPERLINK(1)", amount="centomila")), olga)
    client.force_login(olga)
    body = b"".join(client.get(f"{run.get_absolute_url()}errors.csv").streaming_content).decode()
    assert "'=HYPERLINK(1)" in body
    assert ";=HYPERLINK" not in body


@pytest.mark.django_db
def test_files_are_kept_under_random_names(olga):
    run = received(projects(project(1), name="../../segreti/progetti.csv"), olga)
    assert run.name == "progetti.csv"
    assert "progetti" not in run.file.name
    assert run.file.name.startswith("imports/")


@pytest.mark.django_db
def test_files_are_removed_after_ninety_days_and_the_record_stays(olga):
    run = received(many(1), olga)
    ImportRun.objects.update(created_at=timezone.now() - timedelta(days=91))
    assert services.remove_old_files() == [run]
    assert ImportRun.objects.get().file
    services.remove_old_files(dry_run=False)
    assert not ImportRun.objects.get().file
    _run, begun = services.begin_plan(run=run, by=olga)
    assert "upload it again" in str(services.perform_plan(run.pk, _run.attempt).problem_message)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same", [True, False], ids=["the same file", "two releases of it"])
def test_two_imports_at_once_make_each_action_once(same, olga):
    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip(
            "a database in memory belongs to one thread; two processes on a file are tried in test_import_command"
        )
    results, errors = [], []

    def work(file):
        try:
            results.append(import_file(file=file, by=olga))
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    files = [many(700), many(700) if same else many(700, day="22/02/2023")]
    threads = [threading.Thread(target=work, args=(file,)) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert Action.objects.count() == 700
    assert sum(result["created"] for result in results) == 700
    assert all(result["rows"] == 700 for result in results)
