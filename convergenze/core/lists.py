"""Lists of codes stored in one column: themes, levers, target groups."""

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple, TypedMultipleChoiceField
from django.utils.translation import gettext as _


class CodeListField(models.JSONField):
    """A list of values of one choice list, in the order of that list and without repeats; ``[]`` when empty."""

    def __init__(self, *args, codes=None, **kwargs):
        self.codes = codes
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        # The list of codes is no business of the database: changing it needs no migration.
        return super().deconstruct()

    def clean(self, value, model_instance):
        """Known codes only; the message names the unknown ones."""
        known = list(self.codes.values)
        if not isinstance(value, list):
            raise ValidationError(_("Give a list of codes."))
        if unknown := [item for item in value if item not in known]:
            raise ValidationError(
                _("Not in the list: %(unknown)s. Choose among: %(known)s.")
                % {"unknown": ", ".join(map(str, unknown)), "known": ", ".join(map(str, known))}
            )
        return super().clean(sorted(set(value), key=known.index), model_instance)

    def formfield(self, **kwargs):
        """Check boxes with the labels of the list."""
        options = {"label": self.verbose_name, "help_text": self.help_text, "required": not self.blank}
        options |= {
            name: value for name, value in kwargs.items() if name in {"label", "help_text", "required", "initial"}
        }
        return TypedMultipleChoiceField(
            choices=self.codes.choices,
            coerce=type(next(iter(self.codes)).value),
            widget=CheckboxSelectMultiple,
            **options,
        )

    def labels(self, values):
        """The labels of ``values``, in order; an unknown code as it stands."""
        known = dict(self.codes.choices)
        return [known.get(value, value) for value in values]
