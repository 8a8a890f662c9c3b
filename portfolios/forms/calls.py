"""Forms of funding programmes and calls."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from convergenze.core.picking import PickField
from convergenze.history.forms import RecordedForm
from portfolios.forms.fields import PlacesField
from portfolios.models import FundingCall, FundingProgramme


class FundingCallForm(RecordedForm):
    """A call. What is left empty means that the call does not say it."""

    territories = PlacesField(
        label=_("where"), required=False,
        help_text=_("Names separated by commas. Empty when the call is valid everywhere."),
    )  # fmt: skip

    class Meta:
        model = FundingCall
        fields = [
            "title", "programme", "kind", "authority", "opens_on", "closes_on", "amount", "url", "summary",
            "recipients", "families", "themes", "levers", "territories", "language", "visibility",
        ]  # fmt: skip
        widgets = {"summary": forms.Textarea(attrs={"rows": 4}), "recipients": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["territories"].user = user
        if self.instance.pk:
            self.initial["territories"] = list(self.instance.territories.visible_to(user))


class FundingProgrammeForm(RecordedForm):
    """Where money comes from."""

    authority = PickField(
        Actor.objects.none(), search=("name", "short_name", "tax_code"), suggest="actors:suggest_actors",
        label=_("managing authority"), required=False,
    )  # fmt: skip

    class Meta:
        model = FundingProgramme
        fields = [
            "name", "level", "fund", "starts_on", "ends_on", "eligibility_ends_on", "authority", "url", "summary",
        ]  # fmt: skip
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = Actor.objects.visible_to(user).current()
