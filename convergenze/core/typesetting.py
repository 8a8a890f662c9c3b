"""Accessible PDF (PDF/UA-1) made by Typst from a template of ours and plain data."""

import json
import shutil
import tempfile
from pathlib import Path

import typst
from django.conf import settings
from django.contrib.staticfiles import finders

FONTS = "fonts/Titillium_Web"


def typeset(template, data, folder=None):
    """The bytes of the PDF. The same template, data and pictures make the same bytes if the template sets its date.

    ``data`` reaches the template as ``json(bytes(sys.inputs.data))``, never as source; ``folder``: the pictures.
    """
    if folder is None:
        with tempfile.TemporaryDirectory() as made:
            return typeset(template, data, made)
    source = Path(folder) / "document.typ"
    shutil.copyfile(settings.BASE_DIR / "templates" / template, source)
    return typst.compile(
        str(source), root=str(folder), format="pdf", pdf_standards="ua-1", font_paths=[str(finders.find(FONTS))],
        ignore_system_fonts=True, sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
