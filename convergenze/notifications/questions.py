"""What owners are asked when a record has not been confirmed for long, and what their one click does.

In an app's ``registrations``::

    questions.register(Question("confirm_action", stale=stale_actions, …))
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

PERIOD = timedelta(days=30)


@dataclass(frozen=True)
class Asking:
    """``stale(now)``: rows and the accounts to ask [(record, accounts)]; ``sentence(record)``: the question in words.

    ``still(record, user, now)``: whether it still has to be asked. ``act(record, by)``: what the click does; without
    it the click leads to ``address(record)``, behind the login. ``label``: the words on the button.
    """

    code: str
    stale: Callable
    still: Callable
    sentence: Callable
    label: object
    act: Callable | None = None
    address: Callable | None = None
    period: timedelta = PERIOD


_askings: dict[str, Asking] = {}


def register(asking):
    """Let owners be asked."""
    _askings[asking.code] = asking


def known():
    """Every question there is."""
    return list(_askings.values())


def asking_of(code):
    """The question with this code; None when nobody offers it (any more)."""
    return _askings.get(code)
