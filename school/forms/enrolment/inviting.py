"""Inviting people to enrol."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from school.forms.enrolment.picks import pick_body
from school.models import Invitation

MOST = 100


class EmailsField(forms.CharField):
    """Several addresses, one on each line or separated by commas; a list, each once."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value):
        """The addresses, in order, without repeats."""
        found = {text.casefold(): text for text in re.split(r"[\s,;]+", value or "") if text}
        return list(found.values())

    def validate(self, value):
        """Every address looks like one; there are not too many."""
        super().validate(value)
        wrong = [text for text in value if not _is_address(text)]
        if wrong:
            raise ValidationError(_("These are no e-mail addresses: %(wrong)s.") % {"wrong": ", ".join(wrong[:5])})
        if len(value) > MOST:
            raise ValidationError(_("At most %(most)d people at a time.") % {"most": MOST})


def _is_address(text):
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


class InviteForm(forms.ModelForm):
    """Whom to invite, to which seats, until when."""

    emails = EmailsField(
        label=_("E-mail addresses"), help_text=_("One on each line: everybody gets a link of their own.")
    )
    organisation = pick_body(label=_("On behalf of"), required=False)

    field_order = ["emails", "organisation", "pool", "expires_at", "skips_approval"]

    class Meta:
        model = Invitation
        fields = ["pool", "organisation", "skips_approval", "expires_at"]

    def __init__(self, *args, edition, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pool"].queryset = edition.pools.all()
        self.fields["pool"].empty_label = _("as the person chooses")
        self.fields["organisation"].queryset = Actor.objects.visible_to(user).current()

    def clean_expires_at(self):
        """A link that no longer works helps nobody."""
        moment = self.cleaned_data["expires_at"]
        if moment is not None and moment <= timezone.now():
            raise ValidationError(_("This moment has passed: choose a later one, or leave it empty."))
        return moment
