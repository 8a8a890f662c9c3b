"""One's own enrolments, as their pages tell them."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from school.choices.catalogue import MaterialAccess, QuestionKind
from school.choices.enrolment import EnrolmentStatus, ListConsent
from school.models import Certificate, Enrolment
from school.queries.duty import Year, years_of
from school.queries.states import said
from school.rules.catalogue import is_about_to_start
from school.rules.people import takes_part


@dataclass(frozen=True)
class Meeting:
    """A meeting of one's calendar; ``may_join``: its online room is open for the reader now."""

    session: object
    when: str
    may_join: bool
    is_over: bool


@dataclass(frozen=True)
class Own:
    """All that somebody has to do with the School."""

    ahead: list[Enrolment]
    past: list[Enrolment]
    years: list[Year]
    certificates: list[Certificate]


def own_school(user) -> Own:
    """Enrolments of ``user``, those to come first, with hours by year and certificates."""
    rows = Enrolment.objects.filter(person__account=user)
    now = timezone.now()
    ahead: list[Enrolment] = []
    past: list[Enrolment] = []
    for one in rows.select_related("edition", "organisation", "pool").order_by("-edition__starts_at", "-pk"):
        is_over = one.edition.ends_at is not None and one.edition.ends_at < now
        (ahead if one.is_active and not is_over else past).append(one)
    years = [year for by_year in years_of(rows).values() for year in by_year.values()]
    certificates = Certificate.objects.valid().filter(enrolment__in=rows).select_related("enrolment__edition")
    return Own(ahead[::-1], past, sorted(years, key=lambda one: -one.year), list(certificates))


def meetings_of(enrolment, user):
    """The meetings of its edition, told with what ``user`` may open now."""
    now = timezone.now()
    knows = user.has_perm("school.know_join_session", enrolment.edition)
    return [
        Meeting(
            one,
            said(one.starts_at, enrolment.edition),
            bool(knows and one.join_url and is_about_to_start(user, one)),
            one.ends_at < now,
        )
        for one in enrolment.edition.sessions.standing().select_related("venue")
    ]


def materials_of(enrolment):
    """What is handed out by now to whoever has this enrolment."""
    is_there = Q(available_from=None) | Q(available_from__lte=timezone.now())
    open_to = [MaterialAccess.PUBLIC]
    if enrolment.status in EnrolmentStatus.admitted():
        open_to.append(MaterialAccess.PARTICIPANTS)
    return enrolment.edition.materials.filter(is_there, access__in=open_to).select_related("session")


YES_NO = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No")}


def answers_of(enrolment):
    """[(question, answer in words)] of what was answered, in the order of the questions."""
    rows = enrolment.edition.questions.filter(pk__in=[key for key in enrolment.answers if key.isdecimal()])
    return [(one.text, _in_words(one, enrolment.answers[str(one.pk)])) for one in rows]


def _in_words(question, answer):
    if isinstance(answer, list):
        return ", ".join(map(str, answer))
    return YES_NO.get(answer, answer) if question.kind == QuestionKind.YES_NO else answer


def participants_of(edition, user):
    """Who takes part, by name: all for who works there, otherwise those who agreed to be read by ``user``."""
    rows = edition.enrolments.admitted().select_related("organisation").order_by("name", "pk")
    if user.has_perm("school.view_desk", edition):
        return rows
    if takes_part(user, edition):
        return rows.filter(list_consent__in=(ListConsent.PARTICIPANTS, ListConsent.ALL))
    return rows.filter(list_consent=ListConsent.ALL)
