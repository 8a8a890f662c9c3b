"""Forms of what may come: intentions, signals, scenarios."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from convergenze.history.forms import RecordedForm
from missions import services
from missions.forms.picks import narrow, pick_actor, pick_challenge
from missions.models import Intention, Mission, Scenario, Signal

ONE_TO_FIVE = [(None, "–"), *((n, str(n)) for n in range(1, 6))]


def pick_mission(user, *, required=False, **kwargs):
    """A choice among the missions that exist for ``user``."""
    return forms.ModelChoiceField(Mission.objects.visible_to(user).order_by("title"), required=required, **kwargs)


class IntentionForm(RecordedForm):
    """ "We would do X if Y", by an actor, on a mission or a challenge."""

    actor = pick_actor(label=_("Who would"), help_text=_("An actor you write for: type some letters and choose."))
    challenge = pick_challenge(label=_("Challenge"), required=False, help_text=_("Where there is no mission yet."))

    class Meta:
        model = Intention
        fields = ["actor", "title", "condition", "mission", "challenge", "language", "visibility"]
        widgets = {"condition": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "title": _("What the actor would do, as a verb: open a solidarity building in the old school."),
            "condition": _("What has to happen first: the Municipality hands over the building."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        narrow(self, user)
        self.fields["mission"] = pick_mission(user, label=_("Mission"))
        if not user.has_perm("actors.add_actor"):
            written = Actor.objects.visible_to(user).current().written_by(user)
            self.fields["actor"].queryset = written | Actor.objects.filter(pk=self.instance.actor_id)
            first = list(written[:2])
            if len(first) == 1:
                self.initial.setdefault("actor", first[0].pk)

    def write(self, **how):
        """A new one is declared: who writes for the actor is asked there."""
        if self.instance._state.adding:
            return services.declare_intention(intention=self.instance, by=how["by"])
        return super().write(**how)


class SignalForm(RecordedForm):
    """A sign of change; who may weigh it can say its impact and uncertainty at once."""

    challenge = pick_challenge(label=_("Challenge"), required=False)

    class Meta:
        model = Signal
        fields = [
            "title", "text", "kind", "year", "source", "mission", "challenge", "impact", "uncertainty", "language",
            "visibility",
        ]  # fmt: skip
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "impact": forms.Select(choices=ONE_TO_FIVE),
            "uncertainty": forms.Select(choices=ONE_TO_FIVE),
        }
        help_texts = {
            "title": _("What you saw, in one sentence."),
            "year": _("When it could be felt, as far as you can tell."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        narrow(self, user)
        self.fields["mission"] = pick_mission(user, label=_("Mission"))

    def write(self, **how):
        """A new one is captured, and assessed where both numbers are given by who may."""
        if self.instance._state.adding:
            return services.capture_signal(signal=self.instance, by=how["by"])
        return super().write(**how)


class WeighForm(forms.Form):
    """How large and how uncertain."""

    impact = forms.TypedChoiceField(label=_("impact (1 to 5)"), choices=ONE_TO_FIVE[1:], coerce=int)
    uncertainty = forms.TypedChoiceField(label=_("uncertainty (1 to 5)"), choices=ONE_TO_FIVE[1:], coerce=int)


class LinkForm(forms.Form):
    """What a signal changes."""

    challenge = pick_challenge(label=_("Challenge"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        narrow(self, user)
        self.fields["mission"] = pick_mission(user, label=_("Mission"))
        self.order_fields(["mission", "challenge"])


class ScenarioForm(RecordedForm):
    """A future in which the actions of the mission are tried."""

    class Meta:
        model = Scenario
        fields = ["title", "year", "narrative", "signals", "language", "visibility"]
        widgets = {
            "narrative": forms.Textarea(attrs={"rows": 8}),
            "signals": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Signal.objects.visible_to(user).exclude(status="dismissed")
        self.fields["signals"].queryset = rows.filter(Q(mission=None) | Q(mission=self.instance.mission_id))

    def write(self, **how):
        """Through the service, which asks who writes the mission."""
        return services.write_scenario(
            scenario=self.instance, by=how["by"], signals=how["links"]["signals"],
            expected_version=how["expected_version"],
        )  # fmt: skip
