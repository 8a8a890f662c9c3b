"""Assignments: set, handed in, marked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from convergenze.core import moving
from convergenze.core.rules_glue import require
from school.forms.learning import AssignmentForm, HandInForm, MarkingForm
from school.models import Assignment, Submission
from school.queries import assignments
from school.services import learning
from school.views.enrolment.frame import find_edition, put_on, trail_to
from school.views.learning import frame


@login_required
@require_safe
def assignment_list(request, slug):
    """What an edition asks: one's own state of each, or, for who marks, how many wait."""
    edition = find_edition(request, slug, "school.view_assignment")
    enrolment = frame.own_enrolment(request, edition)
    reads = request.user.has_perm("school.read_submissions", edition)
    context = {
        "edition": edition,
        "works": assignments.works_of(enrolment) if enrolment else [],
        "rows": assignments.assignments_in(edition) if reads else [],
        "people": edition.enrolments.admitted().count() if reads else 0,
        "may": {"read": reads, "set": request.user.has_perm("school.set_assignment", edition)},
        "trail": trail_to(edition),
    }
    return render(request, "school/learning/assignment_list.html", context)


@login_required
def assignment_new(request, slug):
    """Ask something of every participant."""
    edition = find_edition(request, slug, "school.set_assignment")
    form = AssignmentForm(request.POST or None, instance=Assignment(edition=edition))
    return _form(request, form, edition, _("New assignment"))


@login_required
def assignment_edit(request, public_id):
    """Change what is asked."""
    assignment = _find(request, public_id, "school.set_assignment")
    form = AssignmentForm(request.POST or None, instance=assignment)
    return _form(request, form, assignment.edition, _("Edit the assignment"))


def _form(request, form, edition, title):
    if saved := moving.save(request, form, _("Assignment saved.")):
        return redirect("school:assignment_detail", saved.public_id)
    context = {"form": form, "edition": edition, "title": title, "trail": frame.trail(edition)}
    return render(request, "school/learning/assignment_form.html", context)


@login_required
def assignment_detail(request, public_id):
    """An assignment: what to do, one's own work, and, for who marks, everybody's."""
    assignment = _find(request, public_id, "school.view_assignment")
    user, enrolment = request.user, frame.own_enrolment(request, assignment.edition)
    work = (
        next((one for one in assignments.works_of(enrolment) if one.assignment == assignment), None)
        if enrolment
        else None
    )
    form = None
    if work and user.has_perm("school.hand_in", assignment) and not (work.last and work.last.status == "done"):
        form = HandInForm(request.POST or None, request.FILES or None, work=work)
        if request.method == "POST" and form.is_valid() and _handed_in(request, form, assignment):
            return redirect("school:assignment_detail", public_id)
    reads = user.has_perm("school.read_submissions", assignment.edition)
    context = {
        "assignment": assignment,
        "edition": assignment.edition,
        "work": work,
        "form": form,
        "attempts": _own_attempts(assignment, enrolment),
        "works": assignments.works_for(assignment) if reads else [],
        "may": {"read": reads, "set": user.has_perm("school.set_assignment", assignment.edition)},
        "trail": frame.trail(assignment.edition),
    }
    return render(request, "school/learning/assignment_detail.html", context)


def _handed_in(request, form, assignment):
    try:
        learning.hand_in(assignment=assignment, by=request.user, **form.cleaned_data)
    except ValidationError as refused:
        put_on(form, refused)
        return False
    messages.success(request, _("Handed in."))
    return True


def _own_attempts(assignment, enrolment):
    found = list(Submission.objects.filter(assignment=assignment, enrolment=enrolment)) if enrolment else []
    for one in found:
        one.is_late = assignments.is_late(one, assignment)
    return found


@login_required
def submission_mark(request, public_id):
    """What somebody handed in, and what is said of it."""
    submission = _find_work(request, public_id)
    require(request.user, "school.mark_submission", submission)
    assignment = submission.assignment
    form = MarkingForm(request.POST or None, initial={"status": submission.status, "feedback": submission.feedback})
    if request.method == "POST" and form.is_valid() and _marked(form, submission, request.user):
        messages.success(request, _("Marked."))
        return redirect("school:assignment_detail", assignment.public_id)
    context = {
        "submission": submission,
        "assignment": assignment,
        "edition": assignment.edition,
        "form": form,
        "is_late": assignments.is_late(submission, assignment),
        "trail": frame.trail(assignment.edition),
    }
    return render(request, "school/learning/submission_mark.html", context)


def _marked(form, submission, by):
    try:
        learning.mark_submission(submission=submission, by=by, **form.cleaned_data)
    except ValidationError as refused:
        put_on(form, refused)
        return False
    return True


@login_required
@require_safe
def submission_file(request, public_id):
    """The file that was handed in, for its author and for who marks."""
    submission = _find_work(request, public_id)
    if not submission.file:
        raise Http404
    return FileResponse(submission.file.open("rb"), as_attachment=True, filename=submission.file_name)


def _find(request, public_id, permission):
    rows = Assignment.objects.visible_to(request.user).select_related("edition")
    assignment = get_object_or_404(rows, public_id=public_id)
    if not request.user.has_perm(permission, assignment.edition):
        raise PermissionDenied
    return assignment


def _find_work(request, public_id):
    rows = Submission.objects.visible_to(request.user)
    rows = rows.select_related("assignment__edition", "enrolment__organisation", "enrolment__person")
    return get_object_or_404(rows, public_id=public_id)
