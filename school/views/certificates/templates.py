"""Templates of certificates: who signs, version by version."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from school.choices.certificates import CertificateKind
from school.forms.certificates import TemplateForm
from school.models import CertificateTemplate
from school.queries.certificates import template_for

COPIED = [name for name in TemplateForm.Meta.fields if name != "kind"]


@login_required
def template_list(request):
    """The versions so far, and the form of the next one, which starts from the one in use."""
    require(request.user, "school.write_template")
    kind = request.GET.get("kind", CertificateKind.ATTENDANCE)
    kind = kind if kind in CertificateKind.values else CertificateKind.ATTENDANCE
    newest = template_for(kind) or CertificateTemplate.objects.order_by("-pk").first()
    told = {name: getattr(newest, name) for name in COPIED} if newest else {}
    form = TemplateForm(request.POST or None, initial=told | {"kind": kind})
    if request.method == "POST" and form.is_valid() and (made := form.save(by=request.user)):
        messages.success(request, _("Version %(n)d is in use from now on.") % {"n": made.number})
        return redirect("school:template_list")
    context = {"form": form, "templates": CertificateTemplate.objects.order_by("kind", "-number")}
    return render(request, "school/certificates/templates.html", context)
