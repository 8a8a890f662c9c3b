"""Assignments: set by who works on the edition, handed in by participants, marked, done again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.core import uploads
from convergenze.core.errors import MoveRefused
from convergenze.core.rules_glue import require
from convergenze.history import services as history
from school.choices.labs import SubmissionStatus, TaskKind
from school.models import Enrolment, Submission
from school.models.session import DOCUMENTS

LARGEST = 25 * uploads.MEGABYTE
MARKS = (SubmissionStatus.DONE, SubmissionStatus.TO_REDO)


@transaction.atomic
def save_assignment(*, assignment, by, expected_version=None):
    """Save an assignment and return it. Raises ``PermissionDenied``, ``ValidationError``, ``StaleRecord``.

    How it is handed in stays as it is once somebody has handed in.
    """
    require(by, "school.set_assignment", assignment.edition)
    if assignment.pk:
        before = type(assignment).objects.get(pk=assignment.pk)
        if before.kind != assignment.kind and before.submissions.exists():
            raise ValidationError({"kind": _("Somebody has handed in already: make a new assignment instead.")})
    return history.save(assignment, by=by, expected_version=expected_version)


@transaction.atomic
def hand_in(*, assignment, by, attempt=None, text="", url="", file=None):
    """Hand in one's work; return it. The same ``attempt`` sent twice is handed in once.

    Raises ``PermissionDenied``, ``ValidationError`` (nothing in it, not the kind asked), ``MoveRefused`` (done).
    """
    require(by, "school.hand_in", assignment)
    rows = Enrolment.objects.filter(edition=assignment.edition_id, person__account=by).admitted()
    enrolment = rows.select_for_update(of=("self",)).get()
    last = Submission.objects.filter(assignment=assignment, enrolment=enrolment).first()
    if last and attempt is not None and last.attempt >= attempt:
        return last
    if last and last.status == SubmissionStatus.DONE:
        raise MoveRefused([_("This work is done: nothing more has to be handed in.")])
    work = Submission(
        assignment=assignment, enrolment=enrolment, attempt=last.attempt + 1 if last else 1, text=text.strip(), url=url,
        submitted_at=timezone.now(), created_by=by,
    )  # fmt: skip
    _fill(work, file)
    work.full_clean()
    work.save()
    history.record(work, "hand_in", by=by, attempt=str(work.attempt))
    return work


def _fill(work, file):
    kind = work.assignment.kind
    if kind == TaskKind.TEXT and not work.text:
        raise ValidationError({"text": _("Write your work here.")})
    if kind == TaskKind.LINK and not work.url:
        raise ValidationError({"url": _("Give the address of your work.")})
    if kind == TaskKind.FILE:
        if file is None:
            raise ValidationError({"file": _("Choose the file of your work.")})
        try:
            work.file_name = uploads.look_at(file, largest=LARGEST, kinds=DOCUMENTS)
        except ValidationError as refused:
            raise ValidationError({"file": refused.messages}) from None
        work.file = file


@transaction.atomic
def mark_submission(*, submission, status, feedback, by):
    """Say that a piece of work is done or has to be redone, and why; return it.

    Raises ``PermissionDenied``, ``ValidationError``, ``MoveRefused`` (a later attempt was handed in).
    """
    require(by, "school.mark_submission", submission)
    locked = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if status not in MARKS:
        raise ValidationError({"status": _("Say whether it is done or has to be redone.")})
    if status == SubmissionStatus.TO_REDO and not feedback.strip():
        raise ValidationError({"feedback": _("Write what has to be improved.")})
    later = Submission.objects.filter(assignment=locked.assignment_id, enrolment=locked.enrolment_id)
    if later.filter(attempt__gt=locked.attempt).exists():
        raise MoveRefused([_("A later attempt was handed in: mark that one.")])
    locked.status, locked.feedback = status, feedback.strip()
    locked.marked_by, locked.marked_at = by, timezone.now()
    return history.save(locked, by=by, verb="mark")
