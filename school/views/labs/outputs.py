"""Pages of outputs: what is written, its revisions, its reviews, what it became."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import conversions
from school.choices.canvases import canvas_of
from school.forms.labs import AdoptForm, FreezeForm, PromoteForm, ReviewForm
from school.queries import labs as reading
from school.services import labs
from school.views.labs.frame import attempt, find_output, find_revision, past_lines, put_on, trail_to
from school.workflow import output_workflow
from school.workflow.outputs import MOVE_OF_VERDICT

# Moves that need no more than a button; reviewing and promoting have pages of their own.
BUTTONS = {"submit": labs.submit_output, "review": labs.begin_review}
# Moves that the page of the review leads to.
REVIEWING = {"review", *MOVE_OF_VERDICT.values()}


def _moves(output, user):
    return {move.name for move in output_workflow.moves_for(output, user)}


def output_detail(request, public_id):
    """An output: all of it for who may read it; for everybody else, once promoted, what it is and what it became."""
    output, user = find_output(request, public_id), request.user
    reads = user.has_perm("school.read_output", output)
    context = {
        "output": output,
        "trail": trail_to(output.team.lab.edition, output.team.lab, *([output.team] if reads else [])),
        "born": reading.outcome_of(output, user),
        "reads": reads,
    }
    return render(request, "school/labs/output_detail.html", context | (_inside(output, user) if reads else {}))


def _inside(output, user):
    moves = _moves(output, user)
    return {
        "rows": reading.canvas_rows(output, user),
        "line": reading.line_of(output),
        "authors": reading.named(output.contributors.select_related("organisation").order_by("pk"), user),
        "revisions": output.revisions.select_related("author"),
        "reviews": reading.reviews_of(output),
        "checklist": [row for row in output_workflow.checklist(output, user) if row[0].name in BUTTONS],
        "freeze": FreezeForm() if user.has_perm("school.write_output", output) else None,
        "may_write": user.has_perm("school.write_output", output),
        "may_review": bool(moves & REVIEWING),
        "may_promote": "promote" in moves,
        "history": past_lines(output, user),
    }


@login_required
@require_POST
def output_move(request, public_id, name):
    """Hand in, or begin the review."""
    output = find_output(request, public_id)
    act = BUTTONS.get(name)
    if act is None:
        messages.error(request, _("There is no such move here."))
    else:
        attempt(request, lambda: act(output=output, by=request.user), _done)
    return redirect(output)


def _done(output):
    return _("Done: it is now “%(state)s”.") % {"state": output.get_status_display()}


@login_required
@require_POST
def output_revise(request, public_id):
    """Freeze the canvas as it is now."""
    output = find_output(request, public_id)
    form = FreezeForm(request.POST)
    if form.is_valid():

        def done(revision):
            return _("Revision %(n)d is kept: it will not change.") % {"n": revision.number}

        note = form.cleaned_data["note"]
        attempt(request, lambda: labs.freeze_output(output=output, note=note, by=request.user), done)
    return redirect(output)


def output_compare(request, public_id):
    """One revision (``?b=``), or what changed from another (``?a=``) to it."""
    output = find_output(request, public_id, "school.read_output")
    later = find_revision(output, request.GET.get("b", ""))
    before = find_revision(output, request.GET["a"]) if request.GET.get("a") else None
    context = {
        "output": output,
        "revisions": output.revisions.all(),
        "before": before,
        "later": later,
        "rows": reading.revision_rows(later, request.user),
        "changes": reading.compare(before, later, request.user) if before else [],
        "trail": trail_to(output.team.lab.edition, output.team.lab, output.team, output),
    }
    return render(request, "school/labs/output_compare.html", context)


def _not_now(request, output):
    """Back to the output, whose state does not let it go this way."""
    told = {"state": output.get_status_display()}
    messages.info(request, _("This is now “%(state)s”: the move is no longer possible.") % told)
    return redirect(output)


@login_required
def output_review(request, public_id):
    """Review the last revision."""
    output = find_output(request, public_id, "school.review_output")
    if not _moves(output, request.user) & REVIEWING:
        return _not_now(request, output)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review = labs.review_output(output=output, by=request.user, **form.answers)
        except ValidationError as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("Review written: %(verdict)s.") % {"verdict": review.get_verdict_display()})
            return redirect(output)
    revision = output.revisions.first()
    context = {
        "output": output,
        "form": form,
        "revision": revision,
        "rows": reading.revision_rows(revision, request.user) if revision else [],
        "trail": trail_to(output.team.lab.edition, output.team.lab, output.team, output),
    }
    return render(request, "school/labs/output_review.html", context)


@login_required
def output_promote(request, public_id):
    """Choose what it becomes: a new record (``?as=challenge``), or one that is there already (``&tie=1``)."""
    output = find_output(request, public_id, "school.promote_output")
    if "promote" not in _moves(output, request.user):
        return _not_now(request, output)
    offered = conversions.for_kind(output.kind)
    chosen = next((one for one in offered if one.key == request.GET.get("as")), offered[0] if offered else None)
    ties = bool(chosen) and (bool(request.GET.get("tie")) or output.kind not in chosen.kinds)
    form = _promotion_form(request, output, chosen, ties) if chosen else None
    if form and request.method == "POST" and form.is_valid():
        act = labs.adopt_output if ties else labs.promote_output
        try:
            record = act(key=chosen.key, by=request.user, **form.answers)
        except ValidationError as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("“%(record)s” now says that it was born in the School.") % {"record": record})
            return redirect(record)
    context = {
        "output": output,
        "form": form,
        "chosen": chosen,
        "offered": offered,
        "ties": ties,
        "canvas": canvas_of(output.kind),
        "trail": trail_to(output.team.lab.edition, output.team.lab, output.team, output),
    }
    return render(request, "school/labs/output_promote.html", context)


def _promotion_form(request, output, chosen, ties):
    kind = AdoptForm if ties else PromoteForm
    return kind(request.POST or None, output=output, conversion=chosen, user=request.user)
