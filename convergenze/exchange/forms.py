"""Forms of imports: upload, and which column is what."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from convergenze.exchange import registry, services
from convergenze.exchange.messages import SpokenError

ACCEPTED = ".csv,.tsv,.txt,.xlsx,.json,.geojson"


class UploadForm(forms.Form):
    """A file, its kind where several exist, and a second file where the kind has one. ``receive`` keeps it."""

    kind = forms.ChoiceField(label=_("What the file holds"), required=False)
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, Excel (.xlsx) or JSON, as the publisher gives it: no need to open or change it."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"empty": _("The file is empty: check that the download or the export was complete.")},
    )
    second_file = forms.FileField(required=False, widget=forms.FileInput(attrs={"accept": ACCEPTED}))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        sheets = [sheet for sheet in registry.sheets() if user.has_perm(sheet.permission)]
        self.sheets = sheets
        by_itself = ("", _("Recognise it from its columns"))
        self.fields["kind"].choices = [by_itself, *((sheet.kind, sheet.label) for sheet in sheets)]
        if len(sheets) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
            self.initial["kind"] = sheets[0].kind
        second = next((sheet for sheet in sheets if sheet.second_label), None)
        if second is None:
            del self.fields["second_file"]
        else:
            self.fields["second_file"].label = second.second_label
            self.fields["second_file"].help_text = second.second_help

    def receive(self, *, by):
        """The kept import, or None with the reason among the errors."""
        file, second = self.cleaned_data["file"], self.cleaned_data.get("second_file")
        sent = {"file": file, "name": file.name, "second": second, "second_name": second.name if second else ""}
        kind = self.cleaned_data["kind"]
        try:
            sheet = registry.sheet_of(kind) if kind else services.sheet_of_file(sheets=self.sheets, **sent)
            return services.receive_file(sheet=sheet, by=by, **sent)
        except SpokenError as error:
            self.add_error("file", str(error))
            return None


class ColumnsForm(forms.Form):
    """For each field of the sheet, the column that holds it; ``mapping`` is the answer."""

    def __init__(self, *args, sheet, source, sample, **kwargs):
        super().__init__(*args, **kwargs)
        self.source = source
        choices = [("", "–"), *((column, _with_example(column, sample)) for column in sample.columns)]
        guess = sheet.guess(source, sample.columns)
        for field in sheet.fields(source):
            self.fields[f"column_{field.name}"] = forms.ChoiceField(
                label=field.label, required=field.required, choices=choices, initial=guess.get(field.name, "")
            )

    def clean(self):
        """A column may say one thing only."""
        used: dict[str, str] = {}
        for name, column in super().clean().items():
            if column and column in used:
                label = self.fields[used[column]].label
                raise ValidationError({name: _("This column is already used for “%s”.") % label})
            if column:
                used[column] = name
        return self.cleaned_data

    @property
    def mapping(self):
        """{field: column}, or None for a source with known columns."""
        if not self.fields:
            return None
        return {name.removeprefix("column_"): column for name, column in self.cleaned_data.items()}


def _with_example(column, sample):
    example = sample.first_value(column)
    return f"{column} ({example})" if example else column
