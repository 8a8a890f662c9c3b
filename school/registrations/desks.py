"""What enrolments show on pages of the house: the card of an edition, the desk of a person, the page of an actor."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from convergenze.core import navigation, panels
from convergenze.history import services as history
from school.forms.enrolment.picks import own_bodies
from school.queries import waiting
from school.queries.seats import card_of

navigation.register(_("My enrolments"), "school:mine", place="account", order=25)
history.LABELS.update(
    {
        "change_particulars": lambda: gettext("what the person told was changed"),
        "invite": lambda: gettext("people were invited"),
        "revoke_invitation": lambda: gettext("an invitation was taken back"),
        "change_reminders": lambda: gettext("the reminders were changed"),
    }
)


@panels.register("school.edition.aside", template="school/enrolment/_card.html", order=10)
def enrolment_card(edition, user):
    """Seats, window, and the way to enrol or to one's own enrolment."""
    may_desk = user.has_perm("school.view_desk", edition)
    may_run = user.has_perm("school.run_enrolments", edition)
    may_nominate = user.is_authenticated and (may_run or own_bodies(user, writing=True).exists())
    card = card_of(edition, user)
    return {"card": card, "may_desk": may_desk, "may_nominate": may_nominate and card.window == "open"}


@panels.register("home.dashboard", template="school/enrolment/_home.html", order=40)
def my_school(person, user):
    """Seats to accept, requests to answer, editions under way."""
    found = waiting.for_person(user)
    return {"found": found} if found else None


@panels.register("actors.detail", template="school/enrolment/_actor_panel.html", order=60)
def people_at_school(actor, user):
    """The way to the page of the body, for who may read it."""
    return {"body": actor} if user.is_authenticated and user.has_perm("school.view_body", actor) else None
