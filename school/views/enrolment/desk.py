"""The desk of an edition: who asks, who waits, who takes part, and what the School decides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from convergenze.core import moving
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from convergenze.exchange.downloads import table_answer
from school.filters.enrolments import EnrolmentFilter
from school.forms.enrolment import BulkForm, CapacityForm, DecisionForm
from school.models import Enrolment
from school.queries import desks
from school.queries.enrolment import cohort_mix, funnel
from school.queries.hours import hours_in
from school.queries.own import participants_of
from school.services import enrolment as services
from school.views.enrolment import frame

TABLES = ("csv", "xlsx")


@login_required
def desk(request, slug):
    """The people of an edition with their states, to decide on one or on many; ``?format=`` gives them as a file."""
    edition = frame.find_edition(request, slug, "school.view_desk")
    rows = Enrolment.objects.visible_to(request.user).filter(edition=edition)
    found = EnrolmentFilter(request.GET, rows.select_related("organisation", "pool", "edition"), request=request)
    if request.method == "POST":
        return _bulk(request, edition, rows)
    may_run = request.user.has_perm("school.run_enrolments", edition)
    if (kind := request.GET.get("format")) in TABLES:
        cells = desks.cells_of(found.qs, hours_in(edition), with_contacts=may_run or request.user.keeps_contacts)
        return table_answer(desks.header(), cells, kind, f"{edition.slug}-iscrizioni", _("Enrolments"))
    page, places = page_of(request, found.qs, size=50), desks.places_in(edition)
    context = frame.desk_frame(
        edition, "desk", filter=found, page=page, lines=[(one, places.get(one.pk)) for one in page],
        pools=desks.pool_lines(edition), states=desks.states_of(edition), may_run=may_run,
        undecided=bool(edition.min_participants) and edition.goes_ahead is None, decision=DecisionForm(),
    )  # fmt: skip
    return render_part(request, "school/enrolment/desk.html", context, part="results")


def _bulk(request, edition, rows):
    """One act on the ticked people; those it is refused for are told by name."""
    require(request.user, "school.run_enrolments", edition)
    form = BulkForm(request.POST, rows=rows)
    if not form.is_valid():
        moving.tell(request, form)
        return redirect("school:desk", slug=edition.slug)
    done, act = 0, request.POST.get("act", "")
    for enrolment in rows.filter(pk__in=form.cleaned_data["chosen"]).order_by("queued_at", "pk"):
        try:
            _act(act, enrolment, form.cleaned_data, request.user)
            done += 1
        except (ValidationError, PermissionDenied) as refused:
            told = getattr(refused, "messages", [_("This is not yours to decide.")])
            messages.error(request, f"{enrolment.name}: {' '.join(told)}")
    if done:
        words = ngettext("Done for %(n)d person.", "Done for %(n)d people.", done)
        messages.success(request, words % {"n": done})
    return redirect("school:desk", slug=edition.slug)


def _act(act, enrolment, given, by):
    if act == "prioritise":
        priority = given["priority"] or 0
        return services.prioritise(enrolment=enrolment, priority=priority, reason=given["reason"], by=by)
    return services.perform(enrolment=enrolment, name=act, reason=given["reason"], by=by)


@login_required
@require_POST
def pool_capacity(request, slug, pk):
    """More or fewer seats."""
    edition = frame.find_edition(request, slug, "school.run_enrolments")
    pool = get_object_or_404(edition.pools, pk=pk)
    form = CapacityForm(request.POST, instance=pool)

    def change():
        services.change_capacity(pool=pool, capacity=form.cleaned_data["capacity"], by=request.user)
        return _("The seats of “%(pool)s” were changed.") % {"pool": pool}

    if form.is_valid():
        moving.attempt(request, change)
    else:
        moving.tell(request, form)
    return redirect("school:desk", slug=slug)


@login_required
@require_POST
def edition_decide(request, slug):
    """Whether the edition goes ahead."""
    edition = frame.find_edition(request, slug, "school.run_enrolments")
    goes_ahead = request.POST.get("goes_ahead") == "yes"

    def decide():
        services.decide(
            edition=edition, goes_ahead=goes_ahead, reason=request.POST.get("reason", "")[:500], by=request.user
        )
        return _("The edition goes ahead.") if goes_ahead else _("The edition was cancelled and everybody was told.")

    moving.attempt(request, decide)
    return redirect("school:desk", slug=slug)


@login_required
def desk_numbers(request, slug):
    """From requests to certificates, who the class is made of, who never came."""
    edition = frame.find_edition(request, slug, "school.view_desk")
    context = frame.desk_frame(
        edition,
        "desk_numbers",
        funnel=desks.parts_of(funnel(edition)),
        mix=desks.parts_of(cohort_mix(edition)),
        no_shows=desks.no_shows(edition),
    )
    return render(request, "school/enrolment/desk_numbers.html", context)


@login_required
def desk_messages(request, slug):
    """Letters to the people of the edition, with how each went."""
    edition = frame.find_edition(request, slug, "school.run_enrolments")
    page = page_of(request, desks.letters_of(edition), size=50)
    return render(request, "school/enrolment/desk_messages.html", frame.desk_frame(edition, "desk_messages", page=page))


def participants(request, slug):
    """Who takes part, as far as each agreed to be read by who asks."""
    edition, user = frame.find_edition(request, slug), request.user
    rows = participants_of(edition, user)
    context = {"edition": edition, "trail": frame.trail_to(edition), "page": page_of(request, rows, size=100)}
    return render(request, "school/enrolment/participants.html", context)
