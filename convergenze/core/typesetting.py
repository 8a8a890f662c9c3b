"""Accessible PDF (PDF/UA-1) made by Typst from a template of ours and plain data."""

import json
import tempfile
from pathlib import Path

import typst
from django.contrib.staticfiles import finders
from django.template.loader import get_template

FONTS = "fonts/Titillium_Web"


def typeset(template, data, folder=None):
    """The bytes of the PDF. The same template, data and pictures make the same bytes if the template sets its date.

    ``data`` reaches the template as ``json(bytes(sys.inputs.data))``, never as source; ``folder``: the pictures.
    """
    if folder is None:
        with tempfile.TemporaryDirectory() as made:
            return typeset(template, data, made)
    # Copied, not rendered: nothing of the data may become source.
    source = Path(folder) / "document.typ"
    source.write_text(Path(get_template(template).origin.name).read_text(encoding="utf-8"), encoding="utf-8")
    return typst.compile(
        str(source), root=str(folder), format="pdf", pdf_standards="ua-1", font_paths=[str(finders.find(FONTS))],
        ignore_system_fonts=True, sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
