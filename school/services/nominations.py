"""Enrolling several people at once: each stands for itself, so one refusal stops nobody else."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from school.choices.enrolment import ListConsent
from school.services.enrolment import enrol


@dataclass(frozen=True)
class Nominee:
    """Somebody to enrol. ``line``: where they stand in the form or in the file."""

    line: int
    name: str
    email: str
    organisation: Any
    job_role: str
    job_title: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of one nominee: an enrolment, or the sentence that says why there is none."""

    nominee: Nominee
    enrolment: Any = None
    problem: str = ""

    @property
    def words(self):
        """The state, or the reason."""
        return self.enrolment.get_status_display() if self.enrolment else self.problem


def enrol_many(*, edition, pool, people, source, request_key, by) -> list[Outcome]:
    """Enrol ``people`` one after the other, in order. Sent twice with the same key, nobody is enrolled twice."""
    return [_one(edition, pool, nominee, source, request_key, by) for nominee in people]


def _one(edition, pool, nominee, source, request_key, by):
    try:
        made = enrol(
            edition=edition, pool=pool, name=nominee.name, email=nominee.email, organisation=nominee.organisation,
            job_title=nominee.job_title, job_role=nominee.job_role, list_consent=ListConsent.NOBODY, source=source,
            request_key=_key(request_key, nominee), by=by,
        )  # fmt: skip
    except ValidationError as refused:
        return Outcome(nominee, problem=" ".join(refused.messages))
    except PermissionDenied:
        return Outcome(nominee, problem=_("You do not write for %(body)s.") % {"body": nominee.organisation})
    return Outcome(nominee, made)


def _key(request_key, nominee):
    """The person's own token: it follows the address, so that rows may be taken out or move."""
    return f"{request_key[:31]}:{hashlib.sha256(nominee.email.casefold().encode()).hexdigest()[:32]}"
