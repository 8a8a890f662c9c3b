"""A file comes in: looked at, recognised, kept under a random name."""

import hashlib
from datetime import timedelta

from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from convergenze.exchange.cells.texts import clean_text
from convergenze.exchange.choices import RunStatus
from convergenze.exchange.messages import message
from convergenze.exchange.models import ImportRun
from convergenze.exchange.reading import UnreadableFile, open_table
from convergenze.exchange.services.opening import limits

CHUNK = 1 << 20
# The same person sending the same file again within this time pressed twice.
PRESSED_TWICE = timedelta(seconds=20)


def receive_file(*, sheet, file, name, by, second=None, second_name="", source="", pressed=True):
    """Keep an uploaded file (binary, seekable) as a new ``ImportRun`` and return it.

    The content decides what it is, not the name. Raises ``UnreadableFile`` and keeps nothing when it is no table.
    ``source`` overrides what would be recognised. The two files may come the wrong way round.
    ``pressed``: it comes from a button, which people press twice: the same file within moments is the same import.
    """
    table = open_table(file, name, limits=limits())
    found = sheet.recognise(table.columns)
    if second is not None:
        other = sheet.recognise(open_table(second, second_name, limits=limits()).columns)
        if other and not found:
            file, name, second, second_name, found = second, second_name, file, name, other
    if not source or sheet.card(source) is None:
        source = found or _mapped_source(sheet)
    digest = _digest(file, second)
    before = _sent_before(sheet, digest, source, by) if pressed else None
    return before or _keep(sheet, source, file, name, second, second_name, digest, by)


def sheet_of_file(*, sheets, file, name, second=None, second_name=""):
    """Of ``sheets``, the one that knows the columns of the file, or of the second; else one whose columns people map.

    Raises ``UnreadableFile`` when the file is no table, or nobody can say what it holds.
    """
    tables = [(one, called) for one, called in ((file, name), (second, second_name)) if one is not None]
    columns = [open_table(one, called, limits=limits()).columns for one, called in tables]
    for sheet in sheets:
        if any(sheet.recognise(found) for found in columns):
            return sheet
    mapped = next((sheet for sheet in sheets if any(card.is_mapped for card in sheet.sources())), None)
    if mapped is None:
        raise UnreadableFile(message(_("Nothing that can be imported has these columns: say what the file holds.")))
    return mapped


def _mapped_source(sheet):
    name = next((card.name for card in sheet.sources() if card.is_mapped), "")
    if not name:
        known = ", ".join(str(card.label) for card in sheet.sources())
        raise UnreadableFile(message(_("These columns belong to none of the known files: %(known)s."), known=known))
    return name


def _digest(file, second):
    digest = hashlib.sha256()
    for one in filter(None, (file, second)):
        one.seek(0)
        while chunk := one.read(CHUNK):
            digest.update(chunk)
        digest.update(b"\x00end of file")
    return digest.hexdigest()


def _sent_before(sheet, digest, source, by):
    recent = ImportRun.objects.of_content(sheet.kind, digest).filter(
        status=RunStatus.UPLOADED, source=source, created_by=by, created_at__gte=timezone.now() - PRESSED_TWICE
    )
    return recent.first() if getattr(by, "pk", None) else None


def _keep(sheet, source, file, name, second, second_name, digest, by):
    run = ImportRun(
        kind=sheet.kind,
        source=source,
        name=_shown_name(name),
        sha256=digest,
        size=file.seek(0, 2),
        created_by=by if getattr(by, "pk", None) else None,
    )
    file.seek(0)
    run.file.save("", File(file), save=False)
    if second is not None:
        second.seek(0)
        run.second_name = _shown_name(second_name)
        run.second_file.save("", File(second), save=False)
    run.save()
    return run


def _shown_name(name):
    return clean_text(name.replace("\\", "/").rpartition("/")[2])[-200:] or "?"
