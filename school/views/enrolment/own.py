"""One's own enrolments: where each stands, what to do, what to change."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import moving, panels
from convergenze.core.rules_glue import require
from school.choices.enrolment import EnrolmentStatus
from school.forms.enrolment import ParticularsForm
from school.queries.enrolment import place_in_queue, why_nobody_moves
from school.queries.hours import hours_of
from school.queries.own import answers_of, materials_of, meetings_of, own_school
from school.queries.states import told, waitlist_rule
from school.rules.people import is_the_person
from school.services import enrolment as services
from school.services.particulars import change_particulars
from school.views.enrolment import frame
from school.workflow.enrolments import checklist


@login_required
def mine(request):
    """My editions, hours by year and certificates."""
    return render(request, "school/enrolment/mine.html", {"own": own_school(request.user)})


@login_required
def enrolment_detail(request, public_id):
    """Where an enrolment stands, why, what happens next and what may be done."""
    enrolment, user = frame.find_enrolment(request, public_id), request.user
    edition, admitted = enrolment.edition, enrolment.status in EnrolmentStatus.admitted()
    context = {
        "enrolment": enrolment,
        "edition": edition,
        "trail": frame.trail_to(edition),
        "told": told(enrolment),
        "queue": _queue(enrolment),
        "checklist": checklist(enrolment, user),
        "steps": enrolment.transitions.select_related("by").order_by("-number"),
        "is_mine": is_the_person(user, enrolment),
        "hours": hours_of(enrolment) if admitted else None,
        "admitted": admitted,
        "written": answers_of(enrolment) if user.has_perm("school.read_answers_enrolment", enrolment) else None,
        "panels": panels.rendered("school.enrolment", enrolment, request),
    }
    if context["is_mine"]:
        context |= {
            "meetings": meetings_of(enrolment, user),
            "materials": materials_of(enrolment),
            "form": ParticularsForm(instance=enrolment),
            "may_change": user.has_perm("school.change_particulars_enrolment", enrolment),
        }
    return render(request, "school/enrolment/enrolment_detail.html", context)


def _queue(enrolment):
    """Where it stands on the waiting list: place, rule, and why nobody moves; None elsewhere."""
    if enrolment.status != EnrolmentStatus.WAITLISTED:
        return None
    return {
        "place": place_in_queue(enrolment),
        "rule": waitlist_rule(enrolment.edition),
        "why": why_nobody_moves(enrolment.pool),
    }


@login_required
@require_POST
def enrolment_move(request, public_id, name):
    """Approve, decline, accept, give up, offer, take off: whatever the rules let who asks do."""
    enrolment = frame.find_enrolment(request, public_id)

    def move():
        moved = services.perform(enrolment=enrolment, name=name, by=request.user, reason=request.POST.get("reason", ""))
        return _("Done: it is now “%(state)s”.") % {"state": moved.get_status_display()}

    moving.attempt(request, move)
    return redirect(enrolment)


@login_required
def enrolment_edit(request, public_id):
    """Change who reads my name, what I need, and answer the questions that follow the seat."""
    enrolment = frame.find_enrolment(request, public_id)
    require(request.user, "school.change_particulars_enrolment", enrolment)
    form = ParticularsForm(request.POST or None, instance=enrolment)
    if request.method == "POST" and form.is_valid():
        change_particulars(enrolment=enrolment, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(enrolment)
    context = {
        "form": form, "title": _("What I told the School"), "trail": frame.trail_to(enrolment.edition),
        "lead": enrolment.edition.title, "back": enrolment.get_absolute_url(),
    }  # fmt: skip
    return render(request, "layouts/record_form.html", context, status=422 if form.errors else 200)
