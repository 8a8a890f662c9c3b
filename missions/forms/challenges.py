"""Forms of challenges."""

from django import forms
from django.utils.translation import gettext_lazy as _

from convergenze.history.forms import RecordedForm
from missions import services
from missions.forms.picks import narrow, pick_actor, pick_challenge, pick_territory
from missions.models import Challenge, ChallengeStance

HELP = _("Type some letters of the name and choose.")


class ChallengeForm(RecordedForm):
    """From the question to the people it touches."""

    territory = pick_territory(label=_("Territory"), required=False, help_text=HELP)
    owner = pick_actor(label=_("Owner"), required=False, help_text=_("The actor that answers for the challenge."))
    parent = pick_challenge(label=_("Part of"), required=False, help_text=_("A larger challenge, if there is one."))

    class Meta:
        model = Challenge
        fields = [
            "title",
            "question",
            "situation",
            "desired_change",
            "causes",
            "urgency",
            "themes",
            "affected",
            "sdgs",
            "territory",
            "owner",
            "parent",
            "language",
            "visibility",
        ]
        widgets = {
            "question": forms.Textarea(attrs={"rows": 3}),
            "situation": forms.Textarea(attrs={"rows": 5}),
            "desired_change": forms.Textarea(attrs={"rows": 5}),
            "causes": forms.Textarea(attrs={"rows": 4}),
            "urgency": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        narrow(self, user)
        if self.instance.pk:
            parents = self.fields["parent"]
            parents.queryset = parents.queryset.exclude(pk=self.instance.pk)


class StanceForm(forms.ModelForm):
    """An actor and what it is to the challenge."""

    actor = pick_actor(label=_("Actor"), help_text=HELP)

    class Meta:
        model = ChallengeStance
        fields = ["actor", "stance", "note"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        narrow(self, user)

    def save(self, *, by):
        """The new stance."""
        return services.add_stance(stance=self.instance, by=by)


class MergeForm(forms.Form):
    """The challenge that goes on."""

    into = pick_challenge(label=_("Merge into"), help_text=_("This one stays: it takes over everything of the other."))

    def __init__(self, *args, user, drop, **kwargs):
        super().__init__(*args, **kwargs)
        narrow(self, user)
        self.fields["into"].queryset = self.fields["into"].queryset.exclude(pk=drop.pk)
