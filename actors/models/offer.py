"""What actors offer and need."""

from functools import cache

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from actors.choices import TAGS, Resource, tag_label
from convergenze.core.models import Stamped

RESOURCE_TAG = RegexValidator(r"^[a-z0-9_]+$", _("Use lower-case letters, digits and _: vacant_homes."))


class TagBox(forms.CharField):
    """A tag as people write it: "vacant homes" is ``vacant_homes``, a word of the programme in any language its tag."""

    def prepare_value(self, value):
        return str(tag_label(value)) if isinstance(value, str) and RESOURCE_TAG.regex.match(value) else value

    def to_python(self, value):
        text = " ".join(super().to_python(value).lower().split())
        return _words_of_tags().get(text) or slugify(text).replace("-", "_")


@cache
def _words_of_tags():
    """{word: tag} in every language of the platform: who writes "case vuote" and who writes "vacant homes" meet."""
    known = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            known |= {str(label).lower(): tag for tag, label in TAGS.items()}
    return known


class TagField(models.CharField):
    """A tag; for the database plain text."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("help_text", None)  # no business of the database
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs):
        """What people write becomes a tag."""
        return super().formfield(**{"form_class": TagBox, **kwargs})


class Direction(models.TextChoices):
    """Offered or needed."""

    OFFER = "offer", _("Offers")
    NEED = "need", _("Needs")


class ResourceLine(Stamped):
    """A resource kind and a tag; an offer meets a need when both are equal ("data:vacant_homes")."""

    direction = models.CharField(_("offer or need"), max_length=5, choices=Direction)
    resource = models.CharField(_("resource"), max_length=20, choices=Resource)
    tag = TagField(
        _("tag"),
        max_length=60,
        validators=[RESOURCE_TAG],
        help_text=_("In two or three words: who writes the same words meets, as “vacant homes”."),
    )
    text = models.CharField(_("in your words"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.code

    @property
    def code(self):
        """ "data:vacant_homes": what is compared."""
        return f"{self.resource}:{self.tag}"

    @property
    def label(self):
        """What it is in the reader's words: "Data: vacant homes"."""
        return f"{self.get_resource_display()}: {tag_label(self.tag)}"


class ActorResource(ResourceLine):
    """Something an actor offers or needs, whatever the action."""

    actor = models.ForeignKey("actors.Actor", models.CASCADE, related_name="resources")

    class Meta:
        verbose_name = _("offer or need of an actor")
        verbose_name_plural = _("offers and needs of actors")
        constraints = [
            models.UniqueConstraint(
                "actor",
                "direction",
                "resource",
                "tag",
                name="actor_resource_once",
                violation_error_message=_("This offer or need is already there."),
            ),
        ]
