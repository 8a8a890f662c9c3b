"""Enrolling from a file: read, shown line by line, confirmed, and told how each line ended."""

import json

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _

from convergenze.exchange.downloads import table_answer
from convergenze.exchange.messages import SpokenError
from school.choices.enrolment import EnrolmentSource
from school.forms.enrolment import UploadForm
from school.queries.seats import seats_of
from school.services.nominations import enrol_many
from school.sheets.colleagues import HEADER, check_lines, read_file
from school.views.enrolment import frame
from school.views.enrolment.nominating import may_enrol_anyone

EXAMPLE = ("Maria", "Rossi", "maria.rossi@comune.esempio.it", "officer", "Istruttrice tecnica", "Comune di Esempio")
TEMPLATE = "school/enrolment/enrol_file.html"


@login_required
def enrol_file(request, slug):
    """``?format=csv`` gives the template; a file is first shown with its errors, and written when confirmed."""
    edition = frame.find_edition(request, slug)
    anyone = may_enrol_anyone(request.user, edition)
    if request.GET.get("format") == "csv":
        return table_answer(HEADER, [EXAMPLE], "csv", "modello-iscrizioni")
    if "download" in request.POST:
        return _download(request)
    context = {"edition": edition, "trail": frame.trail_to(edition), "anyone": anyone}
    form = UploadForm(
        request.POST or None, request.FILES or None, user=request.user, anyone=anyone,
        seats=seats_of(edition, invited=anyone),
    )  # fmt: skip
    confirmed = _kept_lines(request)
    if confirmed is not None:
        form.fields["file"].required = False
    context["form"] = form
    if request.method == "POST" and form.is_valid():
        try:
            rows = (
                confirmed
                if confirmed is not None
                else read_file(form.cleaned_data["file"], form.cleaned_data["file"].name)
            )
        except SpokenError as unreadable:
            form.add_error("file", str(unreadable))
        else:
            return _show(request, context, form, rows, is_confirmed=confirmed is not None)
    return render(request, TEMPLATE, context, status=422 if form.errors else 200)


def _kept_lines(request):
    """The lines that the page shown before carried along; None when a file is sent, or they were spoilt."""
    try:
        rows = json.loads(request.POST["lines"])
        return [(int(number), {str(name): str(cell) for name, cell in cells.items()}) for number, cells in rows]
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def _show(request, context, form, rows, *, is_confirmed):
    wanted = form.cleaned_data
    bodies = form.fields["organisation"] if context["anyone"] else None
    lines = check_lines(rows, bodies=bodies, organisation=wanted["organisation"])
    good = [line for line in lines if line.person]
    context |= {"lines": lines, "good": good, "wrong": len(lines) - len(good)}
    if not is_confirmed:
        context["kept"] = json.dumps([(line.number, line.cells) for line in good])
        context["told"] = _told((line.number, line.cells, "; ".join(line.problems)) for line in lines if line.problems)
        return render(request, TEMPLATE, context)
    outcomes = enrol_many(
        edition=context["edition"], pool=wanted["pool"], people=[line.person for line in good],
        source=EnrolmentSource.CSV, request_key=wanted["request_key"], by=request.user,
    )  # fmt: skip
    cells = {line.number: line.cells for line in good}
    context |= {
        "outcomes": outcomes,
        "made": sum(one.enrolment is not None for one in outcomes),
        "told": _told((one.nominee.line, cells[one.nominee.line], one.words) for one in outcomes),
    }
    return render(request, TEMPLATE, context)


def _told(rows):
    """What a download repeats: [[line, name, e-mail, words]] as JSON."""
    return json.dumps([[number, cells.get("name", ""), cells.get("email", ""), words] for number, cells, words in rows])


def _download(request):
    """The result that the page showed, as a table: it is the reader's own, and kept nowhere else."""
    try:
        rows = [[str(cell) for cell in row] for row in json.loads(request.POST.get("told", ""))]
    except (ValueError, TypeError):
        rows = []
    return table_answer([_("Line"), _("Name"), _("E-mail"), _("Result")], rows, "csv", "iscrizioni")
