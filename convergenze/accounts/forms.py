"""Forms about accounts."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.accounts.models import ErasureRequest, Token, User
from convergenze.accounts.models.token import TokenScope
from convergenze.accounts.roles import Role

LIFETIMES = [(30, _("30 days")), (90, _("90 days")), (365, _("one year")), (0, _("until revoked"))]


class SignupForm(forms.Form):
    """What sign-up asks beside e-mail and password."""

    name = forms.CharField(
        label=_("Name and surname"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ["name", "email", "password1", "password2"]

    def signup(self, request, user):
        """allauth's hook; the adapter has already kept the name."""


class ProfileForm(forms.ModelForm):
    """Name and language of an account."""

    class Meta:
        model = User
        fields = ["name", "language"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class TokenForm(forms.ModelForm):
    """A new access key: what for, what it may do, for how long."""

    lifetime = forms.TypedChoiceField(label=_("valid for"), choices=LIFETIMES, coerce=int, initial=90)

    class Meta:
        model = Token
        fields = ["name", "scope"]
        help_texts = {"name": _("The program that will use it, for instance “open data portal”.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = [(scope.value, scope.label) for scope in TokenScope.of_api()]

    def expires_at(self):
        """The instant the key ends; None when only revoking ends it."""
        days = self.cleaned_data["lifetime"]
        return timezone.now() + datetime.timedelta(days=days) if days else None


class ErasureForm(forms.ModelForm):
    """A request to be forgotten."""

    class Meta:
        model = ErasureRequest
        fields = ["reason"]
        labels = {"reason": _("Reason")}


class GrantForm(forms.Form):
    """A platform role for somebody with an account."""

    email = forms.EmailField(label=_("E-mail of the account"))
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, role.label) for role in Role.platform()])

    def clean_email(self):
        """The account itself, in ``cleaned_data["email"]``."""
        email = self.cleaned_data["email"]
        account = User.objects.filter(email__iexact=email, is_active=True, is_service=False).first()
        if account is None:
            raise forms.ValidationError(_("Nobody has an account with this e-mail: ask them to sign up first."))
        return account
