"""What participants said of meetings, and how they see themselves: never so few that somebody is recognised."""

import random
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from school.choices.catalogue import Competence
from school.choices.labs import Moment
from school.choices.learning import Level
from school.models import FeedbackGiven, SelfAssessment, Session, SessionFeedback

FEWEST = 5
SCALE = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Question:
    """How a question was answered: the mean, and how many chose each mark from 1 to 5."""

    label: str
    mean: float
    counts: list[int]


@dataclass(frozen=True)
class Answers:
    """What was said of a meeting. Below ``FEWEST`` answers only how many they are."""

    number: int
    questions: tuple[Question, ...] = ()
    liked: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def are_shown(self):
        """There are enough of them."""
        return self.number >= FEWEST


@dataclass(frozen=True)
class Change:
    """A competence before and after; None where nobody, or too few, said. ``x``: where it stands in the picture."""

    competence: str
    label: str
    before: float | None
    after: float | None

    @property
    def difference(self):
        """How much it grew; None while one of the two is missing."""
        return None if self.before is None or self.after is None else self.after - self.before


def answers_about(session) -> Answers:
    """What was said of a meeting, texts in an order of chance and each kind by itself."""
    rows = list(SessionFeedback.objects.filter(session=session))
    if len(rows) < FEWEST:
        return Answers(len(rows))
    questions = tuple(_question(name, [getattr(row, name) for row in rows]) for name in ("useful", "clear", "pace"))
    return Answers(
        len(rows), questions, *(_shuffled(row.__dict__[name] for row in rows) for name in ("liked", "missed"))
    )


def _question(name, marks):
    field = SessionFeedback._meta.get_field(name)
    return Question(
        str(getattr(field, "verbose_name", name)), sum(marks) / len(marks), [marks.count(mark) for mark in SCALE]
    )


def _shuffled(texts):
    found = [text for text in texts if text]
    return tuple(random.sample(found, len(found)))


def meetings_to_answer(enrolment):
    """The meetings that have begun and of which this participant said nothing yet, the last first."""
    rows = Session.objects.filter(edition=enrolment.edition_id, starts_at__lte=timezone.now()).standing()
    given = FeedbackGiven.objects.filter(enrolment=enrolment).values("session")
    return rows.exclude(pk__in=given).order_by("-starts_at")


def moment_now(edition, now=None):
    """Which self-assessment is due: "before" until half of the edition has passed, "after" from then on."""
    now = now or timezone.now()
    if edition.starts_at is None or edition.ends_at is None:
        return Moment.BEFORE
    return Moment.BEFORE if now < edition.starts_at + (edition.ends_at - edition.starts_at) / 2 else Moment.AFTER


def change_of(enrolment) -> list[Change]:
    """How one participant sees each competence, before and after."""
    rows = {row.moment: row.scores for row in SelfAssessment.objects.filter(enrolment=enrolment)}
    before, after = (rows.get(moment, {}) for moment in (Moment.BEFORE, Moment.AFTER))
    return [Change(one.value, str(one.label), before.get(one.value), after.get(one.value)) for one in Competence]


def change_in(edition):
    """(changes, {moment: how many answered}): averages of an edition, where at least ``FEWEST`` people answered."""
    scores = defaultdict(list)
    rows = SelfAssessment.objects.filter(enrolment__edition=edition).values_list("moment", "scores")
    numbers = dict.fromkeys(Moment, 0)
    for moment, told in rows:
        numbers[Moment(moment)] += 1
        for competence, level in told.items():
            scores[moment, competence].append(level)

    def mean(moment, one):
        found = scores[moment, one.value]
        return sum(found) / len(found) if len(found) >= FEWEST else None

    changes = [
        Change(one.value, str(one.label), mean(Moment.BEFORE, one), mean(Moment.AFTER, one)) for one in Competence
    ]
    return changes, numbers


def drawn(changes):
    """The changes as lines of a picture: [(change, y, x before, x after)] in percent of its width."""
    return [(one, 34 + place * 44, _x(one.before), _x(one.after)) for place, one in enumerate(changes)]


def _x(level):
    if level is None:
        return None
    return f"{4 + 92 * (level - Level.AWARE) / (Level.TEACHES - Level.AWARE):.1f}%"
