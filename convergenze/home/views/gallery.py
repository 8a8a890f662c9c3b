"""``/ui/``: every component with its arguments and an example."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from convergenze.core.rules_glue import require
from convergenze.home import gallery


@require_safe
def components(request):
    """For the programme's staff."""
    require(request.user, "accounts.view_gallery")
    entries = gallery.entries(request)
    links = [(entry.name, f"#c-{entry.name}") for entry in entries]
    return render(request, "home/gallery.html", {"components": entries, "links": links, "filters": gallery.filters()})
