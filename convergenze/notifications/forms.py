"""How often mail comes, by reason."""

from django import forms

from convergenze.notifications import queries, services
from convergenze.notifications.choices import Frequency, Reason


class PreferencesForm(forms.Form):
    """One choice per reason; each starts as it holds now."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        now = queries.frequencies(user)
        for reason in Reason:
            self.fields[reason.value] = forms.ChoiceField(
                label=reason.label, choices=Frequency.choices, initial=now[reason]
            )

    def save(self):
        """Keep what differs from before."""
        for reason in self.changed_data:
            services.set_frequency(reason=reason, frequency=self.cleaned_data[reason], by=self.user)
