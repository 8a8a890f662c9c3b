"""What each participant of an edition has done, and what is missing before they complete it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from convergenze.core.templatetags.formats import number_text
from school.choices.attendance import Presence
from school.choices.labs import SubmissionStatus
from school.models import Assignment, Enrolment, Session, Submission
from school.queries.hours import Hours, hours_in, marks_in


@dataclass(frozen=True)
class Outcome:
    """How one enrolment ends if the edition ends now: ``missing`` are the sentences that say why not."""

    enrolment: Enrolment
    hours: Hours
    missing: tuple[str, ...]

    @property
    def completes(self):
        """Nothing is missing."""
        return not self.missing


def outcomes_in(edition) -> list[Outcome]:
    """How everybody with a seat would end, by name; the same few queries, however many they are."""
    hours, missed, undone = hours_in(edition), _mandatory_missed(edition), _work_undone(edition)
    rows = edition.enrolments.admitted().select_related("organisation").order_by("name", "pk")
    return [Outcome(one, hours[one.pk], (*_too_few(hours[one.pk]), *missed(one.pk), *undone(one.pk))) for one in rows]


def _too_few(hours):
    if not hours.is_met:
        told = {"attended": number_text(hours.attended / 60, 1), "needed": number_text(hours.needed / 60, 1)}
        yield _("%(attended)s hours attended of the %(needed)s needed") % told


def _mandatory_missed(edition):
    """A function of the enrolment's id: sentences for the meetings nobody completes without."""
    meetings = dict(Session.objects.filter(edition=edition, mandatory=True).standing().values_list("pk", "title"))
    marks = marks_in(session__in=meetings, presence__in=Presence.attended())
    told = {pk: _("absent from “%(meeting)s”") % {"meeting": title} for pk, title in meetings.items()}
    return lambda enrolment: [words for pk, words in told.items() if pk not in marks[enrolment]]


def _work_undone(edition):
    """A function of the enrolment's id: sentences for the assignments that are needed and not done."""
    asked = dict(Assignment.objects.filter(edition=edition, is_required=True).values_list("pk", "title"))
    rows = Submission.objects.filter(assignment__in=asked, status=SubmissionStatus.DONE)
    done = set(rows.values_list("enrolment", "assignment"))
    told = {pk: _("“%(work)s” not done") % {"work": title} for pk, title in asked.items()}
    return lambda enrolment: [words for pk, words in told.items() if (enrolment, pk) not in done]
