"""What a project row says, as the fields of an action in plain JSON values: comparable, storable, revertible."""

import hashlib
import json
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from convergenze.core.money import euro
from convergenze.exchange.messages import message
from portfolios.choices import ActionKind

LARGEST = Decimal(10) ** 13  # what the money columns hold
ID_LENGTH = 150
NO_PLACES = "0" * 32
# CUP classification, "natura" (CIPE decision 143/2002): what kind of thing is paid for.
KIND_OF_NATURE = {
    "1": ActionKind.PROCUREMENT,
    "2": ActionKind.SERVICE,
    "3": ActionKind.INVESTMENT,
    "8": ActionKind.INVESTMENT,
}
# The fields an import may write on an action that is there already.
TEXTS = ("title", "summary", "kind", "cup", "cost", "starts_on", "ends_on")


def values_of(row):
    """{field: JSON value} of the columns of an action, without lead, places and money."""
    return {
        "title": row.title[:250],
        "summary": row.summary,
        "kind": str(KIND_OF_NATURE.get(row.cup_nature.code.lstrip("0"), ActionKind.PROJECT)),
        "cup": row.cup,
        "cost": str(euro(row.cost)) if row.cost is not None else None,
        "starts_on": row.starts_on.isoformat() if row.starts_on else None,
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
    }


def money_of(row):
    """The funding lines as sorted lists [source, programme, amount, stage, instrument, share]."""
    return sorted(
        [line.source[:200], line.programme[:200], str(euro(line.amount)), line.stage, line.instrument, line.share]
        for line in row.funding
    )


# Titles are worded with the help of the places around them, so they say nothing of their own.
WORDED = ("title", "summary")


def digest_of(row, places, *, by_hand=False):
    """64 characters: 32 of what the row says, 32 of where it is; the latter zeros when it says no place.

    ``places``: the territories found. In two halves, because the same file may come once with its table of places
    and once without. ``by_hand``: a person says which column is what, so another choice is another content.
    """
    values = {name: value for name, value in values_of(row).items() if by_hand or name not in WORDED}
    said = [values, money_of(row), row.lead_tax_code, row.lead_ipa, by_hand and row.lead_name, row.raw]
    where = _hash(sorted(map(str, places))) if places else NO_PLACES
    return _hash(said) + where


def is_same(stored, digest):
    """Whether a row says nothing new: equal in content, and in places unless it names none."""
    return stored[:32] == digest[:32] and digest[32:] in (stored[32:], NO_PLACES)


def external_id_of(row):
    """The id in the source; a longer one is cut and told apart by its hash."""
    if len(row.external_id) <= ID_LENGTH:
        return row.external_id
    return f"{row.external_id[: ID_LENGTH - 17]}#{hashlib.sha256(row.external_id.encode()).hexdigest()[:16]}"


def release_of(row):
    """The day of the release that says this, as ISO text; "" (earlier than any) when the source gives none."""
    return row.released_on.isoformat() if row.released_on else ""


def impossible_amount(row):
    """The message about an amount that no column can hold; None when all can."""
    amounts = [row.cost, *(line.amount for line in row.funding)]
    wrong = next((amount for amount in amounts if amount is not None and not 0 <= amount < LARGEST), None)
    if wrong is None:
        return None
    return message(_("An amount must be zero or more and below ten thousand billion: %(amount)s."), amount=str(wrong))


def _hash(value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
