"""Fields that forms of enrolments share: the body, the seat, the one-time token, the edition's questions."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from actors.rules import actor_roles
from convergenze.core.picking import PickField
from school.choices.catalogue import QuestionKind
from school.models import SeatPool

ACTOR_SEARCH = ("name", "short_name", "ipa_code", "tax_code")
OTHER = "other"


def own_bodies(user, *, writing=False):
    """The bodies ``user`` belongs to, or writes for."""
    seen = Actor.objects.visible_to(user).current().order_by("name")
    return seen.written_by(user) if writing else seen.filter(pk__in=actor_roles(user))


def pick_body(**kwargs):
    """A body, found while one types."""
    return PickField(Actor.objects.none(), search=ACTOR_SEARCH, suggest="actors:suggest_actors", **kwargs)


class TokenField(forms.CharField):
    """A token made with the form: the same form sent twice does what it does once."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False, max_length=64, initial=lambda: uuid.uuid4().hex)


class SeatField(forms.ModelChoiceField):
    """The pools of an edition, each with how many seats it has left; no choice to make where there is one."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Kind of seat"))
        super().__init__(SeatPool.objects.none(), widget=forms.RadioSelect, empty_label=None, **kwargs)
        self.words = {}

    def offer(self, seats):
        """Choose among these ``Seats``."""
        self.queryset = SeatPool.objects.filter(pk__in=[one.pool.pk for one in seats])
        self.words = {one.pool.pk: one.free_words for one in seats}
        free = [one for one in seats if not one.is_full] or seats
        self.initial = free[0].pool.pk if free else None
        if len(seats) == 1:
            self.widget = forms.HiddenInput()

    def label_from_instance(self, pool):
        """ "Online · 4 seats free"."""
        return f"{pool} · {self.words[pool.pk]}"


class OnBehalf(forms.Form):
    """On behalf of which body: one of the person's own, ticked, or another, found by its name."""

    body = forms.ChoiceField(label=_("On behalf of"), widget=forms.RadioSelect)
    organisation = pick_body(
        label=_("Another body"),
        required=False,
        help_text=_("Type some letters of the name and choose: Comune di…, Azienda…, Fondazione…"),
    )

    def offer_bodies(self, user, first=None):
        """Own bodies first, ``first`` before all; any body that ``user`` sees may be named."""
        known = {body.pk: body for body in [*filter(None, [first]), *own_bodies(user)]}
        self.bodies = {str(pk): body for pk, body in known.items()}
        self.fields["organisation"].queryset = Actor.objects.visible_to(user).current() | Actor.objects.filter(
            pk__in=known
        )
        if self.bodies:
            self.fields["body"].choices = [*self.bodies.items(), (OTHER, _("Another body"))]
            self.fields["body"].initial = next(iter(self.bodies))
        else:
            del self.fields["body"]
            self.fields["organisation"].label = _("On behalf of")
            self.fields["organisation"].required = True

    def clean(self):
        """``organisation`` is the body meant."""
        cleaned = super().clean()
        chosen = self.bodies.get(cleaned.pop("body", ""))
        if chosen is not None and not cleaned.get("organisation"):
            cleaned["organisation"] = chosen
        if not cleaned.get("organisation") and not self.has_error("organisation"):
            self.add_error("organisation", _("Say on behalf of which body you take part."))
        return cleaned


YES_NO = (("yes", _("Yes")), ("no", _("No")))


def _short(question):
    return forms.CharField(max_length=300)


def _long(question):
    return forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


def _choice(question):
    return forms.ChoiceField(choices=_options(question), widget=forms.RadioSelect)


def _several(question):
    return forms.MultipleChoiceField(choices=_options(question), widget=forms.CheckboxSelectMultiple)


def _yes_no(question):
    return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect)


def _options(question):
    return [(one, one) for one in question.choices]


ANSWERS = {
    QuestionKind.SHORT: _short,
    QuestionKind.LONG: _long,
    QuestionKind.CHOICE: _choice,
    QuestionKind.SEVERAL: _several,
    QuestionKind.YES_NO: _yes_no,
}


class Questioned(forms.Form):
    """A form that ends with questions of an edition; ``cleaned_data["answers"]`` is {question id: answer}."""

    def ask(self, questions, answers=()):
        """Add a field for each question, filled with what was answered before."""
        self.questions = list(questions)
        known = dict(answers)
        for question in self.questions:
            field = ANSWERS[QuestionKind(question.kind)](question)
            field.label, field.required = question.text, question.is_required
            field.initial = known.get(str(question.pk))
            self.fields[f"question_{question.pk}"] = field

    @property
    def question_names(self):
        """The names of the fields of questions, for the page."""
        return " ".join(f"question_{question.pk}" for question in self.questions)

    def clean(self):
        """The answers given, by question."""
        cleaned = super().clean()
        given = {str(question.pk): cleaned.pop(f"question_{question.pk}", None) for question in self.questions}
        cleaned["answers"] = {key: answer for key, answer in given.items() if answer not in (None, "", [])}
        return cleaned
