"""The form of an action with the rows that hang from it, and the choice of a merge."""

from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from convergenze.core.picking import PickField
from convergenze.history.forms import RecordedForm
from missions.choices import MissionStatus
from missions.models import Mission, Objective
from portfolios import services
from portfolios.choices import ATECO_VERSION, AtecoSection, Cofog
from portfolios.forms.fields import PlacesField, coded_boxes, objective_choices
from portfolios.models import Action, ActionResource, ActionRole, Contribution, FundingLine

EXTRA = 2
ACTOR_SEARCH = ("name", "short_name", "tax_code")


class ActionForm(RecordedForm):
    """What an action says of itself."""

    lead = PickField(
        Actor.objects.none(), search=ACTOR_SEARCH, suggest="actors:suggest_actors", label=_("lead actor"),
        required=False, help_text=_("Who answers for it. Write a part of the name or the tax code, then choose."),
    )  # fmt: skip
    territories = PlacesField(
        label=_("where"), required=False, help_text=_("Names separated by commas: Vergato, Marzabotto.")
    )
    cofog = coded_boxes(
        Cofog, label=_("public functions (COFOG)"), help_text=_("Which functions of government it serves.")
    )
    ateco_sections = coded_boxes(
        AtecoSection, label=_("economic sectors (ATECO 2025)"), help_text=_("In which parts of the economy it works.")
    )

    class Meta:
        model = Action
        fields = [
            "title", "summary", "kind", "code", "lead", "territories", "starts_on", "ends_on", "cost", "needs_no_money",
            "cup", "levers", "primary_lever", "horizon", "stage", "dynamic", "depth", "target_groups", "cofog",
            "ateco_sections", "health", "health_reason", "website", "language", "visibility",
        ]  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["lead"].queryset = self._leads()
        self.fields["territories"].user = user
        if self.instance.pk:
            self.initial["territories"] = list(self.instance.territories.all())
            for name in ("cofog", "ateco_sections"):
                self.fields[name].keep(getattr(self.instance, name))

    def _leads(self):
        """Officers name anybody; others the actors they write for, and whoever leads the action now."""
        rows = Actor.objects.visible_to(self.user).current()
        if self.user.has_perm("portfolios.change_fundingprogramme"):
            return rows
        return rows.written_by(self.user) | Actor.objects.filter(pk=self.instance.lead_id)

    def clean(self):
        """Who is no officer leads with an actor of theirs; otherwise they could not open what they wrote."""
        cleaned = super().clean()
        if not cleaned.get("lead") and not self.user.has_perm("portfolios.change_fundingprogramme"):
            self.add_error("lead", _("Name the actor that leads it, one you write for."))
        self.instance.ateco_version = ATECO_VERSION if cleaned.get("ateco_sections") else ""
        return cleaned


class ContributionForm(forms.ModelForm):
    """How much the action serves an objective."""

    class Meta:
        model = Contribution
        fields = ["objective", "weight", "rationale", "expected_effect"]
        widgets = {"rationale": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        missions = Mission.objects.visible_to(user).filter(status__in=MissionStatus.unfinished())
        self.fields["objective"].queryset = Objective.objects.filter(mission__in=missions.values("pk"))
        self.fields["objective"].choices = objective_choices(missions.prefetch_related("objectives").order_by("title"))
        self.fields["weight"].widget = forms.Select(choices=[(n, n) for n in (1, 2, 3)])


class _WithActor(forms.ModelForm):
    """A row that names an actor the user may see."""

    picked = "actor"

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[self.picked].queryset = Actor.objects.visible_to(user).current()


class RoleForm(_WithActor):
    """An actor's part beside the lead."""

    actor = PickField(Actor.objects.none(), search=ACTOR_SEARCH, suggest="actors:suggest_actors", label=_("actor"))

    class Meta:
        model = ActionRole
        fields = ["actor", "role"]


class FundingLineForm(_WithActor):
    """Money from one source at one stage."""

    picked = "funder"
    funder = PickField(
        Actor.objects.none(), search=ACTOR_SEARCH, suggest="actors:suggest_actors", label=_("funding actor"),
        required=False,
    )  # fmt: skip

    class Meta:
        model = FundingLine
        fields = [
            "source",
            "amount",
            "stage",
            "instrument",
            "share",
            "programme",
            "funder",
            "eligibility_ends_on",
            "act",
        ]


class ResourceForm(forms.ModelForm):
    """Something offered or needed."""

    class Meta:
        model = ActionResource
        fields = ["direction", "resource", "tag", "text"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)


class RowFormSet(forms.BaseInlineFormSet):
    """Rows with empty ones at the end, so that adding needs no JavaScript."""

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"user": self.user}

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)


