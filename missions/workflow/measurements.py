"""A measurement is submitted by one person and approved or returned by another."""

from django.utils.translation import gettext_lazy as _

from convergenze.workflow import Move, Workflow
from missions.choices import MeasurementStatus as R


def _signs(name):
    """An effect that writes who made the move into the field ``name``."""

    def sign(measurement, *, by, answers):
        setattr(measurement, name, by)
        measurement.validate_constraints()
        measurement.save(update_fields=[name])

    return sign


measurement_workflow = Workflow(
    R,
    (R.DRAFT,),
    Move(
        "submit",
        (R.DRAFT, R.RETURNED),
        R.SUBMITTED,
        "missions.submit_measurement",
        effect=_signs("submitted_by"),
        label=_("Submit"),
    ),
    Move(
        "return",
        (R.SUBMITTED,),
        R.RETURNED,
        "missions.return_measurement",
        asks=("reason",),
        label=_("Return with a note"),
        tone="secondary",
    ),
    Move(
        "approve",
        (R.SUBMITTED,),
        R.APPROVED,
        "missions.approve_measurement",
        effect=_signs("approved_by"),
        label=_("Approve"),
    ),
)
