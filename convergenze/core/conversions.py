"""Conversions: how something made elsewhere (the canvas of a lab) becomes a record of an app, or is tied to one.

An app that keeps the record registers a ``Conversion``; whoever has something to convert asks ``for_kind`` and never
knows the app. What the record was born of is remembered by who converts.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_conversions: dict[str, "Conversion"] = {}


@dataclass(frozen=True)
class Ask:
    """Something to choose before: one of ``rows(user)``, or one of ``options``.

    ``suggest``: the address that suggests rows while one types, where there are too many for a list.
    """

    name: str
    label: object
    rows: Callable | None = None
    options: tuple = ()
    required: bool = True
    help_text: object = ""
    suggest: str = ""

    def pick(self, said, user):
        """What a program ``said``: an option, or a row by its public id or, without one, its number.

        None for nothing said; ``ValidationError`` for what is not there.
        """
        if said in (None, ""):
            return None
        found = dict(self.options).get(str(said)) and str(said) if self.options else _row(self.rows(user), str(said))
        if found is None:
            raise ValidationError({self.name: _("There is no such choice, or it is not for you to see.")})
        return found


def _row(rows, said):
    name = "public_id" if hasattr(rows.model, "public_id") else "pk"
    try:
        return rows.filter(**{name: said}).first()
    except (ValueError, ValidationError):
        return None


@dataclass(frozen=True)
class Conversion:
    """``kinds`` of canvases become a ``model``.

    ``permission``: asked before ``convert(title=, data=, chosen=, by=)``, which saves and returns the record.
    ``data``: {field of the canvas: value}; ``chosen``: {name of an ``Ask``: what was chosen, or None}.
    ``adopts``: further kinds that may be tied to a record that is there already, by who has ``adopt_permission`` on
    it; it is looked for in the columns ``search``.
    """

    key: str
    label: object
    model: type
    kinds: tuple
    permission: str
    adopt_permission: str
    convert: Callable
    asks: tuple[Ask, ...] = ()
    adopts: tuple = ()
    search: tuple = ("title",)

    def existing(self, user):
        """The records that a canvas may be tied to; whether ``user`` may is asked of the one chosen."""
        return self.model._default_manager.visible_to(user)


def register(conversion):
    """Offer ``conversion``; its key is used once."""
    if conversion.key in _conversions:
        raise ValueError(f"there is a conversion called {conversion.key}")
    _conversions[conversion.key] = conversion


def for_kind(kind):
    """The conversions that make or adopt something of a canvas of this ``kind``."""
    return [one for one in _conversions.values() if kind in one.kinds or kind in one.adopts]


def named(key):
    """The conversion called ``key``; ``ValidationError`` naming the known ones."""
    if key not in _conversions:
        raise ValidationError(_("Choose among: %(known)s.") % {"known": ", ".join(sorted(_conversions))})
    return _conversions[key]
