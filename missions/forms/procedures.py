"""Forms of procedures: what they are, their deadlines, the next stage."""

from django import forms
from django.utils.translation import gettext_lazy as _

from convergenze.core.links import LinkField
from convergenze.history.forms import RecordedForm
from missions import services
from missions.forms.picks import narrow, pick_actor, pick_actors
from missions.models import Procedure


class ProcedureForm(RecordedForm):
    """Which procedure, conducted by whom, with whom."""

    authority = pick_actor(label=_("Proceeding body"), help_text=_("The public body whose acts these are."))
    participants = pick_actors(label=_("Participants"), required=False, help_text=_("Names separated by semicolons."))

    class Meta:
        model = Procedure
        fields = [
            "title",
            "kind",
            "authority",
            "summary",
            "responsible",
            "protocol",
            "notice_url",
            "participants",
            "language",
            "visibility",
        ]
        widgets = {"summary": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        narrow(self, user)

    def write(self, **how):
        """Through the service, which asks who may write procedures."""
        links = {"participants": [*self.cleaned_data["participants"], *self._unseen()]}
        expected = how["expected_version"]
        return services.save_procedure(procedure=self.instance, by=how["by"], links=links, expected_version=expected)

    def _unseen(self):
        """Participants that whoever writes does not see stay where they are."""
        if not self.instance.pk:
            return []
        seen = self.fields["participants"].queryset.values("pk")
        return list(self.instance.participants.exclude(pk__in=seen))


class AdvanceForm(forms.Form):
    """The day on which the next stage was reached, and the act that says so."""

    done_on = forms.DateField(label=_("Done on"), required=False, help_text=_("Left empty, it is today."))
    document = LinkField(blank=True).formfield(label=_("Address of the document"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)


class DeadlinesForm(forms.Form):
    """A deadline for each stage that is still to come."""

    def __init__(self, *args, reading, **kwargs):
        super().__init__(*args, **kwargs)
        self.stages = [stage for stage in reading.stages if stage.is_ahead]
        for stage in self.stages:
            initial = stage.due_on
            self.fields[stage.stage.value] = forms.DateField(label=stage.label, required=False, initial=initial)

    def deadlines(self):
        """{stage: day or None} for the service."""
        return {stage.stage.value: self.cleaned_data[stage.stage.value] for stage in self.stages}
