"""Same view, whole page or one part of it."""

from django.shortcuts import render


def render_part(request, template, context, *, part, status=200):
    """Render ``template``; when htmx asks (not a boosted or history request) only its partial ``part``."""
    htmx = request.htmx
    wants_part = htmx and not htmx.boosted and not htmx.history_restore_request
    response = render(request, f"{template}#{part}" if wants_part else template, context, status=status)
    response["Vary"] = ", ".join(filter(None, [response.get("Vary"), "HX-Request"]))
    return response
