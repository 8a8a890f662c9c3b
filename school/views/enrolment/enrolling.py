"""Enrolling oneself, also from an invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from convergenze.core.errors import Busy
from convergenze.core.rules_glue import require
from school.choices.enrolment import EnrolmentSource
from school.forms.enrolment import EnrolForm
from school.models import Enrolment
from school.queries.seats import card_of, seats_of
from school.queries.states import told
from school.services import enrolment as services
from school.views.enrolment import frame


@login_required
def enrol(request, slug):
    """The form; who is enrolled already is led to where they stand."""
    edition = frame.find_edition(request, slug)
    require(request.user, "school.enrol_edition", edition)
    return enrol_page(request, edition)


def enrol_page(request, edition, invitation=None):
    """The form for ``edition``, filled in with what is known of the person and of their ``invitation``."""
    card = card_of(edition, request.user)
    if card.is_enrolled:
        return redirect(card.mine)
    context = {"edition": edition, "card": card, "trail": frame.trail_to(edition), "invitation": invitation}
    # What was typed while the last seat went stays on the page: the service says why it came too late.
    if invitation is None and not card.may_enrol and request.method != "POST":
        return render(request, "school/enrolment/enrol.html", context)
    form = context["form"] = EnrolForm(
        request.POST or None, edition=edition, user=request.user, seats=_seats(edition, invitation),
        invitation=invitation, initial=_known(request.user, invitation),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, _enrol(request, edition, form, invitation))
        except ValidationError as refused:
            frame.put_on(form, refused)
        except Busy as busy:
            return _busy(request, context, busy)
    return render(request, "school/enrolment/enrol.html", context, status=422 if form.errors else 200)


def _busy(request, context, busy):
    words = _("Many people are enrolling now. Nothing you typed is lost: press the button again.")
    context["form"].add_error(None, words)
    answer = render(request, "school/enrolment/enrol.html", context, status=503)
    answer["Retry-After"] = busy.retry_after
    return answer


def _seats(edition, invitation):
    seats = seats_of(edition, invited=invitation is not None)
    wanted = [one for one in seats if invitation and one.pool.pk == invitation.pool_id]
    return wanted or seats


def _known(user, invitation):
    """What the form begins with."""
    last = Enrolment.objects.filter(person__account=user, forgotten_at=None).order_by("-pk").first()
    person = getattr(user, "person", None)
    return {
        "name": last.name if last else str(person or user),
        "email": invitation.email if invitation else user.email,
        "job_role": last.job_role if last else None,
        "job_title": last.job_title if last else getattr(person, "job_title", ""),
    }


def _enrol(request, edition, form, invitation):
    source = EnrolmentSource.INVITATION if invitation else EnrolmentSource.SELF
    return services.enrol(
        edition=edition, invitation=invitation, source=source, by=request.user, **form.cleaned_data
    )  # fmt: skip


def _done(request, enrolment):
    messages.success(request, _("Done: “%(state)s”. We wrote to %(email)s.") % {
        "state": told(enrolment).title, "email": enrolment.email,
    })  # fmt: skip
    return redirect(enrolment)
