"""Invitations: sent and taken back by the School, opened by the person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from convergenze.core import moving
from convergenze.core.pages import page_of
from school.forms.enrolment import InviteForm
from school.services import invitations as services
from school.views.enrolment import frame
from school.views.enrolment.enrolling import enrol_page


@login_required
def invitation_list(request, slug):
    """Who was invited and what came of it; a form to invite more."""
    edition = frame.find_edition(request, slug, "school.run_enrolments")
    form = InviteForm(request.POST or None, edition=edition, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = services.invite(edition=edition, by=request.user, **form.cleaned_data)
        words = ngettext("%(n)d invitation was sent.", "%(n)d invitations were sent.", len(made)) % {"n": len(made)}
        messages.success(request, words)
        return redirect("school:invitation_list", slug=slug)
    rows = edition.invitations.select_related("pool", "organisation")
    context = frame.desk_frame(
        edition, "invitation_list", form=form, page=page_of(request, rows, size=50), now=timezone.now()
    )
    return render(request, "school/enrolment/invitation_list.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def invitation_revoke(request, slug, pk):
    """Take a link back."""
    edition = frame.find_edition(request, slug, "school.run_enrolments")
    invitation = get_object_or_404(edition.invitations, pk=pk)

    def revoke():
        services.revoke(invitation=invitation, by=request.user)
        return _("The link sent to %(email)s opens nothing any more.") % {"email": invitation.email}

    moving.attempt(request, revoke)
    return redirect("school:invitation_list", slug=slug)


@never_cache
def invitation(request, token):
    """The form, filled in; what became of the link when it works no more; the way in for who is not signed in."""
    found = services.invitation_of(token)
    if found is None:
        raise Http404
    if found.is_usable and request.user.is_authenticated:
        return enrol_page(request, found.edition, found)
    context = {"invitation": found, "edition": found.edition}
    return render(request, "school/enrolment/invitation.html", context, status=200 if found.is_usable else 410)
