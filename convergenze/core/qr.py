"""QR codes as pictures: for pages and for what is printed."""

import io

import segno
from django.utils.safestring import mark_safe

BORDER = 4  # white squares around it, as readers expect


def qr_svg(text, label=""):
    """The QR code of ``text`` as SVG to stand in a page; ``label`` is read to who does not see it."""
    return mark_safe(_drawn(text, svgns=False, xmldecl=False, title=label or None, omitsize=True, svgclass="cv-qr"))  # noqa: S308 - segno escapes


def qr_file(text):
    """The same as the bytes of an SVG file."""
    return _drawn(text).encode()


def _drawn(text, **how):
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=BORDER, nl=False, **how)
    return drawn.getvalue().decode()
