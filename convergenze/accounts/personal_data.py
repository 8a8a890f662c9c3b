"""What the platform holds about a person: each app tells how it is taken away and how it is forgotten.

In an app's ``registrations``::

    personal_data.register("school", _("The School"), export=exported, erase=erase_person, waits=reasons_to_wait)

``export(user)`` gives {file name: bytes, or plain data written as JSON}; ``erase(user, by)`` takes away what says who,
inside the transaction of whoever calls; ``waits(user)`` yields sentences of what has to end before that.
"""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder


def _nothing(*asked) -> tuple:
    return ()


@dataclass(frozen=True)
class Holding:
    """What one app holds; erased in ``order``, the account itself last."""

    code: str
    label: str
    export: Callable
    erase: Callable
    waits: Callable
    order: int


_holdings: dict[str, Holding] = {}


def register(code, label, *, export=_nothing, erase=_nothing, waits=_nothing, order=50) -> None:
    """Tell what an app holds; registering a code again replaces it."""
    _holdings[code] = Holding(code, label, export, erase, waits, order)


def holdings() -> list[Holding]:
    """Who holds something, in the order in which it is erased."""
    return sorted(_holdings.values(), key=lambda one: (one.order, one.code))


def archive(user) -> bytes:
    """All of it as a ZIP of JSON files and of the person's own documents."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for holding in holdings():
            for name, content in dict(holding.export(user)).items():
                packed.writestr(name, content if isinstance(content, bytes) else _json(content))
    return made.getvalue()


def _json(content):
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def reasons_to_wait(user) -> list[str]:
    """What has to end before the person can be forgotten."""
    return [str(sentence) for holding in holdings() for sentence in holding.waits(user)]


def erase_everywhere(user, by) -> None:
    """Take away whatever says who, app by app; inside the caller's transaction."""
    for holding in holdings():
        holding.erase(user, by)
