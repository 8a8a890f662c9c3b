"""What the pages of governance share: the way to them, their tabs, their forms."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from convergenze.history import queries as history_queries
from convergenze.history import services as history

SHOWN_ENTRIES = 15


def trail_to(mission, *steps):
    """[(label, href)] from the missions to the governance of ``mission``, and on through ``steps``."""
    return [
        (_("Missions"), reverse("missions:list")),
        (mission.title, mission.get_absolute_url()),
        (_("Governance"), reverse("missions:governance", args=[mission.slug])),
        *steps,
    ]


def lists():
    """The lists of the site as tabs: [(key, label, href)]."""
    names = [
        ("decisions", _("Decisions"), "decision_list"),
        ("commitments", _("Commitments"), "commitment_list"),
        ("bodies", _("Bodies"), "body_list"),
        ("procedures", _("Procedures"), "procedure_list"),
    ]
    return [(key, label, reverse(f"missions:{name}")) for key, label, name in names]


def find(request, model, slug, *related):
    """The record with this slug among those that exist for who asks; 404 otherwise."""
    return get_object_or_404(model.objects.visible_to(request.user).select_related(*related), slug=slug)


def history_of(request, record):
    """Lines of the history for who is signed in; None for a visitor."""
    if not request.user.is_authenticated:
        return None
    return history_queries.lines(history.entries_of(record)[:SHOWN_ENTRIES], request.user)


def form_page(request, form, *, title, trail, lead="", eyebrow="", save_label=""):
    """A form in one column; its way back is the last step of ``trail``."""
    context = {
        "form": form, "title": title, "trail": trail, "lead": lead, "eyebrow": eyebrow, "save_label": save_label,
        "back": trail[-1][1],
    }  # fmt: skip
    return render(request, "layouts/record_form.html", context)
