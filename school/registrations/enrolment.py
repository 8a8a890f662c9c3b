"""What the School offers the house about enrolments: an ear on editions that end, words of the history, who hears."""

from django.utils.translation import pgettext_lazy

from convergenze.accounts.models import User
from convergenze.history import services as history
from convergenze.notifications import registry
from school.choices.catalogue import StaffRole
from school.choices.enrolment import EnrolmentStatus
from school.services import enrolment  # noqa: F401 - once read, an edition that ends takes its enrolments along

history.LABELS.update({f"school.enrolment.{state}": (lambda state=state: state.label) for state in EnrolmentStatus})
history.LABELS.update(
    {
        "decide": lambda: pgettext_lazy("edition", "decided whether it goes ahead"),
        "change_capacity": lambda: pgettext_lazy("edition", "number of seats changed"),
        "repair_counters": lambda: pgettext_lazy("edition", "counter of seats set right"),
    }
)

# Told under the edition, to those who may see the enrolment.
registry.hangs_from("school.enrolment", lambda row: row.edition)


@registry.register("school.enrolment.requested")
@registry.register("school.enrolment.org_approved")
@registry.register("school.enrolment.withdrawn")
def who_runs_the_edition(entry):
    """Those who answer requests and follow who comes and goes."""
    roles = StaffRole.running()
    return User.objects.filter(person__school_work__edition=entry.subject.edition, person__school_work__role__in=roles)
