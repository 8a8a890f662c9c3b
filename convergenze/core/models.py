"""Abstract models: what every record of the platform carries. No tables of its own."""

import uuid
from functools import cache, lru_cache

from django.conf import settings
from django.db import models
from django.utils.encoding import force_str
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from convergenze.core.visibility import Visibility, VisibleQuerySet

SLUG_LENGTH = 80
# Addresses that stand where a slug would: a record called "New" must not hide behind them.
ADDRESSES = frozenset({"new", "place", "claims", "suggest"})


class Language(models.TextChoices):
    """Languages a record may be written in."""

    ITALIAN = "it", _("Italian")
    ENGLISH = "en", _("English")


@cache
def _labels(field):
    return dict(field.flatchoices)


@lru_cache(maxsize=8192)
def _display(field, value, language):
    # Django hashes, and so translates, every label of the list to print one; a page of rows prints hundreds.
    return force_str(_labels(field).get(value, value), strings_only=True)


class Stamped(models.Model):
    """When a row was made and last changed, by whom, and its version (for two people editing at once)."""

    created_at = models.DateTimeField(_("created"), auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(_("last change"), auto_now=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field):  # noqa: N802 - Django's name, behind every get_..._display
        return _display(field, getattr(self, field.attname), get_language())


class Record(Stamped):
    """A public object: stable id, readable reference, slug, language, visibility, bin.

    Subclasses set ``REFERENCE`` (two letters) and ``label_field``. ``reference`` is made of the prefix, the
    year of creation and the row's number, so it needs no counter and cannot collide.
    """

    REFERENCE = ""
    label_field = "title"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=SLUG_LENGTH + 9, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ITALIAN)
    visibility = models.CharField(
        _("visible to"), max_length=10, choices=Visibility, default=Visibility.TEAM, db_index=True
    )
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return getattr(self, self.label_field)

    @property
    def reference(self) -> str:
        """ "AZ-2026-0014": what people write in minutes and mails."""
        return f"{self.REFERENCE}-{self.created_at.year}-{self.pk:04d}" if self.pk else ""

    @property
    def is_in_bin(self):
        return self.deleted_at is not None

    def clean_fields(self, exclude=None):
        """Give a new record its slug before the fields are checked."""
        self.ensure_slug()
        super().clean_fields(exclude=exclude)

    def ensure_slug(self, *, taken=None):
        """Set a free slug from the label. ``taken(slug) -> bool`` overrides the look-up (bulk inserts)."""
        if self.slug:
            return
        base = slugify(getattr(self, self.label_field))[:SLUG_LENGTH].strip("-") or self.REFERENCE.lower()
        base = f"{base}-{self.REFERENCE.lower()}" if base in ADDRESSES else base
        is_taken = taken or (lambda slug: type(self)._base_manager.filter(slug=slug).exists())
        self.slug = f"{base}-{self.public_id.hex[:8]}" if is_taken(base) else base
