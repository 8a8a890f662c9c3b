"""Work in progress: moves of a state machine, history, long jobs."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from convergenze.core import panels

register = template.Library()
MOVE_KINDS = {"primary": "primary", "success": "primary", "danger": "danger"}


@register.inclusion_tag("components/move_bar.html", takes_context=True)
def move_bar(context, checklist, url, title=""):
    """The moves a reader may make, with what they wait for and a field for each answer they ask.

    ``checklist``: of ``Workflow.checklist``. ``url``: address of a move with ``MOVE`` for its name, made by
    ``{% url "missions:mission_move" slug "MOVE" as url %}``. Posts the answers by name (``reason``).
    """
    moves = [
        {
            "name": move.name,
            "label": move.label or _words(move.name),
            "kind": MOVE_KINDS.get(move.tone, "secondary"),
            "asks": [(name, ask_label(name)) for name in move.asks],
            "reasons": reasons,
            "url": url.replace("MOVE", move.name),
        }
        for move, reasons in checklist
    ]
    return {"moves": moves, "title": title, "csrf_token": context.get("csrf_token")}


def ask_label(name):
    """The words before the field of an answer."""
    known = {
        "reason": _("Reason"),
        "decision": _("Decision"),
        "note": pgettext("field", "Note"),
        "proof": _("How it was kept"),
    }
    return known.get(name) or _words(name)


def _words(name):
    return name.replace("_", " ").capitalize()


@register.inclusion_tag("components/timeline.html")
def timeline(entries, empty=""):
    """History, newest first. Each entry: ``at``, ``by``, ``label`` (else ``act``), ``reason`` and, if any,
    ``rows`` (label, before, after) and ``href`` with ``subject_label``."""
    return {"entries": entries, "empty": empty}


@register.inclusion_tag("components/live_progress.html")
def live_progress(url, done, total=None, label="", finished=False):
    """A long job: polled by htmx from ``url`` (which answers this same component) until ``finished``.

    Without JavaScript it shows a link that loads the page again.
    """
    share = None if not total else min(done / total, 1)
    return {"url": url, "done": done, "total": total, "label": label, "finished": finished, "share": share}


@register.simple_tag(takes_context=True)
def show_panels(context, panels):
    """The panels other apps registered for this page: ``panels`` comes from ``core.panels.panels_for`` in the view."""
    request = context.get("request")
    return mark_safe("".join(render_to_string(template, values, request) for template, values in panels))


@register.simple_tag(takes_context=True)
def record_panels(context, record, place="records.detail"):
    """What apps beside every record show on its page, whatever it is: comments, tasks (see ``core.panels``).

    ``place="records.header"`` gives what belongs among the buttons of its header.
    """
    return mark_safe("".join(panels.rendered(place, record, context["request"])))
