"""Forms that save through history and notice when somebody else saved first."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from convergenze.core.errors import StaleRecord
from convergenze.history import services


class RecordedForm(forms.ModelForm):
    """A model form whose ``save(by=…)`` validates, saves and records in one transaction.

    It carries the version that was opened; when another one was saved meanwhile, ``save`` returns None, adds an
    error that tells who changed what, keeps everything typed and lets a second save win knowingly.
    """

    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stale = None
        if self.instance.pk and hasattr(self.instance, "version"):
            self.initial["opened_version"] = self.instance.version

    def _post_clean(self):
        """A link to a record that this person may not see was shown as nothing: left so, it stays as it is."""
        for field in self.instance._meta.concrete_fields:
            is_left_empty = field.name in self.cleaned_data and self.cleaned_data[field.name] is None
            if field.is_relation and is_left_empty and field.name not in self.changed_data:
                del self.cleaned_data[field.name]
        super()._post_clean()

    def links(self):
        """The many-to-many fields of the form: {name: chosen objects}."""
        names = {field.name for field in self.instance._meta.many_to_many}
        return {name: self.cleaned_data[name] for name in self.cleaned_data if name in names}

    def save(self, *, by, verb="", reason=""):
        """The saved record, or None when it was stale (see the class) or refused: the form has the errors."""
        expected = self.cleaned_data.get("opened_version") if self.instance.pk else None
        try:
            return self.write(by=by, verb=verb, reason=reason, links=self.links(), expected_version=expected)
        except StaleRecord as stale:
            self._tell(stale)
            return None
        except ValidationError as error:
            # Constraints over columns that are not in the form are only checked when the whole record is.
            self._refuse(error)
            return None

    def write(self, **how):
        """Store the instance; a form whose record has its own service for this calls it here."""
        return services.save(self.instance, **how)

    def _refuse(self, error):
        found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for name, messages in found.items():
            for message in messages:
                self.add_error(name if name in self.fields else None, message)

    def _tell(self, stale):
        self.stale = stale
        self.data = self.data.copy()
        self.data[self.add_prefix("opened_version")] = stale.current.version
        self.add_error(
            None,
            _(
                "Somebody saved this record while you were writing. Below is what changed; "
                "what you typed is still here. Save again to keep your version."
            ),
        )