def _rows(model, form, title, legend):
    made = forms.inlineformset_factory(Action, model, form=form, formset=RowFormSet, extra=EXTRA, can_delete=True)
    made.title, made.legend = title, legend
    return made


FORMSETS = {
    "contributions": _rows(Contribution, ContributionForm, _("What it contributes to"), _("Contribution")),
    "roles": _rows(ActionRole, RoleForm, _("With whom"), _("Partner")),
    "funding_lines": _rows(FundingLine, FundingLineForm, _("Money"), _("Funding line")),
    "resources": _rows(ActionResource, ResourceForm, _("What it offers and needs"), _("Offer or need")),
}


@dataclass(frozen=True)
class Section:
    """A part of the page: some fields, some lists of rows. A folded one opens when something in it is wrong."""

    title: object
    fields: str = ""
    rows: tuple[str, ...] = ()
    folded: bool = True


# What the analyses need comes first; the rest can be added later.
SECTIONS = (
    Section(_("What it is"), "title summary kind", folded=False),
    Section(_("Who, where, when"), "lead territories starts_on ends_on", folded=False),
    Section(_("What it contributes to"), rows=("contributions",), folded=False),
    Section(_("Levers it pulls"), "levers primary_lever", folded=False),
    Section(_("Money"), "cost needs_no_money cup", ("funding_lines",)),
    Section(_("How it changes things"), "horizon stage dynamic depth"),
    Section(_("For whom and in which sectors"), "target_groups cofog ateco_sections"),
    Section(_("With whom"), rows=("roles",)),
    Section(_("What it offers and needs"), rows=("resources",)),
    Section(_("How it is going"), "health health_reason website"),
    Section(_("Code, language and readers"), "code language visibility"),
)


class ActionEditor:
    """The whole page: the form of the action and its four lists of rows. All or nothing is saved."""

    def __init__(self, data=None, *, instance=None, user):
        self.user = user
        self.form = ActionForm(data, instance=instance, user=user)
        self.formsets = [
            made(data, instance=self.form.instance, user=user, prefix=name) for name, made in FORMSETS.items()
        ]

    @property
    def sections(self):
        """(section, its lists of rows, whether it stands open) for the page."""
        rows = {formset.prefix: formset for formset in self.formsets}
        for section in SECTIONS:
            formsets = [rows[name] for name in section.rows]
            yield section, formsets, not section.folded or self._is_wrong(section, formsets)

    def _is_wrong(self, section, formsets):
        in_rows = any(formset.is_bound and formset.total_error_count() for formset in formsets)
        return in_rows or not set(section.fields.split()).isdisjoint(self.form.errors)

    def is_valid(self):
        """Every part is; all of them are checked, so that all errors show at once."""
        return all([self.form.is_valid(), *(formset.is_valid() for formset in self.formsets)])

    @transaction.atomic
    def save(self, *, by):
        """The saved action, or None when somebody else saved in between (the form says who changed what)."""
        action = self.form.save(by=by)
        if action is None:
            return None
        for formset in self.formsets:
            rows = formset.save(commit=False)
            services.save_parts(action=action, saved=rows, removed=formset.deleted_objects, by=by)
        return action


class MergeForm(forms.Form):
    """Into which action, and why."""

    keep = PickField(Action.objects.none(), search=("title", "code"), label=_("the action that stays"))
    reason = forms.CharField(label=_("reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)

    def __init__(self, *args, action, user, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Action.objects.visible_to(user).filter(merged_into=None)
        self.fields["keep"].queryset = rows.exclude(pk=action.pk)
