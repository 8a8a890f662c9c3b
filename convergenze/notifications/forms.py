"""How often mail comes, by reason; how a followed list is called."""

from django import forms
from django.utils.translation import gettext_lazy as _

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


class WatchForm(forms.Form):
    """How a followed list is called."""

    name = forms.CharField(label=_("name"), max_length=120, help_text=_("So that you recognise it in your inbox."))
