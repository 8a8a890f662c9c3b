"""Forms of meetings, of who speaks there, of what is handed out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from school.forms.catalogue import lines
from school.forms.editions import ZonedForm
from school.models import Expert, Material, Session, SessionExpert, Venue
from school.services import materials, sessions


class SessionForm(ZonedForm):
    """A meeting: when, where, how long it counts."""

    class Meta:
        model = Session
        fields = [
            "title", "kind", "starts_at", "ends_at", "mode", "venue", "room", "join_url", "summary",
            "credited_minutes", "counts", "mandatory", "lab",
        ]  # fmt: skip
        widgets = {"summary": lines(4)}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["venue"].queryset = Venue.objects.visible_to(user)
        self.fields["lab"].queryset = self.instance.edition.labs.all()
        self.fields["credited_minutes"].required = False
        self.fields["credited_minutes"].help_text = _("Breaks left out. Empty: the whole meeting.")

    def write(self, **how):
        """Through the service, which keeps calendars and the edition up to date."""
        how = {"by": how["by"], "expected_version": how["expected_version"]}
        return sessions.save_session(session=self.instance, **how)


class SpeakerForm(forms.ModelForm):
    """An expert who comes to a meeting."""

    class Meta:
        model = SessionExpert
        fields = ["expert", "role"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expert"].queryset = Expert.objects.visible_to(user)

    def save(self, *, by):
        """Through the service, which tells the meeting's history."""
        return sessions.add_speaker(session=self.instance.session, **self.cleaned_data, by=by)


class MaterialForm(ZonedForm):
    """Something to read: an address or a file."""

    upload = forms.FileField(label=_("File"), required=False, help_text=_("At most 25 MB."))

    class Meta:
        model = Material
        fields = ["title", "url", "session", "access", "available_from"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = self.instance.edition.sessions.all()
        self.fields["session"].empty_label = _("the whole edition")
        self.order_fields(["title", "url", "upload", "session", "access", "available_from"])

    def write(self, **how):
        """Through the service, which looks at the file."""
        return materials.save_material(
            material=self.instance,
            file=self.cleaned_data.get("upload"),
            by=how["by"],
            expected_version=how["expected_version"],
        )

    def _refuse(self, error):
        """What the service says of the file stands beside where it was chosen."""
        found = getattr(error, "error_dict", {})
        if "file" in found:
            self.add_error("upload", found["file"])
        else:
            super()._refuse(error)
