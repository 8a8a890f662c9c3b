"""What the pages of learning share: finding the edition and one's own enrolment in it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from school.views.enrolment.frame import trail_to


def own_enrolment(request, edition):
    """The seat that who asks has, or had, in the edition; None without one."""
    return edition.enrolments.admitted().select_related("edition").filter(person__account=request.user).first()


def trail(edition, *steps):
    """The way to the assignments of an edition, and on."""
    return trail_to(edition, (_("Assignments"), reverse("school:assignment_list", args=[edition.slug])), *steps)
