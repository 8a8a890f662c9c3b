"""Forms of triggers, sessions, insights and trials, and of the action an intention becomes."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from convergenze.core.picking import PickField
from convergenze.history.forms import RecordedForm
from missions.models import Intention, Objective, Signal
from portfolios import services
from portfolios.choices.acting import InsightResponse
from portfolios.models import Action, FundingCall, Insight, Portfolio, SensemakingSession, Trigger
from portfolios.queries.learning import decisions_that_answer

SHORT = forms.Textarea(attrs={"rows": 3})


class TriggerForm(RecordedForm):
    """What may happen, when, and what it sets free."""

    call = PickField(
        FundingCall.objects.none(), search=("title",), required=False, label=_("call"),
        help_text=_("When the trigger is a call of the register: a part of its title."),
    )  # fmt: skip

    class Meta:
        model = Trigger
        fields = [
            "title", "kind", "description", "window_from", "window_until", "probability", "unlocks", "intentions",
            "call", "signal", "language", "visibility",
        ]  # fmt: skip
        widgets = {
            "description": SHORT,
            "unlocks": forms.CheckboxSelectMultiple,
            "intentions": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "title": _("What has to happen, in one sentence: the regional call for vacant homes opens."),
            "window_until": _("After this day, a trigger that has not fired is missed by itself."),
            "probability": _("How likely it seems, from 0 to 100."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mission = self.instance.mission
        there = Q(placements__portfolio__mission=mission) | Q(triggers=self.instance.pk or 0)
        actions = Action.objects.visible_to(user).filter(there, merged_into=None).distinct().order_by("code", "title")
        self.fields["unlocks"].queryset = actions
        self.fields["intentions"].queryset = Intention.objects.visible_to(user).filter(mission=mission)
        self.fields["call"].queryset = FundingCall.objects.visible_to(user)
        signals = Signal.objects.visible_to(user).filter(Q(mission=mission) | Q(pk=self.instance.signal_id))
        self.fields["signal"].queryset = signals

    def write(self, **how):
        """Through the service, which asks who works on the mission."""
        return services.save_trigger(
            trigger=self.instance, by=how["by"], expected_version=how["expected_version"], **how["links"]
        )


class SessionForm(RecordedForm):
    """A question, a day, who takes part."""

    class Meta:
        model = SensemakingSession
        fields = ["question", "held_on", "place", "actors", "notes", "language", "visibility"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 5}), "actors": forms.CheckboxSelectMultiple}
        help_texts = {"question": _("One question that the whole portfolio helps to answer: what stops owners?")}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["actors"].queryset = _people_around(self.instance, user)

    def write(self, **how):
        """Through the service, which asks who works on the mission."""
        return services.save_session(
            session=self.instance, by=how["by"], expected_version=how["expected_version"], **how["links"]
        )


def _people_around(session, user):
    """Actors that lead or join an action of the portfolio, the owner of its mission, and who takes part already."""
    placed = Action.objects.filter(placements__portfolio=session.portfolio)
    there = Q(led_actions__in=placed) | Q(action_roles__action__in=placed) | Q(owned_missions=session.mission)
    if session.pk:
        there |= Q(sensemaking=session)
    return Actor.objects.visible_to(user).filter(there, merged_into=None).distinct().order_by("name")


class _InsightForm(RecordedForm):
    """What was understood. Its mission, session and, once written, its action are those of the instance."""

    class Meta:
        model = Insight
        fields = ["title", "kind", "confidence", "response", "action"]
        help_texts = {"title": _("One sentence that somebody who was not there understands.")}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("action", None)
        elif "action" in self.fields:
            mission = self.instance.session.mission if self.instance.session else self.instance.mission
            placed = Action.objects.visible_to(user).filter(placements__portfolio__mission=mission, merged_into=None)
            self.fields["action"].queryset = placed.distinct().order_by("code", "title")

    def write(self, **how):
        """Through the services, which ask who may tell it."""
        if self.instance._state.adding:
            return services.add_insight(insight=self.instance, by=how["by"])
        return services.change_insight(insight=self.instance, by=how["by"], expected_version=how["expected_version"])


class QuickInsightForm(_InsightForm):
    """The few fields of an insight written while the session goes on."""


class InsightForm(_InsightForm):
    """All of it."""

    class Meta(_InsightForm.Meta):
        fields = ["title", "text", "kind", "confidence", "response", "action", "language", "visibility"]
        widgets = {"text": SHORT}


class NoteForm(_InsightForm):
    """A learning note: what an action taught."""

    class Meta(_InsightForm.Meta):
        fields = ["kind", "title", "text", "confidence"]
        widgets = {"text": SHORT}
        help_texts = {"title": _("What would you tell somebody who begins the same tomorrow?")}


class AnswerForm(forms.Form):
    """What follows from an insight."""

    response = forms.ChoiceField(label=_("What follows"), choices=InsightResponse.choices)

    def __init__(self, *args, insight, user, **kwargs):
        initial = {"response": insight.response, "decision": insight.decision_id}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["decision"] = forms.ModelChoiceField(
            decisions_that_answer(insight, user), label=_("answered by the decision"), required=False,
            empty_label=_("No decision yet"),
        )  # fmt: skip


class FireForm(forms.Form):
    """When it happened."""

    fired_on = forms.DateField(label=_("Fired on"), initial=timezone.localdate, help_text=_("Today or a day before."))


class TakeUpForm(forms.Form):
    """The action that an intention becomes: what it says, where it is placed, what it contributes to."""

    title = forms.CharField(label=_("title of the action"), max_length=250)
    summary = forms.CharField(label=_("What is done, where, for whom."), widget=SHORT, required=False)

    def __init__(self, *args, intention, user, **kwargs):
        initial = {"title": intention.title, "summary": intention.condition}
        super().__init__(*args, initial=initial, **kwargs)
        mission = intention.mission
        if mission is None:
            return
        self.fields["objective"] = forms.ModelChoiceField(
            Objective.objects.filter(mission=mission), label=_("Objective it contributes to"), required=False,
            empty_label=_("None yet"),
        )  # fmt: skip
        portfolios = Portfolio.objects.visible_to(user).for_mission(mission).exclude(status="superseded")
        fillable = [row.pk for row in portfolios if user.has_perm("portfolios.place_portfolio", row)]
        if fillable:
            self.fields["portfolio"] = forms.ModelChoiceField(
                Portfolio.objects.filter(pk__in=fillable), label=_("Place it in the portfolio"), required=False,
                empty_label=_("Not yet"),
            )  # fmt: skip
