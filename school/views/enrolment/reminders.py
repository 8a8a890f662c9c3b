"""Reminders of an edition: the rules with what they would say, and a form for one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.forms.enrolment import ReminderForm
from school.models import ReminderRule
from school.queries.reminders import preview_of
from school.services import reminders as services
from school.views.enrolment import frame


@login_required
def reminder_list(request, slug):
    """Every rule, when it speaks next and what somebody would read."""
    edition = frame.find_edition(request, slug, "school.run_enrolments")
    now = timezone.now()
    previews = [preview_of(rule, now) for rule in _rules(edition)]
    context = frame.desk_frame(edition, "reminder_list", previews=previews)
    return render(request, "school/enrolment/reminder_list.html", context)


@login_required
def reminder_new(request, slug):
    """Write a rule."""
    edition = frame.find_edition(request, slug, "school.run_enrolments")
    return _edit(request, edition, ReminderRule(edition=edition), _("New reminder"))


@login_required
def reminder_edit(request, slug, pk):
    """Rewrite a rule."""
    edition = frame.find_edition(request, slug, "school.run_enrolments")
    return _edit(request, edition, get_object_or_404(_rules(edition), pk=pk), _("Edit the reminder"))


@login_required
@require_POST
def reminder_delete(request, slug, pk):
    """Forget a rule."""
    edition = frame.find_edition(request, slug, "school.run_enrolments")
    services.delete_rule(rule=get_object_or_404(_rules(edition), pk=pk), by=request.user)
    messages.success(request, _("The reminder was deleted."))
    return redirect("school:reminder_list", slug=slug)


def _rules(edition):
    return edition.reminders.select_related("edition")


def _edit(request, edition, rule, title):
    form = ReminderForm(request.POST or None, instance=rule)
    if request.method == "POST" and form.is_valid():
        services.save_rule(rule=form.instance, by=request.user)
        messages.success(request, _("The reminder was saved."))
        return redirect("school:reminder_list", slug=edition.slug)
    back = reverse("school:reminder_list", args=[edition.slug])
    context = {
        "form": form, "title": title, "back": back, "trail": frame.trail_to(edition, (_("Reminders"), back)),
        "lead": _("Words between braces are filled in for each person: {name}, {edition}, {when}."),
    }  # fmt: skip
    return render(request, "layouts/record_form.html", context, status=422 if form.errors else 200)
