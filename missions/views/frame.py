"""What the pages of a mission share: the way to it and the row of its pages."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from missions.models import Mission


def find(request, slug):
    """The mission with this slug among those that exist for who asks; 404 otherwise."""
    rows = Mission.objects.visible_to(request.user).select_related("territory", "owner", "challenge__territory", "lead")
    return get_object_or_404(rows, slug=slug)


def tabs_of(mission):
    """The pages of ``mission``: [(key, label, href)]."""
    names = [
        ("detail", _("Overview")),
        ("objectives", _("Objectives")),
        ("gate", _("Gate")),
        ("governance", _("Governance")),
        ("knowledge", _("Knowledge and history")),
    ]
    return [(key, label, reverse(f"missions:{key}", args=[mission.slug])) for key, label in names]
