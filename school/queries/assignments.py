"""Assignments as they stand for one participant, and for who marks them."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from school.choices.labs import SubmissionStatus
from school.models import Assignment, Enrolment, Submission


@dataclass(frozen=True)
class Work:
    """An assignment and the last attempt of one participant at it; None while there is none."""

    assignment: Assignment
    enrolment: Enrolment
    last: Submission | None

    @property
    def is_wanted(self):
        """Something has to be handed in: nothing was, or it has to be redone."""
        return self.last is None or self.last.status == SubmissionStatus.TO_REDO

    @property
    def is_overdue(self):
        """It is wanted and its day has passed."""
        due = self.assignment.due_at
        return self.is_wanted and due is not None and due < timezone.now()

    @property
    def is_late(self):
        """It was handed in after its day."""
        return self.last is not None and is_late(self.last, self.assignment)


@dataclass(frozen=True)
class Asked:
    """An assignment, and how many people's last attempt at it is done or waits to be marked."""

    assignment: Assignment
    done: int
    waiting: int


def is_late(submission, assignment):
    """Whether an attempt came after the assignment was due."""
    return assignment.due_at is not None and submission.submitted_at > assignment.due_at


def last_attempts(**asked):
    """Each person's last attempt at each assignment, of those asked for."""
    newest = Submission.objects.filter(assignment=OuterRef("assignment"), enrolment=OuterRef("enrolment"))
    rows = Submission.objects.filter(**asked).annotate(newest=Subquery(newest.order_by("-attempt").values("pk")[:1]))
    return rows.filter(pk=F("newest"))


def works_of(enrolment):
    """What an edition asks of a participant, by due date."""
    last = {row.assignment_id: row for row in last_attempts(enrolment=enrolment)}
    asked = Assignment.objects.filter(edition=enrolment.edition_id)
    return [Work(one, enrolment, last.get(one.pk)) for one in asked]


def works_for(assignment):
    """What every participant handed in for an assignment, by name."""
    last = {row.enrolment_id: row for row in last_attempts(assignment=assignment)}
    people = assignment.edition.enrolments.admitted().select_related("organisation").order_by("name", "pk")
    return [Work(assignment, one, last.get(one.pk)) for one in people]


def assignments_in(edition):
    """What an edition asks, by due date, with how it stands."""
    rows = last_attempts(assignment__edition=edition).values_list("assignment", "status")
    count = Counter(rows)
    return [
        Asked(one, count[one.pk, SubmissionStatus.DONE.value], count[one.pk, SubmissionStatus.SUBMITTED.value])
        for one in Assignment.objects.filter(edition=edition)
    ]


def works_due(user, since, until):
    """What ``user`` still has to hand in from a day to another."""
    rows = Enrolment.objects.filter(person__account=user).admitted().select_related("edition")
    people = {one.edition_id: one for one in rows}
    asked = Assignment.objects.filter(edition__in=people, due_at__date__range=(since, until)).select_related("edition")
    last = {
        (row.assignment_id, row.enrolment_id): row
        for row in last_attempts(assignment__in=asked, enrolment__in=people.values())
    }
    works = [Work(one, people[one.edition_id], last.get((one.pk, people[one.edition_id].pk))) for one in asked]
    return [work for work in works if work.is_wanted]
