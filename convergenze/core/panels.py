"""Panels: how an app shows itself on a page of an app below it, without that app knowing.

``register("missions.detail", template=…)`` decorates ``f(obj, user) -> context | None``; None hides the panel.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string

_panels: dict[str, list["Panel"]] = {}


@dataclass(frozen=True)
class Panel:
    """One registered panel; ``order`` small first."""

    template: str
    context: Callable
    order: int


def register(place, *, template, order=50):
    """Decorator: show ``template`` with what the function returns on every page that asks for ``place``."""

    def keep(function):
        _panels.setdefault(place, []).append(Panel(template, function, order))
        _panels[place].sort(key=lambda panel: panel.order)
        return function

    return keep


def panels_for(place, obj, user):
    """List of (template, context) to render at ``place`` for ``obj``, in order, hidden ones left out."""
    found = ((panel.template, panel.context(obj, user)) for panel in _panels.get(place, ()))
    return [(template, context) for template, context in found if context is not None]


def rendered(place, obj, request):
    """The panels of ``place`` as HTML, in order; each template gets its context and ``record`` (``obj``)."""
    found = panels_for(place, obj, request.user)
    return [render_to_string(template, context | {"record": obj}, request) for template, context in found]
