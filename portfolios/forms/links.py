"""Answers to a link between two actions: what it becomes, who promises what, whether to merge."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from missions.choices.governance import CommitmentKind
from missions.models import Decision
from portfolios.choices import Resolution
from portfolios.models import Action
from portfolios.queries.links import leads_of, shared_missions
from portfolios.services import Promise

REASON = forms.Textarea(attrs={"rows": 3})
HELP = {
    Resolution.MERGE: _("the two become one; both leads have to agree first"),
    Resolution.COORDINATE: _("both go on, and somebody promises what, by when"),
    Resolution.DIFFERENTIATE: _("both go on, and each changes something"),
    Resolution.ACCEPT: _("both go on as they are, and we say why"),
}


class ResolveForm(forms.Form):
    """One of the four resolutions with what it needs."""

    resolution = forms.ChoiceField(
        label=_("What becomes of the two?"), choices=Resolution.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"), widget=REASON, help_text=_("It stays in the history of the pair."), max_length=4000
    )
    of_body = forms.ModelChoiceField(
        Decision.objects.none(), label=_("Decision it follows from"), required=False,
        empty_label=_("None: the manager decides"),
    )  # fmt: skip

    def __init__(self, *args, link, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.link = link
        self.fields["resolution"].choices = [(code.value, f"{code.label}: {told}") for code, told in HELP.items()]
        missions = shared_missions(link, user).values("pk")
        self.fields["of_body"].queryset = Decision.objects.visible_to(user).filter(mission__in=missions)
        self.leads = leads_of(link)
        for place, action in enumerate(link.ends):
            self.fields[f"change_{place}"] = forms.CharField(
                label=_("To differentiate: what “%(action)s” will change") % {"action": action}, required=False,
                widget=forms.Textarea(attrs={"rows": 2}), max_length=2000,
            )  # fmt: skip
        for place, actor in enumerate(self.leads):
            self._add_promise(place, actor)

    def _add_promise(self, place, actor):
        named = {"actor": actor}
        self.fields[f"promise_{place}"] = forms.CharField(
            label=_("To coordinate: what %(actor)s will do") % named, required=False, max_length=250
        )
        self.fields[f"due_{place}"] = forms.DateField(label=_("By when, for %(actor)s") % named, required=False)
        self.fields[f"kind_{place}"] = forms.ChoiceField(
            label=_("What kind of commitment"), choices=CommitmentKind.choices, required=False,
            initial=CommitmentKind.STAFF_TIME,
        )  # fmt: skip

    def clean(self):
        """A promise has its day; each resolution has what it needs."""
        cleaned = super().clean()
        for place, _actor in enumerate(self.leads):
            if bool(cleaned.get(f"promise_{place}")) != bool(cleaned.get(f"due_{place}")) and not self.errors:
                self.add_error(f"promise_{place}", ValidationError(_("Write both what is promised and by when.")))
        return cleaned

    @property
    def parts(self):
        """The fields by what they belong to: every resolution, differentiate, coordinate."""
        names = [name for name in self.fields if "_" in name and name[-1].isdigit()]
        changes = [self[name] for name in names if name.startswith("change")]
        return {
            "always": [self[name] for name in self.fields if name not in names],
            "differentiate": changes,
            "coordinate": [self[name] for name in names if not name.startswith("change")],
        }

    @property
    def answers(self):
        """What the service takes."""
        given = self.cleaned_data
        return {
            "resolution": given["resolution"],
            "reason": given["reason"],
            "of_body": given["of_body"],
            "terms": {action.pk: given[f"change_{place}"] for place, action in enumerate(self.link.ends)},
            "promises": [
                Promise(actor, given[f"promise_{place}"], given[f"due_{place}"], given[f"kind_{place}"])
                for place, actor in enumerate(self.leads)
                if given.get(f"promise_{place}")
            ],
        }


class KeptAction(forms.ModelChoiceField):
    """One of the two actions, with whoever leads it."""

    widget = forms.RadioSelect

    def label_from_instance(self, action):
        return f"{action} · {action.lead or _('no lead')}"


class MergeRequestForm(forms.Form):
    """Which of the two stays, and why."""

    keep = KeptAction(Action.objects.none(), label=_("Which one is kept?"), empty_label=None)
    reason = forms.CharField(label=_("Reason"), widget=REASON, max_length=4000)

    def __init__(self, *args, link, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Action.objects.filter(pk__in=(link.one_id, link.other_id))
        self.fields["keep"].queryset = rows.select_related("lead").order_by("pk")


class SynergyForm(forms.Form):
    """Which action of each of two actors help each other."""

    one = KeptAction(Action.objects.none(), label="", empty_label=None)
    other = KeptAction(Action.objects.none(), label="", empty_label=None)

    def __init__(self, *args, introduction, user, **kwargs):
        super().__init__(*args, **kwargs)
        for name, actor in (("one", introduction.one), ("other", introduction.other)):
            rows = Action.objects.visible_to(user).live().filter(lead=actor).select_related("lead").order_by("title")
            self.fields[name].queryset = rows
            self.fields[name].label = _("Action of %(actor)s") % {"actor": actor}

    @property
    def is_possible(self):
        """Whether both actors lead an action that the user may see."""
        return all(field.queryset.exists() for field in self.fields.values())
