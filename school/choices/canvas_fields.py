"""What a field of a canvas is, and how what is typed in it is kept: as text, always."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

SHORT, LONG = 300, 8000


class FieldKind(models.TextChoices):
    """How a field is written. ``list``: one thing on each line; ``actor`` and ``territory``: a record, by public id."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    LIST = "list"
    ACTOR = "actor"
    TERRITORY = "territory"

    @classmethod
    def tall(cls):
        """Kinds written on several lines."""
        return (cls.LONG, cls.LIST)

    @classmethod
    def records(cls):
        """Kinds that name a record of the platform."""
        return (cls.ACTOR, cls.TERRITORY)


@dataclass(frozen=True)
class CanvasField:
    """One question of a canvas. ``required``: before the canvas is handed in, not before."""

    name: str
    label: object
    kind: FieldKind = FieldKind.LONG
    help_text: object = ""
    required: bool = False
    codes: type[models.TextChoices] | None = None
    limit: int = 0

    @property
    def most(self):
        """How many characters it holds."""
        return self.limit or (LONG if self.kind in FieldKind.tall() else SHORT)

    def clean(self, typed):
        """``typed`` as it is kept; records are looked up by the service. ``ValidationError`` tells what to write."""
        text = tidy(typed)
        if len(text) > self.most:
            raise ValidationError(
                _("This holds %(most)d characters; there are %(n)d. Shorten it a little.")
                % {"most": self.most, "n": len(text)}
            )
        return _CLEAN[self.kind](self, text) if text and self.kind in _CLEAN else text

    def read(self, kept):
        """The value behind what is kept: a list, a number or a date (None when empty), else the text."""
        if self.kind == FieldKind.LIST:
            return kept.splitlines()
        if self.kind == FieldKind.NUMBER:
            return Decimal(kept) if kept else None
        return (parse_date(kept) if kept else None) if self.kind == FieldKind.DATE else kept

    def shown(self, kept):
        """What is kept, in words."""
        return str(dict(self.codes.choices).get(kept, kept)) if self.codes else kept


def tidy(typed):
    """A text without spaces around it and with one kind of line end: browsers send another."""
    return str(typed or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def _number(field, text):
    try:
        return format(forms.DecimalField(localize=True).clean(text), "f")
    except ValidationError:
        raise ValidationError(_("Write a number, such as 40 or 12.5.")) from None


def _date(field, text):
    try:
        return forms.DateField().to_python(text).isoformat()
    except ValidationError:
        raise ValidationError(_("Write the day as 2026-10-31.")) from None


def _choice(field, text):
    if text not in field.codes.values:
        labels = ", ".join(str(label) for label in field.codes.labels)
        raise ValidationError(_("Choose among: %(known)s.") % {"known": labels})
    return text


def _list(field, text):
    return "\n".join(line.strip(" \t-•") for line in text.splitlines() if line.strip(" \t-•"))


_CLEAN = {FieldKind.NUMBER: _number, FieldKind.DATE: _date, FieldKind.CHOICE: _choice, FieldKind.LIST: _list}
