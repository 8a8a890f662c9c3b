"""Issuing: to whom, what it states, and that what is stated never changes."""

import hashlib
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone
from pypdf import PdfReader

from convergenze.notifications.models import Mail
from school.models import Certificate, CertificateCounter
from school.services import certificates as services
from tests.factories.school import CertificateTemplateFactory, EnrolmentFactory
from tests.school.certificates.conftest import complete


def read(content):
    return PdfReader(io.BytesIO(content))


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.fixture
def issued(completed, giulia):
    return services.issue(enrolment=completed, by=giulia)


def test_a_certificate_states_what_was_true_that_day(issued, completed):
    year = timezone.localdate().year
    told = {
        name: issued.context[name] for name in ("name", "body", "course", "edition_code", "serial", "planned_minutes")
    }
    assert told == {
        "name": "Pia Rossi", "body": "Comune di Valfiorita", "course": completed.edition.course.title,
        "edition_code": "MT-2027-01", "serial": f"{year}/000001", "planned_minutes": 420,
    }  # fmt: skip
    assert (issued.state, issued.kind, issued.serial) == ("valid", "attendance", f"{year}/000001")


def test_the_document_is_tagged_titled_and_in_its_language(issued):
    pdf = read(services.document_of(issued, "it"))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("it")
    assert pdf.metadata.title == "Attestato di partecipazione · Pia Rossi"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode().replace(
        "<pdfuaid:part>1", "pdfuaid:part"
    )


WORDS = {
    "it": [
        "Si attesta che",
        "Pia Rossi",
        "Comune di Valfiorita",
        "6 ore delle 7 ore previste",
        "85,7%",
        "senza verifica",
    ],
    "en": ["This is to certify that", "Pia Rossi", "Comune di Valfiorita", "6 h of the 7 h planned", "85.7%"],
}


@pytest.mark.parametrize("language", WORDS)
def test_the_document_says_it_in_both_languages(issued, language):
    text = text_of(read(services.document_of(issued, language)))
    assert [words for words in WORDS[language] if words not in text] == []
    assert issued.serial in text
    assert "/verifica/" in text


def test_the_same_facts_make_the_same_bytes(issued):
    from school.services.certificates.documents import printed

    for language in ("it", "en"):
        assert printed(issued.context, language) == services.document_of(issued, language)


def test_the_hashes_are_those_of_the_files(issued):
    other = issued.context["translation"]
    found = [hashlib.sha256(services.document_of(issued, language)).hexdigest() for language in ("it", "en")]
    assert found == [issued.pdf_sha256, other["sha256"]]


def test_what_changes_later_changes_nothing_that_was_issued(issued, completed):
    before = services.document_of(issued, "it")
    completed.edition.course.title = "Un altro titolo"
    completed.edition.course.save()
    CertificateTemplateFactory(signatory="Un altro")
    issued.refresh_from_db()
    assert services.document_of(issued, "it") == before
    assert issued.context["course"] != "Un altro titolo"


@pytest.mark.parametrize("status", ["confirmed", "not_completed", "withdrawn", "requested"])
def test_only_who_completed_is_certified(status, completed, giulia):
    completed.status = status
    completed.save(update_fields=["status"])
    with pytest.raises(ValidationError, match="Only who has completed"):
        services.issue(enrolment=completed, by=giulia)
    assert not Certificate.objects.exists()
    assert not CertificateCounter.objects.exists()


def test_the_final_work_asks_for_its_own_document(completed, giulia):
    completed.edition.final_work = True
    completed.edition.save()
    with pytest.raises(ValidationError, match="template of this document is missing"):
        services.issue(enrolment=completed, by=giulia)
    CertificateTemplateFactory(kind="assessed")
    assert services.issue(enrolment=completed, by=giulia).kind == "assessed"


def test_one_valid_certificate_each(issued, completed, giulia):
    with pytest.raises(ValidationError, match="has a valid certificate"):
        services.issue(enrolment=completed, by=giulia)


@pytest.mark.parametrize(("who", "may"), [("pia", False), ("anna", False), ("chiara", False), ("teo", False)])
def test_only_who_runs_the_edition_issues(who, may, completed, request):
    with pytest.raises(PermissionDenied):
        services.issue(enrolment=completed, by=request.getfixturevalue(who))


def test_markup_in_a_name_stays_text(completed, giulia):
    completed.name = 'Pia "#set" <b>*Rossi*</b> $x$ \\ #panic()'
    completed.save()
    issued = services.issue(enrolment=completed, by=giulia)
    assert "#panic()" in text_of(read(services.document_of(issued, "it")))


def test_what_cannot_be_printed_takes_no_number(completed, giulia, monkeypatch):
    from school.services.certificates import documents

    monkeypatch.setattr(documents, "TEMPLATE", "school/certificates/missing.typ")
    with pytest.raises(FileNotFoundError):
        services.issue(enrolment=completed, by=giulia)
    assert not CertificateCounter.objects.exists()


def test_a_document_that_failed_after_its_number_is_made_when_it_is_asked_for(completed, giulia, monkeypatch):
    from school.services.certificates import issuing

    with monkeypatch.context() as broken:
        broken.setattr(issuing, "complete", _break)
        with pytest.raises(OSError, match="full"):
            services.issue(enrolment=completed, by=giulia)
    numbered = Certificate.objects.get()
    assert (numbered.number, numbered.pdf.name) == (1, "")
    assert services.document_of(numbered, "it").startswith(b"%PDF")
    assert Certificate.objects.get().pdf_sha256
    assert Mail.objects.filter(key=f"certificate:{numbered.code}:issued").count() == 1


def _break(certificate):
    raise OSError("the disk is full")


def test_completing_twice_keeps_one_document_and_one_letter(issued):
    stale = Certificate.objects.get(pk=issued.pk)
    stale.pdf, stale.context = "", {k: v for k, v in stale.context.items() if k != "translation"}
    services.complete(stale)
    assert stale.pdf.name == issued.pdf.name
    assert len(default_storage.listdir("school/certificates")[1]) >= 2
    assert Mail.objects.filter(key__startswith="certificate:").count() == 1


def test_the_letter_has_the_link_that_opens_the_document(issued, client):
    letter = Mail.objects.get(key=f"certificate:{issued.code}:issued")
    assert (letter.to, letter.kind) == ("pia@example.org", "letter")
    link = next(line for line in letter.text.splitlines() if "/certificates/letter/" in line)
    answer = client.get(link[link.index("/school/") :])
    assert answer["Content-Type"] == "application/pdf"
    assert link in letter.html


def test_all_who_completed_get_theirs_in_the_order_of_names(completed, pool, giulia, edition):
    for name in ("Ugo", "Ada"):
        complete(EnrolmentFactory(pool=pool, name=name))
    EnrolmentFactory(pool=pool, status="not_completed")
    assert services.issue_all(edition=edition, by=giulia) == (3, [])
    assert services.issue_all(edition=edition, by=giulia) == (0, [])
    rows = Certificate.objects.order_by("number")
    assert [(one.number, one.context["name"]) for one in rows] == [(1, "Ada"), (2, "Pia Rossi"), (3, "Ugo")]
