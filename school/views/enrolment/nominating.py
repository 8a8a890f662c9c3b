"""Enrolling several colleagues for a body, row by row."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school.choices.enrolment import EnrolmentSource
from school.forms.enrolment import ColleagueRows, NominationForm
from school.forms.enrolment.nominating import MOST_ROWS, ROWS
from school.forms.enrolment.picks import own_bodies
from school.queries.seats import card_of, seats_of
from school.services.nominations import Nominee, enrol_many
from school.views.enrolment import frame

PREFIX = "people"


@login_required
def nominate(request, slug):
    """Rows of people; what could be enrolled is, the rest stays on the page with the reason."""
    edition = frame.find_edition(request, slug)
    anyone = may_enrol_anyone(request.user, edition)
    seats = seats_of(edition, invited=anyone)
    head = NominationForm(request.POST or None, user=request.user, seats=seats, anyone=anyone)
    rows = ColleagueRows(_with_more_rows(request), prefix=PREFIX)
    context = {
        "edition": edition, "trail": frame.trail_to(edition), "card": card_of(edition, request.user), "form": head,
        "rows": rows, "most": MOST_ROWS,
    }  # fmt: skip
    if request.method == "POST" and "more" not in request.POST and all([head.is_valid(), rows.is_valid()]):
        people = _people(rows, head.cleaned_data["organisation"])
        if people:
            return _enrol(request, context, people)
        head.add_error(None, _("Write the name and the e-mail of at least one person."))
    wrong = head.is_bound and "more" not in request.POST
    return render(request, "school/enrolment/nominate.html", context, status=422 if wrong else 200)


def may_enrol_anyone(user, edition):
    """Whether ``user`` enrols for any body (the School), else for their own; ``PermissionDenied`` for the others."""
    if user.has_perm("school.run_enrolments", edition):
        return True
    if not own_bodies(user, writing=True).exists():
        raise PermissionDenied
    return False


def _with_more_rows(request):
    if request.method != "POST":
        return None
    data = request.POST.copy()
    if "more" in data:
        count = data.get(f"{PREFIX}-TOTAL_FORMS", "")
        data[f"{PREFIX}-TOTAL_FORMS"] = min((int(count) if count.isdecimal() else 0) + ROWS, MOST_ROWS)
    return data


def _people(rows, body):
    filled = [form.cleaned_data for form in rows if form.has_changed()]
    return [Nominee(line=line, organisation=body, **cells) for line, cells in enumerate(filled, start=1)]


def _enrol(request, context, people):
    head = context["form"]
    outcomes = enrol_many(
        edition=context["edition"], pool=head.cleaned_data["pool"], people=people, source=EnrolmentSource.COLLEAGUE,
        request_key=head.cleaned_data["request_key"], by=request.user,
    )  # fmt: skip
    made = [one for one in outcomes if one.enrolment]
    refused = [one for one in outcomes if one.problem]
    if made:
        told = ngettext("%(n)d person was enrolled.", "%(n)d people were enrolled.", len(made)) % {"n": len(made)}
        messages.success(request, told)
    if not refused:
        return redirect("school:body", slug=head.cleaned_data["organisation"].slug)
    context |= {"made": made, "rows": _rows_of(refused)}
    return render(request, "school/enrolment/nominate.html", context, status=422)


def _rows_of(refused):
    """The rows that were refused, as typed, each with its reason."""
    data = {f"{PREFIX}-TOTAL_FORMS": len(refused), f"{PREFIX}-INITIAL_FORMS": 0}
    for number, one in enumerate(refused):
        for name in ("name", "email", "job_role", "job_title"):
            data[f"{PREFIX}-{number}-{name}"] = getattr(one.nominee, name)
    rows = ColleagueRows(data, prefix=PREFIX)
    for form, one in zip(rows.forms, refused, strict=True):
        form.add_error(None, one.problem)
    return rows
