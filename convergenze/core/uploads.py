"""Files that people send, looked at before they are kept.

What a file is, its content says; the name must not contradict it.
"""

import zipfile

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
STARTS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}
# What has to be in the archive: office files are archives with a known inside.
INSIDE = {
    "odt": "mimetype", "ods": "mimetype", "odp": "mimetype", "docx": "word/document.xml", "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml", "zip": "",
}  # fmt: skip
PLAIN = ("csv", "txt")
SAMPLE = 64 * 1024


def look_at(file, *, largest, kinds):
    """Return the name to show for an uploaded ``file``; ``ValidationError`` when it is too large or not what it says.

    ``kinds``: endings that may come in ("pdf"); ``largest``: bytes.
    """
    name = file.name.replace("\\", "/").rpartition("/")[2][-200:]
    kind = name.rpartition(".")[2].lower()
    if kind not in kinds:
        raise ValidationError(
            _("Files called .%(kind)s cannot be taken: send one of these: %(kinds)s.")
            % {"kind": kind[:20], "kinds": ", ".join(kinds)}
        )
    if file.size > largest:
        raise ValidationError(
            _("The file has %(size)s: %(largest)s are the most. Make it smaller, or give an address instead.")
            % {"size": filesizeformat(file.size), "largest": filesizeformat(largest)}
        )
    if not file.size or not _is_what_it_says(file, kind):
        raise ValidationError(
            _("This file is empty, broken or no .%(kind)s: save it again and send it.") % {"kind": kind}
        )
    return name


def _is_what_it_says(file, kind):
    file.seek(0)
    sample = file.read(SAMPLE)
    file.seek(0)
    if kind in STARTS:
        return sample.startswith(STARTS[kind])
    if kind in PLAIN:
        return b"\x00" not in sample
    try:
        with zipfile.ZipFile(file) as archive:
            return not INSIDE[kind] or INSIDE[kind] in archive.namelist()
    except zipfile.BadZipFile:
        return False
    finally:
        file.seek(0)
