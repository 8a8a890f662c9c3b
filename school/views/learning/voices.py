"""What participants say of meetings and of themselves, and what is told of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from convergenze.core.rules_glue import require
from school.choices.labs import Moment
from school.forms.learning import FeedbackForm, SelfAssessmentForm
from school.models import FeedbackGiven, SelfAssessment, Session
from school.queries import voices
from school.services import learning
from school.views.enrolment.frame import find_edition, find_enrolment, put_on, trail_to


@login_required
def feedback(request, public_id):
    """Say what one thought of a meeting: without a name, once."""
    session = _find_session(request, public_id, "school.give_feedback")
    given = FeedbackGiven.objects.filter(session=session, enrolment__person__account=request.user).exists()
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _given(form, session, request.user):
        messages.success(request, _("Thank you: nobody knows which answers are yours."))
        return redirect(session.edition)
    context = {"session": session, "edition": session.edition, "form": form, "given": given}
    return render(request, "school/learning/feedback.html", context | {"trail": trail_to(session.edition)})


def _given(form, session, by):
    try:
        learning.give_feedback(session=session, by=by, **form.cleaned_data)
    except ValidationError as refused:
        put_on(form, refused)
        return False
    return True


@login_required
@require_safe
def feedback_answers(request, public_id):
    """What was said of a meeting, once enough people said it."""
    session = _find_session(request, public_id, "school.read_feedback")
    context = {
        "session": session,
        "edition": session.edition,
        "answers": voices.answers_about(session),
        "fewest": voices.FEWEST,
        "trail": trail_to(session.edition),
    }
    return render(request, "school/learning/feedback_answers.html", context)


@login_required
def self_assessment(request, public_id):
    """How one sees one's own competences: the form that is due, then the change."""
    enrolment = find_enrolment(request, public_id)
    require(request.user, "school.assess_oneself", enrolment)
    moment = voices.moment_now(enrolment.edition)
    done = SelfAssessment.objects.filter(enrolment=enrolment, moment=moment).exists()
    form = None if done else SelfAssessmentForm(request.POST or None)
    if form and request.method == "POST" and form.is_valid() and _assessed(form, enrolment, moment, request.user):
        messages.success(request, _("Written down."))
        return redirect("school:self_assessment", public_id)
    changes = voices.change_of(enrolment)
    context = {
        "enrolment": enrolment,
        "edition": enrolment.edition,
        "form": form,
        "moment": Moment(moment),
        "changes": changes,
        "lines": voices.drawn(changes),
        "trail": trail_to(enrolment.edition),
    }
    return render(request, "school/learning/self_assessment.html", context)


def _assessed(form, enrolment, moment, by):
    try:
        learning.assess_oneself(enrolment=enrolment, moment=moment, scores=form.cleaned_data, by=by)
    except ValidationError as refused:
        put_on(form, refused)
        return False
    return True


@login_required
@require_safe
def competences(request, slug):
    """How the participants of an edition see themselves, before and after, on average."""
    edition = find_edition(request, slug, "school.read_competences")
    changes, numbers = voices.change_in(edition)
    context = {
        "edition": edition,
        "changes": changes,
        "lines": voices.drawn(changes),
        "numbers": [(moment.label, number) for moment, number in numbers.items()],
        "is_shown": max(numbers.values()) >= voices.FEWEST,
        "fewest": voices.FEWEST,
        "trail": trail_to(edition),
    }
    return render(request, "school/learning/competences.html", context)


def _find_session(request, public_id, permission):
    rows = Session.objects.visible_to(request.user).select_related("edition__course", "venue")
    session = get_object_or_404(rows, public_id=public_id)
    require(request.user, permission, session)
    return session
