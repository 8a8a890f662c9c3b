"""The School's front page: editions to come, their calendar, the courses, what was held."""

from datetime import datetime, time

from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.core import months, panels
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.history import queries as history_queries
from convergenze.history import services as history
from school.filters.catalogue import CatalogueFilter, CourseFilter
from school.models import Course, Edition, Session
from school.queries import catalogue, linked, programme
from school.workflow import course_workflow

SHOWN_ENTRIES = 15


def home(request):
    """The catalogue; ``?view=`` calendar, courses or past, otherwise the editions that are coming."""
    view = request.GET.get("view", "")
    show = SHOWN.get(view, _editions)
    user = request.user
    context = {
        "view": view if view in SHOWN else "",
        "tabs": _tabs(),
        "drafts": catalogue.drafts_of(user).order_by("-pk")[:SHOWN_ENTRIES],
        "may": {name: user.has_perm(f"school.add_{name}") for name in ("course", "edition")},
        **show(request),
    }
    return render_part(request, "school/catalogue/home.html", context, part="results")


def _tabs():
    here = reverse("school:home")
    names = [("", _("Coming editions")), ("calendar", _("Calendar")), ("courses", _("Courses")), ("past", _("Past"))]
    return [(key, label, f"{here}?view={key}" if key else here) for key, label in names]


def _editions(request):
    rows = Edition.objects.visible_to(request.user).upcoming()
    return _as_cards(request, rows, F("starts_at").asc(nulls_last=True))


def _past(request):
    seen = Edition.objects.visible_to(request.user).known()
    return _as_cards(request, seen.exclude(pk__in=seen.upcoming().values("pk")), F("starts_at").desc(nulls_last=True))


def _as_cards(request, rows, order):
    found = CatalogueFilter(request.GET, rows, request=request)
    page = page_of(request, found.qs.order_by(order, "pk"), size=24, lines=catalogue.for_cards(rows))
    return {"filter": found, "page": page, "cards": catalogue.cards(page.object_list)}


def _courses(request):
    found = CourseFilter(request.GET, catalogue.courses_taught(request.user), request=request)
    lines = catalogue.courses_with_editions(catalogue.courses_taught(request.user), request.user)
    return {"filter": found, "page": page_of(request, found.qs, size=24, lines=lines)}


def _calendar(request):
    editions = Edition.objects.visible_to(request.user).known()
    asked = request.GET.get("month") or catalogue.next_month(editions)
    month = months.asked(asked)
    chosen = request.GET.copy()
    chosen.pop("month", None)
    found = CatalogueFilter(chosen, editions, request=request)
    rows = Session.objects.filter(edition__in=found.qs.order_by().values("pk"), starts_at__range=_bounds(month))
    return {
        "filter": found,
        "month": month,
        "days": catalogue.by_day(programme.sessions_of(rows.select_related("edition"), request.user)),
        "today": timezone.localdate(),
    }


def _bounds(month):
    first, last = month.days
    return timezone.make_aware(datetime.combine(first, time.min)), timezone.make_aware(datetime.combine(last, time.max))


SHOWN = {"calendar": _calendar, "courses": _courses, "past": _past}


def course_detail(request, slug):
    """A course: what one learns, for whom, when it is held."""
    course, user = get_object_or_404(Course.objects.visible_to(request.user), slug=slug), request.user
    coming, past = catalogue.editions_of(course, user)
    context = {
        "course": course,
        "coming": coming,
        "past": past,
        "checklist": course_workflow.checklist(course, user),
        "may": {
            "change": user.has_perm("school.change_course", course),
            "add_edition": user.has_perm("school.add_edition"),
        },
        "linked": linked.course(course, coming),
        "panels": panels.rendered("school.course", course, request),
    }
    if user.is_authenticated:
        context["history"] = history_queries.lines(history.entries_of(course)[:SHOWN_ENTRIES], user)
    return render(request, "school/catalogue/course_detail.html", context)
