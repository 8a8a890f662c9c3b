"""Pages of evidence: written and removed beside the record it is about."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core.rules_glue import require
from convergenze.notes import services, subjects
from convergenze.notes.forms import EvidenceForm
from convergenze.notes.models import Evidence


@login_required
def evidence_new(request, word, slug):
    """Write a piece of evidence about a record."""
    evidence = Evidence(subject=_subject(request, word, slug))
    require(request.user, "notes.change_evidence", evidence)
    return _edit(request, evidence)


@login_required
def evidence_edit(request, pk):
    """Correct a piece of evidence."""
    return _edit(request, _mine(request, pk, "notes.change_evidence"))


@login_required
@require_POST
def evidence_remove(request, pk):
    """Remove a piece of evidence."""
    evidence = _mine(request, pk, "notes.delete_evidence")
    services.remove_evidence(evidence=evidence, by=request.user)
    messages.success(request, _("Evidence removed."))
    return redirect(evidence.subject)


def _edit(request, evidence):
    form = EvidenceForm(request.POST or None, instance=evidence)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("Evidence saved."))
        return redirect(evidence.subject)
    return render(request, "notes/evidence_form.html", {"form": form, "subject": evidence.subject})


def _subject(request, word, slug):
    model = subjects.model_of(word)
    if model is None:
        raise Http404
    return get_object_or_404(model.objects.visible_to(request.user), slug=slug)


def _mine(request, pk, permission):
    evidence = get_object_or_404(Evidence, pk=pk)
    if not request.user.has_perm("notes.view_evidence", evidence):
        raise Http404
    require(request.user, permission, evidence)
    return evidence
