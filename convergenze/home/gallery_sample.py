"""Invented things for the examples of the gallery."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import django_filters
from django import forms

from convergenze.accounts.models import User
from convergenze.core.filters import StrictFilterSet
from convergenze.core.pages import CappedPaginator
from convergenze.core.templatetags.blocks import tone_of
from convergenze.workflow import Move

FAMILIES = [
    ("public_administration", "Public administration"), ("public_body", "Public body"), ("foundation", "Foundation"),
    ("cooperation", "Cooperation"), ("economic_actor", "Economic actor"), ("third_sector", "Third sector"),
    ("financial_body", "Financial body"), ("civil_society", "Civil society"), ("knowledge", "Knowledge"),
]  # fmt: skip
ICONS = ["search", "user", "filter", "download", "upload", "warning", "info", "clock", "lock", "open", "edit", "plus",
         "bin", "copy", "link", "calendar", "place", "external", "key", "convergence"]  # fmt: skip


class SampleForm(forms.Form):
    title = forms.CharField(label="Title", help_text="Say what will be different, and by when.")
    ends_on = forms.DateField(label="Ends on", required=False)
    amount = forms.DecimalField(label="Amount in euro", required=False)
    family = forms.ChoiceField(label="Family", choices=FAMILIES)
    levers = forms.MultipleChoiceField(
        label="Levers", choices=[("rules", "Rules"), ("funds", "Funds")], widget=forms.CheckboxSelectMultiple
    )
    open = forms.BooleanField(label="Open to everybody", required=False)


class SampleFilter(StrictFilterSet):
    q = django_filters.CharFilter(label="Name", field_name="name")
    language = django_filters.ChoiceFilter(label="Language", choices=[("it", "Italian"), ("en", "English")])

    class Meta:
        model = User
        fields = ["q", "language"]


def _query(request):
    query = request.GET.copy()
    query.update({"language": "it", "colour": "red"})
    return query


def _checklist():
    propose = Move("propose", ("draft",), "proposed", "", label="Propose")
    give_back = Move("return", ("proposed",), "draft", "", asks=("reason",), label="Give back")
    start = Move("activate", ("proposed",), "active", "", label="Start")
    return [(propose, []), (give_back, []), (start, ["Adopt a portfolio before the mission starts."])]


def sample(request):
    """What the examples show."""
    wrong = SampleForm({"wrong-title": "", "wrong-ends_on": "soon", "wrong-family": "cooperation"}, prefix="wrong")
    record = SimpleNamespace(status="active", get_status_display=lambda: f"Active ({tone_of('active')})")
    at = datetime(2026, 9, 30, 7, 30, tzinfo=UTC)
    changes = [("Title", "Green homes", "Zero-emission neighbourhoods"), ("Ends on", "", "31/12/2032")]
    tabs = [("actions", "Actions"), ("coverage", "Coverage"), ("links", "Links", 4)]
    entry = {"at": at, "by": "Anna Ferri", "label": "proposed", "reason": "Ready for the jury.", "rows": changes}
    return {
        "tabs": [(key, label, "#content", *count) for key, label, *count in tabs],
        "amount": 12_200_000, "record": record, "tags": ["Energy", ("Housing", "#content")], "families": FAMILIES,
        "icons": ICONS, "day": date(2032, 12, 31), "columns": [("amount", "Amount")],
        "rows": [
            {"name": "Comune di Valfiorita", "family": FAMILIES[0][0], "label": FAMILIES[0][1], "amount": 1_250_000},
            {"name": "Coop Abitare Insieme", "family": FAMILIES[3][0], "label": FAMILIES[3][1], "amount": None},
        ],
        "people": [
            SimpleNamespace(name="Comune di Valfiorita", family=FAMILIES[0][0], family_label=FAMILIES[0][1], href="#f"),
            SimpleNamespace(name="Coop Abitare Insieme", family=FAMILIES[3][0], family_label=FAMILIES[3][1], href=""),
        ],
        "page": CappedPaginator(range(240), 25).page(3),
        "filterset": SampleFilter(_query(request), User.objects.none()),
        "form": SampleForm(prefix="one"), "wrong_form": wrong, "other_form": SampleForm(prefix="other"),
        "steps": ["Challenge", "Mission", "Objectives", "Review"], "changes": changes,
        "scores": [1, 2, 3, 3, 4], "checklist": _checklist(), "entries": [entry],
        "facts": {"@context": "https://schema.org", "@type": "Course", "name": "Green homes"},
        "panels": [("components/empty_state.html", {"title": "What another app shows here"})],
    }  # fmt: skip
