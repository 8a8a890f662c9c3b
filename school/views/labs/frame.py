"""What the pages of labs share: finding things, the way to them, doing something and telling."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from actors.models import Territory
from convergenze.core.rules_glue import require
from convergenze.history import queries as history_queries
from convergenze.history import services as history
from school.models import Lab, Output, Team

SHOWN_ENTRIES = 8


def find_lab(request, public_id, permission=""):
    """The lab of a page, of an edition that exists for who asks; 403 without ``permission`` on it."""
    rows = Lab.objects.visible_to(request.user).select_related("edition__course", "phase")
    return _with(request, get_object_or_404(rows, public_id=public_id), permission)


def find_team(request, public_id, permission=""):
    """The team of a page."""
    places = Territory.objects.visible_to(request.user).defer("boundary")
    rows = Team.objects.visible_to(request.user).select_related("lab__edition")
    rows = rows.prefetch_related(Prefetch("territory", places))
    return _with(request, get_object_or_404(rows, public_id=public_id), permission)


def find_output(request, public_id, permission=""):
    """The output of a page; 404 for whoever may not know it, 403 without ``permission`` on it."""
    rows = Output.objects.visible_to(request.user).select_related("team__lab__edition", "promoted_revision")
    return _with(request, get_object_or_404(rows, public_id=public_id), permission)


def find_revision(output, number):
    """The revision of ``output`` with this number; 404 when there is none."""
    if not str(number).isascii() or not str(number).isdigit() or len(str(number)) > 5:
        raise Http404
    return get_object_or_404(output.revisions, number=number)


def _with(request, found, permission):
    if permission:
        require(request.user, permission, found)
    return found


def trail_to(edition, *steps):
    """[(label, href)] from the School to ``edition``, and on through the records ``steps``."""
    way = [(_("School"), reverse("school:home")), (edition.title, edition.get_absolute_url())]
    return [*way, *((str(step), step.get_absolute_url()) for step in steps)]


def form_page(request, form, title, back, trail, **more):
    """The page of a form; 409 when somebody else saved first."""
    context = {"form": form, "title": title, "back": back, "trail": trail} | more
    return render(request, "layouts/record_form.html", context, status=409 if getattr(form, "stale", None) else 200)


def attempt(request, act, done):
    """Do ``act`` and say ``done`` (or what it answers); what it waits for becomes messages. Whether it was done."""
    try:
        answer = act()
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
        return False
    messages.success(request, done(answer) if callable(done) else done)
    return True


def put_on(form, refused):
    """The sentences of a service on ``form``: beside their field where it has it, otherwise on top."""
    found = refused.message_dict if hasattr(refused, "error_dict") else {None: refused.messages}
    for name, sentences in found.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)


def past_lines(record, user):
    """The last lines of the record's history, as ``user`` may read them."""
    return history_queries.lines(history.entries_of(record)[:SHOWN_ENTRIES], user)
