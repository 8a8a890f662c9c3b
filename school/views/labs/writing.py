"""The page where a team writes a canvas: whole without JavaScript, field by field with it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from school.choices.canvases import canvas_of
from school.forms.labs import FieldForm
from school.queries import labs as reading
from school.services import labs
from school.services.labs import FieldConflict
from school.views.labs.frame import find_output, trail_to

PAGE = "school/labs/output_edit.html"


@login_required
def output_edit(request, public_id):
    """Write a canvas. Without JavaScript the whole of it is sent; what others saved meanwhile is shown beside it."""
    output = find_output(request, public_id, "school.read_output")
    if not request.user.has_perm("school.write_output", output) and request.method == "GET":
        return redirect(output)
    rows = reading.canvas_rows(output, request.user)
    forms = [FieldForm(row, request.POST if request.method == "POST" else None) for row in rows]
    if request.method == "POST":
        saved = [_rename(request, output), *(_save(request, output, form) for form in forms)]
        if all(saved):
            messages.success(request, _("Saved."))
            return redirect("school:output_edit", public_id=output.public_id)
        messages.error(request, _("Not everything could be saved: look at the fields that are marked."))
        fresh = {row.asked.name: row for row in reading.canvas_rows(output, request.user)}
        forms = [form if _is_open(form) else FieldForm(fresh[form.row.asked.name]) for form in forms]
    trail = trail_to(output.team.lab.edition, output.team.lab, output.team)
    context = _context(output) | {"forms": forms, "trail": trail}
    return render(request, PAGE, context, status=409 if any(form.theirs for form in forms) else 200)


def _rename(request, output):
    """Give it the title typed, unless it is the one that was opened. Whether all is well."""
    title = request.POST.get("title", "").strip()
    if title == request.POST.get("opened_title", ""):
        return True
    try:
        labs.rename_output(output=output, title=title, by=request.user)
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
        return False
    return True


@login_required
@require_POST
def output_field(request, public_id, name):
    """Save one field and answer with it as it stands, or with both texts where somebody else was faster."""
    output = find_output(request, public_id, "school.read_output")
    row = _row_or_404(output, name, request.user)
    form = FieldForm(row, request.POST)
    if not request.htmx:
        raise Http404
    if _save(request, output, form):
        form = FieldForm(reading.field_row(output, name, request.user))
        form.is_saved = True
    return render(request, f"{PAGE}#field", _context(output) | {"form": form})


@login_required
@require_GET
def output_pulse(request, public_id):
    """What others have written since, and who is writing; fields travel by themselves to their places."""
    output = find_output(request, public_id, "school.read_output")
    if not request.user.has_perm("school.write_output", output):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = output.get_absolute_url()
        return response
    rows = reading.canvas_rows(output, request.user)
    writers = labs.tell_presence(output=output, field=request.GET.get("writing", ""), by=request.user)
    names = {field.name: field.label for field in canvas_of(output.kind).fields}
    context = _context(output) | {
        "forms": [FieldForm(row) for row in rows if _is_newer(row, request.GET)],
        "writers": [(one.name, names.get(one.field, "")) for one in writers],
        "last": max((row for row in rows if row.at), key=lambda row: row.at, default=None),
    }
    return render(request, f"{PAGE}#pulse", context)


def _is_newer(row, opened):
    version = opened.get(f"{row.asked.name}-base", "").partition(":")[0]
    return version.isdigit() and version != str(row.version)


def _row_or_404(output, name, user):
    row = reading.field_row(output, name, user)
    if row is None:
        raise Http404
    return row


def _save(request, output, form):
    """Save what the form of one field says; otherwise the form tells why. Whether it is saved."""
    form.full_clean()
    if form.is_untouched:
        return True
    try:
        labs.save_field(output=output, name=form.row.asked.name, by=request.user, **form.answers)
    except FieldConflict:
        form.face(reading.field_row(output, form.row.asked.name, request.user))
    except ValidationError as refused:
        form.add_error("value", refused.messages)
    else:
        return True
    return False


def _is_open(form):
    """Something is still to be put right in it."""
    return form.theirs is not None or bool(form.errors)


def _context(output):
    return {
        "output": output,
        "team": output.team,
        "canvas": canvas_of(output.kind),
        "line": reading.line_of(output),
        "pulse": reverse("school:output_pulse", args=[output.public_id]),
    }
