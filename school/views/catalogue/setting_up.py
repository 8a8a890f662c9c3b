"""Making an edition on one page: what it is, its rules, its seats, meetings, people, questions, materials."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from convergenze.core import moving
from convergenze.core.rules_glue import require
from school.forms import editions as forms
from school.forms.sessions import MaterialForm
from school.models import Course, Edition, EditionQuestion, EditionStaff, Material, SeatPool
from school.queries import clashes
from school.services import editions as services
from school.services.materials import remove_material
from school.views.catalogue.editions import find
from school.workflow import edition_workflow


@dataclass(frozen=True)
class Part:
    """A section with rows of its own: added and removed on the page of the edition, each changed on a page."""

    key: str
    model: type
    form: type
    label: str
    permission: str = "school.change_edition"
    remove: Callable = services.remove_part

    def new(self, request, edition, data=None, files=None):
        """The form of one more."""
        return self.form(data, files, instance=self.model(edition=edition), user=request.user, prefix=self.key)


PARTS = {
    part.key: part
    for part in (
        Part("pools", SeatPool, forms.PoolForm, gettext_lazy("Pool of seats")),
        Part("staff", EditionStaff, forms.StaffForm, gettext_lazy("Who works on it")),
        Part("questions", EditionQuestion, forms.QuestionForm, gettext_lazy("Question")),
        Part("materials", Material, MaterialForm, gettext_lazy("Material"), "school.hand_out_edition", remove_material),
    )
}
# The fields of the form, section by section, as templates name them.
SECTIONS = {
    "data": " ".join(("opened_version", *forms.DATA)),
    "window": " ".join(forms.WINDOW),
    "rules": " ".join(forms.RULES),
}


@login_required
def edition_new(request):
    """Begin an edition; ``?course=<slug>`` chooses its course."""
    require(request.user, "school.add_edition")
    course = Course.objects.visible_to(request.user).filter(slug=request.GET.get("course", "")).first()
    initial = {"course": course, "title": course.title, "themes": course.themes} if course else {}
    form = forms.EditionForm(
        request.POST or None, user=request.user, instance=Edition(visibility="public"), initial=initial
    )
    if saved := moving.save(request, form, _("Edition saved as a draft. Now its seats and its meetings.")):
        return redirect("school:edition_edit", slug=saved.slug)
    context = {"form": form, "edition": form.instance, "fields": SECTIONS}
    return render(request, "school/catalogue/edition_new.html", context)


@login_required
def edition_edit(request, slug):
    """The page where an edition is made."""
    edition = find(request, slug)
    require(request.user, "school.hand_out_edition", edition)
    if request.method != "POST":
        return _page(request, edition)
    require(request.user, "school.change_edition", edition)
    form = forms.EditionForm(request.POST, instance=find(request, slug), user=request.user)
    if moving.save(request, form, _("Edition saved.")):
        return redirect("school:edition_edit", slug=slug)
    return _page(request, edition, form=form)


@login_required
def part_add(request, slug, key):
    """One more row in a section."""
    part, edition = PARTS[key], find(request, slug)
    require(request.user, part.permission, edition)
    if request.method != "POST":
        return redirect(_section(edition, key))
    form = part.new(request, edition, request.POST, request.FILES)
    if moving.save(request, form, _("Saved.")):
        return redirect(_section(edition, key))
    return _page(request, edition, **{key: form})


@login_required
def part_edit(request, slug, key, pk):
    """Rewrite a row of a section."""
    part, edition = PARTS[key], find(request, slug)
    require(request.user, part.permission, edition)
    row = get_object_or_404(part.model, edition=edition, pk=pk)
    form = part.form(request.POST or None, request.FILES or None, instance=row, user=request.user)
    if moving.save(request, form, _("Saved.")):
        return redirect(_section(edition, key))
    context = {"form": form, "edition": edition, "title": part.label, "back": _section(edition, key)}
    return render(request, "school/catalogue/part_form.html", context)


@login_required
@require_POST
def part_remove(request, slug, key, pk):
    """Take a row of a section away."""
    part, edition = PARTS[key], find(request, slug)
    row = get_object_or_404(part.model, edition=edition, pk=pk)

    def remove():
        words = _("“%(part)s” removed.") % {"part": row}
        part.remove(part=row, by=request.user)
        return words

    moving.attempt(request, remove)
    return redirect(_section(edition, key))


@login_required
def edition_copy(request, slug):
    """The same edition on other days."""
    edition = find(request, slug)
    require(request.user, "school.add_edition")
    form = forms.CopyForm(request.POST or None, initial={"title": edition.title})
    if request.method == "POST" and form.is_valid():
        made = []

        def copy():
            made.append(services.copy_edition(edition=edition, **form.cleaned_data, by=request.user))
            return _("Copied as a draft: check the dates, then publish it.")

        if moving.attempt(request, copy):
            return redirect("school:edition_edit", slug=made[0].slug)
    context = {"form": form, "edition": edition, "title": _("Hold it again"), "back": edition.get_absolute_url()}
    return render(request, "school/catalogue/part_form.html", context)


def _section(edition, key):
    return f"{reverse('school:edition_edit', args=[edition.slug])}#{key}"


def _page(request, edition, **bound):
    """The page with its sections; ``bound``: the form that was refused, in place of an empty one."""
    user = request.user
    may_change = user.has_perm("school.change_edition", edition)
    sessions = list(edition.sessions.select_related("venue").prefetch_related("speakers__expert"))
    context = {
        "edition": edition,
        "form": bound.get("form") or (forms.EditionForm(instance=edition, user=user) if may_change else None),
        "fields": SECTIONS,
        "parts": {key: _rows(request, part, edition, bound.get(key)) for key, part in PARTS.items()},
        "sessions": sessions,
        "warnings": [words for session in sessions for words in _warnings(session, edition, user)],
        "checklist": edition_workflow.checklist(edition, user),
        "may_change": may_change,
    }
    return render(request, "school/catalogue/edition_edit.html", context)


def _warnings(session, edition, user):
    session.edition = edition
    return clashes.warnings_about(session, user)


def _rows(request, part, edition, refused):
    rows = part.model.objects.filter(edition=edition)
    if part.key == "staff":
        rows = rows.select_related("person")
    return {"rows": rows, "form": refused or part.new(request, edition), "is_open": refused is not None}
