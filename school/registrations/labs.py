"""What the School offers the house about labs, teams and what they bring forth."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from convergenze.core import panels
from convergenze.history import services as history
from school.models import Edition, Lab
from school.queries import labs


@panels.register("school.edition", template="school/labs/_edition.html", order=30)
def labs_of_an_edition(edition, user):
    """Its labs, and what came out of them; nothing while there is neither, but to who may plan one."""
    rows = Lab.objects.filter(edition=edition).select_related("phase").annotate(n_teams=Count("teams")).order_by("pk")
    found = {
        "labs": list(rows),
        "born": labs.came_out_of(Edition.objects.filter(pk=edition.pk), user),
        "may_plan": user.has_perm("school.change_lab", Lab(edition=edition)),
    }
    return found if any(found.values()) else None


@panels.register("school.course", template="school/labs/_course.html", order=30)
def what_came_out_of_a_course(course, user):
    """What the teams of all its editions brought on the platform."""
    born = labs.came_out_of(Edition.objects.filter(course=course), user)
    return {"born": born} if born else None


@panels.register("actions.top", template="school/labs/_origin.html", order=40)
@panels.register("challenges.detail", template="school/labs/_origin.html", order=10)
@panels.register("missions.aside", template="school/labs/_origin.html", order=30)
@panels.register("triggers.detail", template="school/labs/_origin.html", order=10)
def born_in_the_school(record, user):
    """The lab, the team and the authors that a record of the platform comes from."""
    born = labs.origin_of(record, user)
    return {"born": born} if born else None


history.LABELS.update(
    {
        "born_in_school": lambda: _("born in the School"),
        "school.lab.enter_phase": lambda: _("entered a phase"),
        "school.team.enter": lambda: _("somebody came in"),
        "school.team.leave": lambda: _("somebody went out"),
        "school.team.confirm": lambda: _("confirmed"),
        "school.team.change_role": lambda: _("a role changed"),
        "school.output.write": lambda: _("a field was written"),
        "school.output.freeze": lambda: _("a revision was kept"),
        "school.output.submit": lambda: _("handed in"),
        "school.output.review": lambda: _("the review began"),
        "school.output.improve": lambda: _("to be improved"),
        "school.output.accept": lambda: _("accepted"),
        "school.output.reject": lambda: _("shelved"),
        "school.output.write_review": lambda: _("a review was written"),
        "school.output.promote": lambda: _("brought on the platform"),
        "school.output.become": lambda: _("became a record of the platform"),
    }
)
