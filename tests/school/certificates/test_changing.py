"""A certificate is corrected by another one, or revoked; nothing of it is edited."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from school.models import Certificate
from school.services import certificates as services


@pytest.fixture
def issued(completed, giulia):
    return services.issue(enrolment=completed, by=giulia)


def test_a_correction_is_a_new_certificate_that_supersedes(issued, giulia):
    before = dict(issued.context)
    new = services.supersede(
        certificate=issued, reason="Il cognome era sbagliato", corrections={"name": "Pia Russo"}, by=giulia
    )
    issued.refresh_from_db()
    assert (issued.state, issued.context, issued.superseded_by) == ("superseded", before, new)
    assert (new.state, new.number, new.context["name"], new.supersedes) == ("valid", 2, "Pia Russo", issued)
    assert new.code != issued.code
    assert new.pdf_sha256 != issued.pdf_sha256


def test_revoking_keeps_its_class_in_public_and_its_words_inside(issued, giulia):
    services.revoke(certificate=issued, reason_class="false_attendance", reason="Firmava il collega", by=giulia)
    issued.refresh_from_db()
    assert (issued.state, issued.reason_class, issued.reason) == ("revoked", "false_attendance", "Firmava il collega")
    assert issued.state_changed_at is not None


ACTS = {
    "supersede": {"reason": "x"},
    "revoke": {"reason": "x", "reason_class": "wrong_content"},
}


@pytest.mark.parametrize("act", ACTS)
def test_what_no_longer_holds_changes_no_more(act, issued, giulia):
    services.revoke(certificate=issued, reason_class="wrong_content", reason="x", by=giulia)
    with pytest.raises(ValidationError, match="by now"):
        getattr(services, act)(certificate=issued, by=giulia, **ACTS[act])
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["pia", "anna", "teo", "chiara"])
def test_only_who_runs_the_edition_changes_it(act, who, issued, request):
    with pytest.raises(PermissionDenied):
        getattr(services, act)(certificate=issued, by=request.getfixturevalue(who), **ACTS[act])


@pytest.mark.parametrize("act", ACTS)
def test_a_reason_is_asked(act, issued, giulia):
    with pytest.raises(ValidationError, match="Write a reason"):
        getattr(services, act)(certificate=issued, by=giulia, **ACTS[act] | {"reason": "  "})


def test_after_a_revocation_another_one_can_be_issued(issued, completed, giulia):
    services.revoke(certificate=issued, reason_class="wrong_content", reason="x", by=giulia)
    assert services.issue(enrolment=completed, by=giulia).number == 2


def test_the_holder_alone_chooses_between_name_and_initials(issued, pia, giulia):
    with pytest.raises(PermissionDenied):
        services.show_initials(certificate=issued, initials=True, by=giulia)
    assert services.show_initials(certificate=issued, initials=True, by=pia).shows_initials
