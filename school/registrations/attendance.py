"""What the School offers the house about registers and presence."""

from django.utils.translation import gettext as _

from convergenze.core import panels
from convergenze.history import services as history
from school.queries.hours import hours_of
from school.queries.registers import register_next


@panels.register("school.edition.aside", template="school/attendance/_keeper_panel.html", order=40)
def registers_of_the_edition(edition, user):
    """For who keeps registers: the one of now or of the next meeting, and the way to the others."""
    if not user.has_perm("school.view_register", edition):
        return None
    return {"edition": edition, "session": register_next(edition)}


@panels.register("school.edition", template="school/attendance/_own_panel.html", order=20)
def hours_of_the_reader(edition, user):
    """For who takes part: their hours, and whether the threshold can still be reached."""
    if not user.is_authenticated:
        return None
    enrolment = edition.enrolments.admitted().filter(person__account=user).first()
    return {"enrolment": enrolment, "hours": hours_of(enrolment)} if enrolment else None


history.LABELS.update(
    {
        "school.sessionregister.mark": lambda: _("presences written"),
        "school.sessionregister.seal": lambda: _("sealed"),
        "school.sessionregister.reopen_register": lambda: _("opened again"),
    }
)
