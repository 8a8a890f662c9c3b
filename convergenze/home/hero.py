"""The drawing of the front page: nine lines, one per family of actors, that converge on one point."""

from actors.choices import Family

WIDTH, HEIGHT = 480, 360
POINT = (415, 175)
FIRST, STEP = 10, 42


def lines():
    """(family, path) from top to bottom: curves that leave flat and arrive at the point."""
    x, y = POINT
    return [
        (family.value, f"M0 {(start := FIRST + number * STEP)}C190 {start} 240 {y} {x} {y}")
        for number, family in enumerate(Family)
    ]
