"""Web addresses that people type."""

from django.db import models


class LinkField(models.URLField):
    """A URL; typed without a scheme ("comune.vergato.bo.it") it is taken as https, as browsers do."""

    def deconstruct(self):
        # For the database it is a plain URL field.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs):
        """Django's field, told which scheme to assume."""
        return super().formfield(**{"assume_scheme": "https", **kwargs})
