"""Forms about actors, their people and their territories. They translate; rules and services decide."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actors import queries, services
from actors.choices import Family, Level, MembershipRole
from actors.models import Actor, ActorResource, ClaimRequest, Person, Territory, Tie
from convergenze.core.picking import PickField
from convergenze.history.forms import RecordedForm

CLAIMABLE = [(role.value, role.label) for role in MembershipRole.writers()]


class PlacesField(forms.CharField):
    """Several territories, one per line: a name ("Vergato (BO)") or an ISTAT code. Gives a list of territories."""

    widget = forms.Textarea
    user = None  # whose territories may be named; the form sets it

    def __init__(self, *, levels, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}))
        super().__init__(**kwargs)
        self.levels = levels

    def prepare_value(self, value):
        """Territories as lines; text that was typed stays as it is."""
        return value if value is None or isinstance(value, str) else "\n".join(place.full_name for place in value)

    def clean(self, value):
        """The territories, without repeats; every line that cannot be told is named."""
        found, problems = {}, []
        for line in filter(None, map(str.strip, (super().clean(value) or "").splitlines())):
            places = queries.find_municipality(line, levels=self.levels, user=self.user)
            if len(places) == 1:
                found[places[0].pk] = places[0]
            elif not places:
                problems.append(_("“%s” is no territory we know: check the spelling.") % line)
            else:
                names = ", ".join(place.full_name for place in places[:6])
                problems.append(_("“%(line)s” may be: %(names)s. Write which one.") % {"line": line, "names": names})
        if problems:
            raise ValidationError(problems)
        return list(found.values())


class ActorForm(RecordedForm):
    """Create and edit an actor. On create, likely doubles are shown once and need a tick to go on."""

    seat = PickField(
        Territory.objects.none(), search=("name", "istat_code"), suggest="actors:suggest_territories",
        label=_("Seat"), required=False, help_text=_("The municipality, for instance Vergato."),
    )  # fmt: skip
    parent = PickField(
        Actor.objects.none(), search=("name", "short_name", "tax_code"), suggest="actors:suggest_actors",
        label=_("Belongs to"), required=False, help_text=_("The body of which this is a department or branch."),
    )  # fmt: skip
    works_in = PlacesField(
        levels=list(Level), label=_("Works in"), required=False,
        help_text=_("Territories beside the seat, one per line."),
    )  # fmt: skip
    also_families = forms.MultipleChoiceField(
        choices=Family.choices, label=_("Also belongs to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_another = forms.BooleanField(
        label=_("It is none of these: create it all the same"), required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Actor
        fields = [
            "name", "short_name", "kind", "also_families", "tax_code", "vat_number", "ipa_code", "runts_number",
            "legal_form", "seat", "address", "works_in", "parent", "description", "website", "email", "verified_on",
            "language", "visibility",
        ]  # fmt: skip
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.duplicates = []
        self.seen = Actor.objects.visible_to(user).current()
        self.fields["parent"].queryset = self.seen.exclude(pk=self.instance.pk)
        self.fields["seat"].queryset = Territory.objects.visible_to(user)
        self.fields["works_in"].user = user
        if self.instance.pk:
            self.initial["works_in"] = list(self.instance.works_in.all())
            del self.fields["is_another"]
        for name in ("name", "tax_code", "vat_number", "ipa_code"):
            self.fields[name].widget.attrs["data-duplicate-hint"] = ""

    def clean(self):
        """On create: stop once for likely doubles, unless somebody ticked that it is another."""
        cleaned = super().clean()
        if self.instance.pk is None:
            self.duplicates = queries.find_duplicates(
                rows=self.seen, **{name: cleaned.get(name) or "" for name in DUPLICATE_FIELDS}
            )
            likely = [one for one in self.duplicates if not one.is_certain]
            if likely and not cleaned.get("is_another"):
                self.fields["is_another"].widget = forms.CheckboxInput()
                raise ValidationError(
                    _("This may be there already: look at the list, then go on or open the other one.")
                )
        return cleaned


DUPLICATE_FIELDS = ("name", "tax_code", "vat_number", "ipa_code")


class TerritoryForm(RecordedForm):
    """Create and edit a territory; unions and coalitions with their municipalities."""

    parent = PickField(
        Territory.objects.none(), suggest="actors:suggest_territories",
        label=_("Part of"), required=False, help_text=_("The territory above: a province, a region."),
    )  # fmt: skip
    members = PlacesField(
        levels=(Level.MUNICIPALITY,), label=_("Municipalities it is made of"), required=False,
        help_text=_("For unions, districts, inner areas and coalitions. One per line: a name, or an ISTAT code."),
    )  # fmt: skip

    class Meta:
        model = Territory
        fields = [
            "name", "level", "parent", "members", "istat_code", "nuts_code", "acronym", "population", "area",
            "latitude", "longitude", "description", "source", "language", "visibility",
        ]  # fmt: skip
        labels = {"latitude": _("Latitude"), "longitude": _("Longitude")}
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Territory.objects.visible_to(user).exclude(level=Level.MUNICIPALITY)
        self.fields["members"].user = user
        if self.instance.pk:
            self.initial["members"] = list(self.instance.members.order_by("name").defer("boundary"))

    def write(self, **how):
        """Through the service that keeps the tree."""
        return services.save_territory(self.instance, **how)


class ClaimForm(forms.ModelForm):
    """Asking to answer for an actor."""

    role = forms.ChoiceField(choices=CLAIMABLE, label=_("I am"), widget=forms.RadioSelect, initial="editor")

    class Meta:
        model = ClaimRequest
        fields = ["role", "motivation"]
        widgets = {"motivation": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"motivation": _("Your role there, and how the programme can check it.")}


class AnswerForm(forms.Form):
    """The programme's answer to a claim."""

    answer = forms.CharField(
        label=_("Answer"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it. Needed when you decline."),
    )  # fmt: skip


class MemberForm(forms.Form):
    """A person who joins an actor."""

    name = forms.CharField(label=_("Name and surname"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Whoever signs up with it later is linked by itself.")
    )
    job_title = forms.CharField(label=_("Job title"), max_length=150, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=MembershipRole.choices, initial=MembershipRole.MEMBER)


class TieForm(forms.ModelForm):
    """A tie to another actor."""

    other = PickField(
        Actor.objects.none(), search=("name", "short_name", "tax_code"), suggest="actors:suggest_actors",
        label=_("Other actor"),
    )  # fmt: skip

    class Meta:
        model = Tie
        fields = ["kind", "other", "note", "since", "until"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = Actor.objects.visible_to(user).current()


class ResourceForm(forms.ModelForm):
    """An offer or a need."""

    class Meta:
        model = ActorResource
        fields = ["direction", "resource", "tag", "text"]
        help_texts = {"tag": _("One or two words joined by _: vacant_homes. Offers and needs meet by it.")}


class PersonForm(RecordedForm):
    """Contacts of a person."""

    class Meta:
        model = Person
        fields = ["name", "email", "phone", "job_title"]


class ChooseActorForm(forms.Form):
    """The other record of a merge."""

    other = PickField(
        Actor.objects.none(), search=("name", "short_name", "tax_code"), suggest="actors:suggest_actors",
        label=_("The other record of the same actor"),
    )  # fmt: skip

    def __init__(self, *args, user, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = Actor.objects.visible_to(user).current().exclude(pk=actor.pk)


class MergeForm(forms.Form):
    """Which of the two values stays, field by field; only fields in which the two differ are asked."""

    def __init__(self, *args, keep, drop, **kwargs):
        super().__init__(*args, **kwargs)
        for name in services.CHOOSABLE:
            mine, other = (_shown(actor, name) for actor in (keep, drop))
            if mine != other:
                self.fields[name] = forms.ChoiceField(
                    label=Actor._meta.get_field(name).verbose_name,
                    choices=[("keep", mine or "–"), ("drop", other or "–")],
                    initial="keep" if mine else "drop",
                    widget=forms.RadioSelect,
                )


def _shown(actor, name):
    display = getattr(actor, f"get_{name}_display", None)
    return str(display() if display else getattr(actor, name) or "")


class IntroductionForm(forms.Form):
    """What to write to the other side."""

    message = forms.CharField(
        label=_("Message"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Who you are, what you have in mind, how to go on."),
    )  # fmt: skip
