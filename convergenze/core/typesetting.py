"""Accessible PDF (PDF/UA-1) made by Typst from a template of ours and plain data."""

import json
import shutil
import tempfile
from pathlib import Path

import typst
from django.conf import settings
from django.contrib.staticfiles import finders

FONTS, LOGO = "fonts/Titillium_Web", "img/logo.svg"


def typeset(template, data, pictures=None):
    """The bytes of the PDF. The same template, data and pictures make the same bytes if the template sets its date.

    ``data`` reaches the template as ``json(bytes(sys.inputs.data))``, never as source; ``pictures``: {file name: bytes}
    to stand beside it, where ``logo.svg`` always is.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.typ"
        shutil.copyfile(settings.BASE_DIR / "templates" / template, source)
        shutil.copyfile(finders.find(LOGO), Path(folder) / "logo.svg")
        for name, content in (pictures or {}).items():
            (Path(folder) / name).write_bytes(content)
        return typst.compile(
            str(source), root=folder, format="pdf", pdf_standards="ua-1", font_paths=[str(finders.find(FONTS))],
            ignore_system_fonts=True, sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )  # fmt: skip
