"""What participants say of a meeting, without their name, and of themselves."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from school.choices.catalogue import Competence
from school.choices.labs import Moment
from school.choices.learning import Level
from school.models import Enrolment, FeedbackGiven, SelfAssessment, SessionFeedback

MARKS = ("useful", "clear", "pace")
BEST = 5


@transaction.atomic
def give_feedback(*, session, by, useful, clear, pace, liked="", missed=""):
    """Say what one thought of a meeting, once. Nothing ties the answers to who gave them: no history, no author.

    Raises ``PermissionDenied``, ``ValidationError`` (answered already, a mark that is none).
    """
    require(by, "school.give_feedback", session)
    marks = {"useful": useful, "clear": clear, "pace": pace}
    if wrong := [name for name, mark in marks.items() if mark not in range(1, BEST + 1)]:
        raise ValidationError({name: _("Choose from 1 to 5.") for name in wrong})
    enrolment = Enrolment.objects.filter(edition=session.edition_id, person__account=by).admitted().get()
    given = FeedbackGiven(session=session, enrolment=enrolment)
    given.full_clean()
    given.save()
    SessionFeedback.objects.create(session=session, liked=liked.strip(), missed=missed.strip(), **marks)


@transaction.atomic
def assess_oneself(*, enrolment, moment, scores, by):
    """Write how one sees oneself on every competence, once for each moment; return it.

    Raises ``PermissionDenied``, ``ValidationError``.
    """
    require(by, "school.assess_oneself", enrolment)
    if moment not in Moment:
        raise ValidationError(_("It is either before or after."))
    if missing := [one for one in Competence if scores.get(one) not in Level.values]:
        raise ValidationError({one.value: _("Choose the words that fit you best.") for one in missing})
    row = SelfAssessment(enrolment=enrolment, moment=moment, scores={one.value: scores[one] for one in Competence})
    row.full_clean()
    row.save()
    return row
