"""What the School offers the house about assignments, feedback and self-assessment."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from convergenze.core import agenda, panels
from convergenze.history import services as history
from school.models import SelfAssessment
from school.queries import assignments, voices

SHOWN_MEETINGS = 3


@panels.register("school.edition", template="school/learning/_work_panel.html", order=30)
def what_to_do(edition, user):
    """For who takes part: what to hand in, which meetings to speak of, how they see themselves."""
    if not user.is_authenticated:
        return None
    enrolment = edition.enrolments.admitted().select_related("edition").filter(person__account=user).first()
    if enrolment is None:
        return None
    moment = voices.moment_now(edition)
    return {
        "enrolment": enrolment,
        "works": assignments.works_of(enrolment),
        "meetings": list(voices.meetings_to_answer(enrolment)[:SHOWN_MEETINGS]),
        "assessed": SelfAssessment.objects.filter(enrolment=enrolment, moment=moment).exists(),
    }


@panels.register("school.edition.aside", template="school/learning/_staff_panel.html", order=45)
def what_to_read(edition, user):
    """For who works on the edition: work to be marked, and what people say."""
    if not user.has_perm("school.read_submissions", edition):
        return None
    meetings = edition.sessions.standing().filter(starts_at__lte=timezone.now()).order_by("-starts_at")
    waiting = sum(one.waiting for one in assignments.assignments_in(edition))
    return {"waiting": waiting, "meetings": list(meetings[:SHOWN_MEETINGS])}


@agenda.register({"assignment": _("Work to hand in")}, order=45)
def work_due(user, since, until):
    """What the user still has to hand in."""
    if not user.is_authenticated:
        return
    for work in assignments.works_due(user, since, until):
        one = work.assignment
        yield agenda.Happening(
            kind="assignment",
            uid=f"assignment-{one.public_id}",
            on=timezone.localtime(one.due_at).date(),
            title=now_("Hand in: %(title)s") % {"title": one.title},
            href=reverse("school:assignment_detail", args=[one.public_id]),
            starts_at=one.due_at,
            about=work.enrolment.edition.title,
            version=one.version,
            changed_at=one.updated_at,
            is_late=work.is_overdue,
        )


history.LABELS.update(
    {
        "school.submission.hand_in": lambda: now_("handed in"),
        "school.submission.mark": lambda: now_("marked"),
    }
)
