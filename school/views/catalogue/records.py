"""Pages of what editions are made of: courses, experts, venues."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import moving
from convergenze.core.rules_glue import require
from school.forms.catalogue import CourseForm, ExpertForm, VenueForm
from school.models import Course, Expert, Session, Venue
from school.queries import programme
from school.workflow import course_workflow


@login_required
def course_new(request):
    """Write a course."""
    require(request.user, "school.add_course")
    form = CourseForm(request.POST or None, instance=Course(visibility="public"))
    return _form(request, form, _("New course"), reverse("school:home"))


@login_required
def course_edit(request, slug):
    """Rewrite a course."""
    course = _find(request, Course, slug)
    require(request.user, "school.change_course", course)
    form = CourseForm(request.POST or None, instance=course)
    return _form(request, form, _("Edit the course"), course.get_absolute_url())


@login_required
@require_POST
def course_move(request, slug, name):
    """Make a move of the course."""
    course = _find(request, Course, slug)
    moving.perform(request, course_workflow, course, name)
    return redirect(course)


def expert_detail(request, slug):
    """Who somebody is, and the meetings they come to."""
    expert = _find(request, Expert, slug)
    rows = Session.objects.visible_to(request.user).standing().filter(experts=expert).distinct()
    return _detail(request, "expert", expert, rows)


@login_required
def expert_new(request):
    """Add an expert."""
    require(request.user, "school.add_expert")
    form = ExpertForm(request.POST or None, user=request.user)
    return _form(request, form, _("New expert"), reverse("school:home"))


@login_required
def expert_edit(request, slug):
    """Rewrite an expert."""
    expert = _find(request, Expert, slug)
    require(request.user, "school.change_expert", expert)
    form = ExpertForm(request.POST or None, instance=expert, user=request.user)
    return _form(request, form, _("Edit the expert"), expert.get_absolute_url())


def venue_detail(request, slug):
    """A place, how to get there and get in, and what is held there."""
    venue = _find(request, Venue, slug, "territory")
    rows = Session.objects.visible_to(request.user).standing().filter(venue=venue)
    return _detail(request, "venue", venue, rows)


@login_required
def venue_new(request):
    """Add a venue."""
    require(request.user, "school.add_venue")
    form = VenueForm(request.POST or None, instance=Venue(visibility="public"), user=request.user)
    return _form(request, form, _("New venue"), reverse("school:home"))


@login_required
def venue_edit(request, slug):
    """Rewrite a venue."""
    venue = _find(request, Venue, slug, "territory")
    require(request.user, "school.change_venue", venue)
    form = VenueForm(request.POST or None, instance=venue, user=request.user)
    return _form(request, form, _("Edit the venue"), venue.get_absolute_url())


def _find(request, model, slug, *beside):
    return get_object_or_404(model.objects.visible_to(request.user).select_related(*beside), slug=slug)


def _detail(request, noun, record, rows):
    context = {
        noun: record,
        "sessions": programme.sessions_of(rows.select_related("edition"), request.user).order_by("-starts_at", "pk"),
        "may": {"change": request.user.has_perm(f"school.change_{noun}", record)},
    }
    return render(request, f"school/catalogue/{noun}_detail.html", context)


def _form(request, form, title, back):
    if saved := moving.save(request, form, _("Saved.")):
        return redirect(saved)
    trail = [(_("School"), reverse("school:home"))]
    context = {"form": form, "title": title, "trail": trail, "back": back}
    return render(request, "layouts/record_form.html", context)
