"""Making a move from a page: the same answer whatever moves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def perform(request, workflow, record, name, *, make=None):
    """Make the move ``name`` and tell; what it waits for, or an answer that is missing, becomes messages.

    ``make``: a service that makes the move together with something else, called without arguments.
    """
    try:
        moved = make() if make else workflow.perform(record, name, by=request.user, answers=request.POST)
        messages.success(request, _("Done: it is now “%(state)s”.") % {"state": moved.get_status_display()})
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
