"""Reports: an accessible PDF in the language asked for, of what its maker may see."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from convergenze.accounts.services import clock
from portfolios import services
from portfolios.models import Action, Portfolio, Report


@pytest.fixture
def story(db):
    """The demonstration story as records."""
    text = Path("convergenze/home/demo/case_piene_valli_vive.json").read_text(encoding="utf-8")
    services.load_story(story=json.loads(text), by=clock())
    return Portfolio.objects.get()


def printed(portfolio, by, language="it", snapshot=None):
    """The report as a program that reads aloud finds it."""
    report = services.request_report(portfolio=portfolio, language=language, by=by, snapshot=snapshot)
    services.write_report(report.pk)
    report.refresh_from_db()
    assert (report.status, report.problem) == ("ready", "")
    return PdfReader(io.BytesIO(report.file.read()))


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


HEADINGS = {
    "en": ["The mission", "Quality of the mission", "Objectives and indicators", "Convergence map", "Resources"],
    "it": ["La missione", "Qualità della missione", "Obiettivi e indicatori", "Mappa delle convergenze", "Risorse"],
}


@pytest.mark.parametrize("language", ["en"])
def test_the_report_is_tagged_titled_and_in_its_language(story, olga, language):
    pdf = printed(story, olga, language)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith(language)
    assert pdf.metadata.title == "Case piene, valli vive"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    text = text_of(pdf)
    assert [heading for heading in HEADINGS[language] if heading not in text] == []


def test_its_pictures_say_in_words_what_they_show(story, olga):
    alts = sorted(alternatives(printed(story, olga, "en").trailer["/Root"]["/StructTreeRoot"]))
    assert alts == [
        "Convergence map: 18 actors and 16 actions joined to 6 objectives.",
        "Time line of 16 actions; the table below tells their dates.",
    ]


def alternatives(node):
    """Every alternative text in the structure below ``node``."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from alternatives(one)
    elif hasattr(node, "get") and not isinstance(node, int):
        if "/Alt" in node:
            yield str(node["/Alt"])
        if "/K" in node:
            yield from alternatives(node["/K"])


def test_a_report_tells_its_maker_what_they_may_see(story, chiara):
    hidden = Action.objects.filter(placements__portfolio=story).first()
    Action.objects.filter(pk=hidden.pk).update(title="Segretissimo", visibility="team")
    text = text_of(printed(story, chiara, "en"))
    assert "Segretissimo" not in text
    assert "some actions are left out" in text


def test_a_report_of_a_snapshot_tells_that_day(story, olga):
    taken = services.take_snapshot(portfolio=story, title="In giugno", by=olga)
    Action.objects.update(title="Cambiato")
    text = text_of(printed(story, olga, "en", taken))
    assert "In giugno" in text
    assert "Cambiato" not in text


def test_a_report_is_written_once(story, olga):
    report = services.request_report(portfolio=story, language="it", by=olga)
    services.write_report(report.pk)
    first = Report.objects.get().file.name
    services.write_report(report.pk)
    assert Report.objects.get().file.name == first


def test_reports_of_last_month_are_removed_with_their_files(story, olga):
    kept, old = (services.request_report(portfolio=story, language="it", by=olga) for _n in range(2))
    for report in (kept, old):
        services.write_report(report.pk)
        report.refresh_from_db()
    Report.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))
    services.remove_old_reports()
    assert list(Report.objects.all()) == [kept]
    assert [default_storage.exists(report.file.name) for report in (kept, old)] == [True, False]


def test_asking_watching_and_taking(client, story, olga, django_capture_on_commit_callbacks):
    client.force_login(olga)
    with django_capture_on_commit_callbacks(execute=True):
        asked = client.post(reverse("portfolios:report_new", args=[story.slug]), {"language": "it"})
    page = client.get(asked.url)
    assert "The report is ready." in page.content.decode()
    file = client.get(reverse("portfolios:report_file", args=[Report.objects.get().public_id]))
    assert file["Content-Type"] == "application/pdf"
    assert b"".join(file).startswith(b"%PDF")


def test_nobody_reads_the_report_of_another(client, story, olga, marta):
    report = services.request_report(portfolio=story, language="it", by=olga)
    client.force_login(marta)
    for name in ("report", "report_file"):
        assert client.get(reverse(f"portfolios:{name}", args=[report.public_id])).status_code == 404


def test_a_language_nobody_writes_is_refused(client, story, olga):
    client.force_login(olga)
    response = client.post(reverse("portfolios:report_new", args=[story.slug]), {"language": "fr"}, follow=True)
    assert "Choose Italian or English." in response.content.decode()
    assert not Report.objects.exists()
