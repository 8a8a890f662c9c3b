"""What a row of a register says, as the fields of a call in plain JSON values: comparable, storable, revertible."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from convergenze.core.money import euro
from convergenze.history.values import plain

TEXTS = ("title", "kind", "authority", "summary", "recipients", "url", "stated")
LISTS = ("families", "themes", "levers")
DATES = ("opens_on", "closes_on")
FIELDS = (*TEXTS, *LISTS, *DATES, "amount", "programme")
LABELS = {
    "title": _("title"),
    "kind": _("kind"),
    "authority": _("who publishes it"),
    "summary": _("what it pays for"),
    "recipients": _("who may apply"),
    "url": _("link"),
    "stated": _("state as published"),
    "families": _("families that may apply"),
    "themes": _("themes"),
    "levers": _("levers"),
    "opens_on": _("opening day"),
    "closes_on": _("closing day"),
    "amount": _("amount"),
    "programme": _("programme"),
}


def values_of(row, programme):
    """{field: JSON value} of everything ``row`` says; ``programme``: id of the recorded programme, or None."""
    said = {name: getattr(row, name) for name in TEXTS} | {name: list(getattr(row, name)) for name in LISTS}
    said |= {name: plain(getattr(row, name)) for name in DATES}
    return said | {"amount": plain(euro(row.amount)) if row.amount is not None else None, "programme": programme}


def current_values(call):
    """{field: JSON value} as ``call`` stands."""
    values = {name: plain(getattr(call, name)) for name in FIELDS if name != "programme"}
    return values | {"programme": call.programme_id}


def put_values(call, values):
    """Write JSON ``values`` into the fields of an unsaved change."""
    for name, value in values.items():
        setattr(call, "programme_id" if name == "programme" else name, _to_python(name, value))


def stored_row(raw):
    """The row of the source as it is kept: the columns that say something."""
    return {column: text.replace("\x00", "") for column, text in raw.items() if text}


def _to_python(name, value):
    if name == "amount":
        return Decimal(value) if value is not None else None
    if name in DATES:
        return date.fromisoformat(value) if value else None
    if name == "programme":
        return value
    return value or ([] if name in LISTS else "")
