"""A person takes their School away, or is forgotten by it; what they were given still verifies."""

import hashlib
import io
import json
import zipfile

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from actors.models import Membership, Person
from convergenze.accounts import erasures
from convergenze.history.models import Entry
from convergenze.notifications.models import Mail
from school.models import AttendanceScan, Certificate, Enrolment, SelfAssessment, Submission
from school.services import certificates as services
from tests.factories.school import (
    AttendanceScanFactory,
    CertificateTemplateFactory,
    EnrolmentFactory,
    SchoolAttendanceFactory,
    SelfAssessmentFactory,
    SubmissionFactory,
)
from tests.school.certificates.conftest import complete


@pytest.fixture
def issued(enrolment, giulia, meeting):
    """Pia's whole passage through the School."""
    CertificateTemplateFactory()
    Enrolment.objects.filter(pk=enrolment.pk).update(needs="Senza glutine", motivation="Imparare a guidare missioni")
    SchoolAttendanceFactory(session=meeting, enrolment=enrolment)
    AttendanceScanFactory(session=meeting, enrolment=enrolment)
    SelfAssessmentFactory(enrolment=enrolment, scores={"innovate": 3})
    work = SubmissionFactory(enrolment=enrolment, text="La mia pagina", file_name="mia.pdf")
    work.file.save("x", ContentFile(b"%PDF mia"))
    enrolment.refresh_from_db()
    return services.issue(enrolment=complete(enrolment), by=giulia)


@pytest.fixture
def other(pool, issued, giulia):
    """Somebody else, whose data nobody but them takes away or deletes."""
    return services.issue(enrolment=complete(EnrolmentFactory(pool=pool, name="Ugo Bianchi")), by=giulia)


@pytest.fixture
def taken(issued, other, pia, client):
    client.force_login(pia)
    return zipfile.ZipFile(io.BytesIO(client.get(reverse("accounts:data_file")).content))


def test_the_archive_holds_all_that_is_theirs(taken, issued):
    serial = issued.serial.replace("/", "-")
    work = Submission.objects.get()
    assert sorted(taken.namelist()) == [
        "account.json", "person.json", f"school/certificates/{serial}-en.pdf", f"school/certificates/{serial}-it.pdf",
        "school/school.json", f"school/submissions/{work.pk}-mia.pdf",
    ]  # fmt: skip
    told = json.loads(taken.read("school/school.json"))["enrolments"][0]
    assert (told["needs"], told["motivation"]) == ("Senza glutine", "Imparare a guidare missioni")
    assert [row["minutes"] for row in told["attendance"]] == [210]
    assert [row["text"] for row in told["submissions"]] == ["La mia pagina"]
    assert [row["scores"] for row in told["self_assessments"]] == [{"innovate": 3}]
    assert told["certificates"][0]["serial"] == issued.serial
    assert hashlib.sha256(taken.read(f"school/certificates/{serial}-it.pdf")).hexdigest() == issued.pdf_sha256


def test_the_archive_holds_nobody_else(taken):
    told = " ".join(taken.read(name).decode(errors="ignore") for name in taken.namelist() if name.endswith("json"))
    assert "Ugo Bianchi" not in told


@pytest.fixture
def forgotten(issued, other, pia, marta, django_capture_on_commit_callbacks):
    files = services.files_of(issued)
    asked = erasures.ask(reason="", by=pia)
    with django_capture_on_commit_callbacks(execute=True):
        erasures.carry_out(request=asked, by=marta)
    issued.refresh_from_db()
    issued.files = files
    return issued


def test_a_forgotten_person_is_nowhere(forgotten, pia):
    held = [
        json.dumps(list(model.objects.values()), default=str)
        for model in (Enrolment, Certificate, Submission, Person, Membership, Entry, Mail, SelfAssessment)
    ]
    wrong = [
        words
        for words in ("Pia", "pia@example.org", "glutine", "Imparare a guidare", "La mia pagina")
        if any(words in one for one in held)
    ]
    assert wrong == []
    assert [SelfAssessment.objects.count(), AttendanceScan.objects.count()] == [0, 0]
    pia.refresh_from_db()
    assert not pia.is_active


def test_their_paper_still_verifies_and_no_longer_says_who(forgotten, client):
    cache.clear()
    client.cookies["django_language"] = "en"
    page = client.get(reverse("verifica:verify", args=[forgotten.code])).content.decode()
    told = ["Valid", forgotten.serial, forgotten.pdf_sha256, "asked that their data be deleted"]
    assert [words for words in told if words not in page] == []
    assert "Pia" not in page
    assert (forgotten.state, forgotten.pdf.name, forgotten.credential) == ("valid", "", "")


def test_their_file_is_still_recognised_in_both_languages(forgotten, client):
    from school.queries.verification import verification_of

    hashes = verification_of(forgotten).hashes
    assert sorted(hashes) == ["en", "it"]
    assert [default_storage.exists(name) for name in forgotten.files] == [False, False]


def test_nothing_is_made_again_for_who_was_forgotten(forgotten, giulia):
    assert services.document_of(forgotten, "it") is None
    forgotten.refresh_from_db()
    assert forgotten.pdf_sha256
    with pytest.raises(ValidationError, match="personal data of this enrolment were deleted"):
        services.supersede(certificate=forgotten, reason="x", by=giulia)


def test_the_others_stay_as_they_were(forgotten, other):
    other.refresh_from_db()
    assert (other.context["name"], other.enrolment.name) == ("Ugo Bianchi", "Ugo Bianchi")
    assert services.document_of(other, "it").startswith(b"%PDF")


def test_the_hours_of_the_edition_stay(forgotten):
    assert list(Enrolment.objects.filter(pk=forgotten.enrolment_id).values_list("status", "attended_minutes")) == [
        ("completed", 420)
    ]
    assert forgotten.enrolment.attendances.count() == 1


def test_a_place_that_is_held_is_given_up_first(enrolment, pia, marta):
    asked = erasures.ask(reason="", by=pia)
    with pytest.raises(ValidationError, match="Withdraw from “Abitare le valli” first"):
        erasures.carry_out(request=asked, by=marta)
    enrolment.refresh_from_db()
    assert enrolment.name == "Pia Rossi"


def test_pages_of_what_was_forgotten_still_open(forgotten, giulia, client):
    client.force_login(giulia)
    for name, args in (
        ("certificates", [forgotten.enrolment.edition.slug]),
        ("certificate_detail", [forgotten.code]),
        ("documents", [forgotten.enrolment.public_id]),
    ):
        assert client.get(reverse(f"school:{name}", args=args)).status_code == 200
    assert client.get(reverse("school:certificate_pdf", args=[forgotten.code, "it"])).status_code == 404
