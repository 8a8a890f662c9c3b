"""Promotion: what a team brought forth becomes a record of the platform, once, and both sides remember."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.core import conversions
from convergenze.core.rules_glue import require
from convergenze.history import services as history
from school.choices.canvases import canvas_of
from school.models import Output
from school.workflow import output_workflow


@transaction.atomic
def promote_output(*, revision, key, by, chosen=None, title=""):
    """Make a record of ``revision`` through the conversion called ``key``; return it.

    ``chosen``: the answers the conversion asks. Raises ``PermissionDenied``, ``ValidationError``, and ``MoveRefused``
    when the output was promoted by somebody else meanwhile or is not accepted.
    """
    output, conversion = _locked(revision, key, by)
    if output.kind not in conversion.kinds:
        raise ValidationError(_("This canvas cannot become that."))
    require(by, conversion.permission)
    record = conversion.convert(
        title=title.strip() or revision.title,
        data=canvas_of(output.kind).read(revision.data),
        chosen=_answered(conversion, chosen or {}),
        by=by,
    )
    return _tie(output, revision, record, by)


@transaction.atomic
def adopt_output(*, revision, key, record, by):
    """Tie the output to a ``record`` that is there already, as what it was born of; return the record.

    Raises as ``promote_output``.
    """
    output, conversion = _locked(revision, key, by)
    if output.kind not in (*conversion.kinds, *conversion.adopts) or not isinstance(record, conversion.model):
        raise ValidationError(_("This canvas cannot become that."))
    require(by, conversion.adopt_permission, record)
    return _tie(output, revision, record, by)


def _locked(revision, key, by):
    rows = Output.objects.select_for_update(of=("self",)).select_related("team__lab__edition")
    output = rows.get(pk=revision.output_id)
    require(by, "school.promote_output", output)
    return output, conversions.named(key)


def _answered(conversion, chosen):
    answers = {ask.name: chosen.get(ask.name) or None for ask in conversion.asks}
    missing = [ask for ask in conversion.asks if ask.required and answers[ask.name] is None]
    if missing:
        raise ValidationError({ask.name: _("Choose one.") for ask in missing})
    return answers


def _tie(output, revision, record, by):
    """Make the move, which waits in vain on an output that is not accepted; then nothing of the above remains."""
    born = {"promoted_revision": revision, "promoted": record, "promoted_at": timezone.now()}
    output_workflow.perform(output, "promote", by=by, also=born)
    # By number: who sees the record may not see the lab, and the other way round.
    history.record(record, "born_in_school", by=by, revision=revision.number, output=output.pk)
    history.record(output, "become", by=by, changes={"became": [None, getattr(record, "reference", "")]})
    return record
