"""Doing from a page what may be refused: the sentences of a refusal are shown on the page one came from."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def perform(request, workflow, record, name, *, make=None):
    """Make the move ``name``; what it waits for, or an answer that is missing, becomes messages.

    ``make``: a service that makes the move together with something else, called without arguments.
    """

    def move():
        moved = make() if make else workflow.perform(record, name, by=request.user, answers=request.POST)
        return _("Done: it is now “%(state)s”.") % {"state": moved.get_status_display()}

    return attempt(request, move)


def attempt(request, act):
    """Call ``act``, whose answer is the message of success; False, with messages, when it is refused."""
    try:
        words = act()
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
        return False
    messages.success(request, words)
    return True


def tell(request, form):
    """The errors of a small form that stands on another page, as messages."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        for error in errors:
            messages.error(request, f"{label}: {error}" if label else error)


def save(request, form, words):
    """Save a bound form as who asks: what came out, or None when it was not valid or somebody saved first."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        saved = form.save(by=request.user)
    except ValidationError as refused:
        _put_on(form, refused)
        return None
    if saved:
        messages.success(request, words)
    return saved


def _put_on(form, refused):
    """The errors of a service on the form: beside their field where the form has it, otherwise on top."""
    found = refused.message_dict if hasattr(refused, "error_dict") else {None: refused.messages}
    for name, sentences in found.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
