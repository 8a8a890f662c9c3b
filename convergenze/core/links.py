"""Web addresses: those that people type, and those of records."""

from functools import cache

from django.db import models
from django.urls import reverse

PLACEHOLDER = "the-slug-of-a-record"


def address(name, slug):
    """``reverse(name, args=[slug])`` for a page of records, whose addresses differ in the slug only.

    A list asks for hundreds of them, and Django looks through all patterns for each.
    """
    if not slug:
        return reverse(name, args=[slug])
    before, after = _around(name)
    return f"{before}{slug}{after}"


@cache
def _around(name):
    before, _slug, after = reverse(name, args=[PLACEHOLDER]).partition(PLACEHOLDER)
    return before, after


class LinkField(models.URLField):
    """A URL; typed without a scheme ("comune.vergato.bo.it") it is taken as https, as browsers do."""

    def deconstruct(self):
        # For the database it is a plain URL field.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs):
        """Django's field, told which scheme to assume."""
        return super().formfield(**{"assume_scheme": "https", **kwargs})
