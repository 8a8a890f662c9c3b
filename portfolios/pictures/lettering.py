"""How wide a text is and where to break it: SVG does not wrap."""

ELLIPSIS = "…"
NARROW = frozenset("iljtfrI|.,;:'’!()[]-·–/ ")
WIDE = frozenset("mwMW@%&—")


def width_of(text: str, size: float) -> float:
    """Width in drawing units of ``text`` set in the house's semibold at ``size``; a little more than the truth."""
    return sum(map(_em, text)) * size


def _em(character: str) -> float:
    if character in NARROW:
        return 0.32
    if character in WIDE:
        return 0.86
    return 0.64 if character.isupper() else 0.55


def wrap(text: str, *, width: float, size: float, lines: int = 2) -> tuple[str, ...]:
    """``text`` in at most ``lines`` lines no wider than ``width``; what does not fit ends with an ellipsis."""
    found: list[str] = []
    words = text.split()
    while words and len(found) < lines - 1:
        count = _fitting(words, width, size)
        if not count:
            break
        found.append(" ".join(words[:count]))
        words = words[count:]
    if words:
        found.append(shortened(" ".join(words), width=width, size=size))
    return tuple(found) or ("",)


def shortened(text: str, *, width: float, size: float) -> str:
    """``text``, or as much of it as fits in ``width`` with an ellipsis."""
    if width_of(text, size) <= width:
        return text
    room, end = width - width_of(ELLIPSIS, size), 0
    for end, character in enumerate(text):  # noqa: B007 - the place where the room ends is what we look for
        room -= _em(character) * size
        if room < 0:
            break
    return text[:end].rstrip(" ,;:-–·") + ELLIPSIS


def _fitting(words: list[str], width: float, size: float) -> int:
    """How many of the first words fit in one line."""
    used = 0.0
    for count, word in enumerate(words):
        used += width_of(word if not count else f" {word}", size)
        if used > width:
            return count
    return len(words)
