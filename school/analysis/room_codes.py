"""The code of a room: it changes every ``STEP`` seconds, so a photograph of it is soon worth nothing.

A code is the number of the meeting in base 36, a dash, and eight characters of the HMAC-SHA256 of the meeting and the
step under the secret of its register. The code of the step before is taken too: somebody may be slow.
"""

import hmac
from datetime import datetime

STEP = 45
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
LENGTH = 8
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def code_at(secret: str, session: int, at: datetime, back: int = 0) -> str:
    """The code of a meeting at an instant, or ``back`` steps before."""
    step = int(at.timestamp()) // STEP - back
    digest = hmac.digest(secret.encode(), f"{session}:{step}".encode(), "sha256")
    return f"{_in_base_36(session)}-" + "".join(ALPHABET[byte % 32] for byte in digest[:LENGTH])


def is_current(code: str, secret: str, session: int, at: datetime) -> bool:
    """Whether the code is that of this instant or of the step before; never without a secret."""
    tidy = _tidy(code)
    return bool(secret) and any(hmac.compare_digest(tidy, _tidy(code_at(secret, session, at, back))) for back in (0, 1))


def session_in(code: str) -> int | None:
    """The number of the meeting that a code speaks of; None when it is no code."""
    number, dash, rest = code.strip().partition("-")
    if not dash or not rest or not number.isascii() or not number.isalnum() or len(number) > 12:
        return None
    return int(number, 36)


def seconds_left(at: datetime) -> int:
    """How long the present code still stands on the screen."""
    return STEP - int(at.timestamp()) % STEP


def _tidy(code):
    """As typed by hand: capitals, and the letters that look like digits."""
    number, _dash, rest = code.strip().partition("-")
    swapped = rest.upper().replace("O", "0").replace("I", "1").replace("L", "1")
    return f"{number.casefold()}-{swapped}".encode()


def _in_base_36(number):
    found = ""
    while True:
        number, digit = divmod(number, 36)
        found = DIGITS[digit] + found
        if not number:
            return found
