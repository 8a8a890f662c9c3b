"""The desk of an edition's certificates: who has one, who waits, issuing for all, corrections, revocations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from convergenze.core.htmx import render_part
from convergenze.core.rules_glue import require
from convergenze.core.tasks import start
from convergenze.exchange.downloads import table_answer
from school.forms.certificates import CorrectionForm, IssueForm, RevocationForm
from school.models import Certificate, Edition, Enrolment
from school.queries.certificate_export import HEADER, lines
from school.queries.certificates import kind_for, people_of, tally_of, template_for, to_be_certified
from school.services import certificates as services
from school.tasks import issue_certificates, issuing


def edition_of(request, slug):
    """The edition of the address, for who issues its certificates."""
    edition = get_object_or_404(Edition.objects.visible_to(request.user).select_related("course"), slug=slug)
    require(request.user, "school.issue_certificate", edition)
    return edition


@login_required
@require_safe
def certificates(request, slug):
    """Everybody who took part, with their certificates; the same as a file."""
    edition = edition_of(request, slug)
    people = people_of(edition, request.user)
    if (kind := request.GET.get("format")) in ("csv", "xlsx"):
        header = [str(words) for words in HEADER]
        return table_answer(header, lines(people), kind, f"certificates-{edition.code}", edition.title)
    context = {
        "edition": edition, "people": people, "tally": tally_of(edition), "work": issuing(edition.pk),
        "template": template_for(kind_for(edition)), "form": IssueForm(),
        "waiting": set(to_be_certified(edition).values_list("pk", flat=True)),
    }  # fmt: skip
    return render_part(request, "school/certificates/desk.html", context, part="progress")


@login_required
@require_POST
def certificates_issue(request, slug):
    """Certify, in the background, all who completed the edition and have none."""
    edition = edition_of(request, slug)
    form = IssueForm(request.POST)
    if not form.is_valid():
        raise Http404
    if template_for(kind_for(edition)) is None:
        messages.error(request, _("Write first who signs: the template of this document is missing."))
    elif not (issuing(edition.pk) or {}).get("is_running"):
        start(issue_certificates, edition.pk, request.user.pk, form.cleaned_data["language"])
    return redirect("school:certificates", slug)


@login_required
@require_POST
def certificate_issue(request, public_id):
    """Certify one person."""
    enrolment = get_object_or_404(Enrolment.objects.visible_to(request.user), public_id=public_id)
    require(request.user, "school.issue_certificate", enrolment)
    try:
        made = services.issue(enrolment=enrolment, by=request.user)
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, _("Certificate %(serial)s is issued.") % {"serial": made.serial})
    return redirect("school:certificates", enrolment.edition.slug)


@login_required
def certificate_correct(request, code):
    """A new certificate in place of a wrong one."""
    found = _find(request, code, "school.correct_certificate")
    told = {name: found.context.get(name, "") for name in ("name", "body", "job_title")}
    form = CorrectionForm(request.POST or None, initial=told | {"language": found.language})
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        new = _done(form, lambda: services.supersede(
            certificate=found, reason=answers["reason"], corrections=answers, language=answers["language"],
            by=request.user,
        ))  # fmt: skip
        if new:
            told = {"new": new.serial, "old": found.serial}
            messages.success(request, _("%(new)s is issued; %(old)s says that it was superseded.") % told)
            return redirect("school:certificate_detail", new.code)
    return render(request, "school/certificates/correct.html", {"certificate": found, "form": form})


@login_required
def certificate_revoke(request, code):
    """The document no longer holds."""
    found = _find(request, code, "school.revoke_certificate")
    form = RevocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        if _done(form, lambda: services.revoke(certificate=found, by=request.user, **answers)):
            messages.success(request, _("Certificate %(serial)s is revoked.") % {"serial": found.serial})
            return redirect("school:certificate_detail", found.code)
    return render(request, "school/certificates/revoke.html", {"certificate": found, "form": form})


def _find(request, code, permission):
    rows = Certificate.objects.visible_to(request.user).select_related("enrolment__edition")
    found = get_object_or_404(rows, code=code)
    require(request.user, permission, found)
    return found


def _done(form, act):
    """What ``act`` made; None with its refusal among the errors of the form."""
    try:
        return act()
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return None
