"""Forms about certificates: who signs, corrections, revocation, a file to check."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convergenze.core.models import Language
from convergenze.history.forms import RecordedForm
from school.choices.certificates import RevocationReason
from school.models import CertificateTemplate
from school.services import certificates as services

MOST_BYTES = 20 * 1024 * 1024


class TemplateForm(RecordedForm):
    """The next version of a template: it starts from the one in use."""

    class Meta:
        model = CertificateTemplate
        fields = [
            "kind", "issuer", "seat", "tax_code", "signatory", "signatory_role", "place", "words_it", "words_en",
        ]  # fmt: skip
        widgets = {"words_it": forms.Textarea(attrs={"rows": 3}), "words_en": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "words_it": _("Printed after the programme, such as the act that recognises the course."),
            "words_en": _("The same in English."),
        }

    def write(self, *, by, **how):
        """As a new version."""
        return services.write_template(template=self.instance, by=by)


class IssueForm(forms.Form):
    """In which language the original is; the other one is made too."""

    language = forms.ChoiceField(label=_("Language of the original"), choices=Language.choices, initial="it")


class CorrectionForm(forms.Form):
    """What the new certificate says otherwise."""

    name = forms.CharField(label=_("Name and surname"), max_length=150)
    body = forms.CharField(label=pgettext_lazy("school", "Body"), max_length=250)
    job_title = forms.CharField(label=_("Job title"), max_length=150, required=False)
    language = forms.ChoiceField(label=_("Language of the original"), choices=Language.choices)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("It stays in the history; it is not published."),
    )  # fmt: skip


class RevocationForm(forms.Form):
    """Why the document no longer holds."""

    reason_class = forms.ChoiceField(
        label=_("Kind of reason"), choices=RevocationReason.choices, help_text=_("Whoever verifies it reads this."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("It stays in the history; it is not published.")
    )


class CodeForm(forms.Form):
    """A code typed from paper."""

    code = forms.CharField(
        label=_("Code of the certificate"), max_length=60,
        help_text=_("Blanks, hyphens and small letters do not matter; O counts as 0, I and L as 1."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


class FileForm(forms.Form):
    """A file to compare with the documents of a certificate."""

    file = forms.FileField(label=_("File to check"), widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}))

    def clean_file(self):
        """No larger than any document of ours."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large to be a certificate: choose the PDF you were given."))
        return file
