"""Writes on materials: an address or a file, looked at before it is kept."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from convergenze.core import uploads
from convergenze.core.rules_glue import require
from convergenze.history import services as history
from school.models.session import DOCUMENTS

LARGEST = 25 * uploads.MEGABYTE


@transaction.atomic
def save_material(*, material, by, file=None, expected_version=None):
    """Save a material and return it; ``file``: a new upload, in place of the one there was.

    Raises ``PermissionDenied``, ``ValidationError``, ``StaleRecord``.
    """
    require(by, "school.hand_out_edition", material.edition)
    if file is not None:
        material.file_name = _looked_at(file)
        material.file = file
    if bool(material.url) == bool(material.file):
        raise ValidationError({"url": _("Give an address or a file: one of the two.")})
    if material.session and material.session.edition_id != material.edition_id:
        raise ValidationError({"session": _("This meeting belongs to another edition.")})
    return history.save(material, by=by, expected_version=expected_version)


@transaction.atomic
def remove_material(*, part, by):
    """Take a material away, its file too once the transaction is safe."""
    require(by, "school.delete_material", part)
    history.record(part.edition, "remove", by=by, changes={"material": [str(part), None]})
    file = part.file
    part.delete()
    if file:
        transaction.on_commit(lambda: file.storage.delete(file.name), robust=True)


def _looked_at(file):
    try:
        return uploads.look_at(file, largest=LARGEST, kinds=DOCUMENTS)
    except ValidationError as refused:
        raise ValidationError({"file": refused.messages}) from None
