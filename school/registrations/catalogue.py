"""What the School offers the house about courses, editions, meetings, experts, venues."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convergenze.core import agenda, navigation, panels
from convergenze.history import services as history
from convergenze.notifications import registry
from convergenze.search import registry as search
from school.choices.enrolment import EnrolmentStatus
from school.models import Course, Edition, Expert
from school.queries import calendar, catalogue
from school.services import editions, sessions  # noqa: F401 - what follows the moves of editions and meetings

PANEL_ROWS = 6

navigation.register(gettext_lazy("School"), "school:home", order=60)
agenda.register({calendar.KIND: gettext_lazy("Meetings of the School")}, order=70)(calendar.own_meetings)

search.register(
    Edition,
    A=("title", "reference", "code"),
    B=("summary",),
    C=("patronage",),
    related=("course",),
    excerpt="summary",
    context=lambda one: f"{one.get_status_display()} · {one.get_mode_display()}",
    order=60,
)
search.register(
    Course,
    A=("title", "reference"),
    B=("abstract",),
    C=("outcomes", "audience"),
    D=("description",),
    excerpt="abstract",
    context=lambda course: course.get_kind_display(),
    order=61,
)
search.register(
    Expert,
    A=("name", "reference"),
    B=("position", "affiliation"),
    D=("bio",),
    excerpt="bio",
    context=lambda expert: expert.affiliation,
    order=62,
)


registry.hangs_from("school.session", lambda session: session.edition)


@registry.register("school.session.cancel")
@registry.register("school.session.reopen")
def those_who_come(entry):
    """Who has a seat in the edition."""
    rows = entry.subject.edition.enrolments.filter(status=EnrolmentStatus.CONFIRMED).select_related("person__account")
    return [row.person.account for row in rows]


@panels.register("missions.detail", template="school/catalogue/_editions_panel.html", order=60)
def editions_for_the_mission(mission, user):
    """Editions that work for this mission."""
    return _panel(Edition.objects.visible_to(user).known().filter(missions=mission))


@panels.register("actors.detail", template="school/catalogue/_editions_panel.html", order=60)
def editions_with_the_actor(actor, user):
    """Editions the actor is a partner of."""
    return _panel(Edition.objects.visible_to(user).known().filter(partners=actor))


def _panel(rows):
    found = catalogue.cards(catalogue.for_cards(rows)[:PANEL_ROWS])
    return {"cards": found} if found else None


history.LABELS.update(
    {
        "school.course.publish": lambda: _("published"),
        "school.course.offer_again": lambda: _("offered again"),
        "school.edition.publish": lambda: _("published"),
        "school.edition.withdraw": lambda: _("back to draft"),
        "school.edition.start": lambda: _("started"),
        "school.edition.conclude": lambda: _("concluded"),
        "school.edition.cancel": lambda: _("cancelled"),
        "school.edition.copy": lambda: _("made from another edition"),
        "school.edition.save_part": lambda: _("its seats, people or questions changed"),
        "school.session.reopen": lambda: _("planned again"),
        "school.session.add_speaker": lambda: _("somebody comes to speak"),
        "school.session.remove_speaker": lambda: _("somebody does not come to speak"),
    }
)
