"""A course is drafted, offered, put away."""

from django.utils.translation import gettext_lazy as _

from convergenze.workflow import Move, Workflow
from school.choices.catalogue import CourseStatus as C

course_workflow = Workflow(
    C,
    (C.DRAFT,),
    Move("publish", (C.DRAFT,), C.PUBLISHED, "school.publish_course", label=_("Publish")),
    Move("archive", (C.PUBLISHED,), C.ARCHIVED, "school.archive_course", label=_("Archive"), tone="secondary"),
    Move("offer_again", (C.ARCHIVED,), C.PUBLISHED, "school.publish_course", label=_("Offer it again")),
)


@course_workflow.requires("publish")
def it_tells_what_one_learns(course):
    if not course.outcomes.strip():
        yield _("Write what participants will be able to do.")
    if not course.audience.strip():
        yield _("Say for whom it is.")


@course_workflow.requires("publish")
def somebody_may_read_it(course):
    if course.visibility == "team":
        yield _("Choose who sees it: now only who runs the School does.")


@course_workflow.requires("archive")
def no_edition_of_it_is_under_way(course):
    waiting = course.editions.alive().upcoming().count()
    if waiting:
        yield _("Conclude or cancel its editions first: %(n)d are not over.") % {"n": waiting}
