"""Courses, editions, enrolments, labs, certificates."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from school import models
from tests.factories.actors import ActorFactory, PersonFactory

START = dt.datetime(2027, 1, 14, 8, 30, tzinfo=dt.UTC)


class CourseFactory(DjangoModelFactory):
    """A published course, known to everybody."""

    class Meta:
        model = models.Course

    title = factory.Sequence(lambda n: f"Programmare per missioni {n}")
    slug = factory.Sequence(lambda n: f"programmare-per-missioni-{n}")
    abstract = "Dal progetto alla missione."
    status = "published"
    visibility = "public"


class ExpertFactory(DjangoModelFactory):
    class Meta:
        model = models.Expert

    name = factory.Sequence(lambda n: f"Elena Esperta {n}")
    slug = factory.Sequence(lambda n: f"elena-esperta-{n}")
    agreed_on = dt.date(2026, 1, 1)
    visibility = "public"


class VenueFactory(DjangoModelFactory):
    class Meta:
        model = models.Venue

    name = factory.Sequence(lambda n: f"Sala Dossetti {n}")
    slug = factory.Sequence(lambda n: f"sala-dossetti-{n}")
    visibility = "public"


class EditionFactory(DjangoModelFactory):
    """A published edition whose enrolment is open, without pools or meetings."""

    class Meta:
        model = models.Edition

    course = factory.SubFactory(CourseFactory)
    code = factory.Sequence(lambda n: f"MT-2027-{n:03d}")
    title = factory.Sequence(lambda n: f"Abitare le valli {n}")
    slug = factory.Sequence(lambda n: f"abitare-le-valli-{n}")
    status = "published"
    visibility = "public"


class SeatPoolFactory(DjangoModelFactory):
    """Ten seats, none taken."""

    class Meta:
        model = models.SeatPool

    edition = factory.SubFactory(EditionFactory)
    name = factory.Sequence(lambda n: f"In presenza {n}")
    capacity = 10


class EditionStaffFactory(DjangoModelFactory):
    class Meta:
        model = models.EditionStaff

    edition = factory.SubFactory(EditionFactory)
    person = factory.SubFactory(PersonFactory)
    role = "tutor"


class EditionQuestionFactory(DjangoModelFactory):
    class Meta:
        model = models.EditionQuestion

    edition = factory.SubFactory(EditionFactory)
    text = "Che cosa vi aspettate?"


class SessionFactory(DjangoModelFactory):
    """A meeting of four hours, three and a half of them credited."""

    class Meta:
        model = models.Session

    edition = factory.SubFactory(EditionFactory)
    title = factory.Sequence(lambda n: f"Incontro {n}")
    starts_at = START
    ends_at = factory.LazyAttribute(lambda meeting: meeting.starts_at + dt.timedelta(hours=4))
    credited_minutes = 210


class SessionExpertFactory(DjangoModelFactory):
    class Meta:
        model = models.SessionExpert

    session = factory.SubFactory(SessionFactory)
    expert = factory.SubFactory(ExpertFactory)


class MaterialFactory(DjangoModelFactory):
    class Meta:
        model = models.Material

    edition = factory.SubFactory(EditionFactory)
    title = factory.Sequence(lambda n: f"Dispensa {n}")
    url = "https://example.org/dispensa.pdf"


class EnrolmentFactory(DjangoModelFactory):
    """A confirmed person; the seat counter of the pool is not moved: acts go through the service."""

    class Meta:
        model = models.Enrolment

    pool = factory.SubFactory(SeatPoolFactory)
    edition = factory.SelfAttribute("pool.edition")
    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(ActorFactory)
    name = factory.SelfAttribute("person.name")
    email = factory.Sequence(lambda n: f"persona{n}@example.org")
    status = "confirmed"
    source = "self"
    badge = factory.Sequence(lambda n: f"badge{n:08d}")


class EnrolmentTransitionFactory(DjangoModelFactory):
    class Meta:
        model = models.EnrolmentTransition

    enrolment = factory.SubFactory(EnrolmentFactory)
    number = factory.Sequence(lambda n: n + 1)
    target = "confirmed"


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = models.Invitation

    edition = factory.SubFactory(EditionFactory)
    email = factory.Sequence(lambda n: f"invitata{n}@example.org")
    digest = factory.Sequence(lambda n: f"{n:064x}")


class ReminderRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.ReminderRule

    edition = factory.SubFactory(EditionFactory)
    anchor = "session_start"
    subject = "Ci vediamo domani"
    text = "{name}, domani c'è {edition}."


class SchoolAttendanceFactory(DjangoModelFactory):
    class Meta:
        model = models.Attendance

    session = factory.SubFactory(SessionFactory)
    enrolment = factory.LazyAttribute(lambda row: EnrolmentFactory(pool=SeatPoolFactory(edition=row.session.edition)))
    presence = "present"
    minutes = 210
    source = "manual"


class AttendanceScanFactory(DjangoModelFactory):
    class Meta:
        model = models.AttendanceScan

    session = factory.SubFactory(SessionFactory)
    code = "badge"
    nonce = factory.Sequence(lambda n: f"nonce{n}")
    scanned_at = factory.LazyFunction(timezone.now)


class SessionRegisterFactory(DjangoModelFactory):
    class Meta:
        model = models.SessionRegister

    session = factory.SubFactory(SessionFactory)


class LabFactory(DjangoModelFactory):
    class Meta:
        model = models.Lab

    edition = factory.SubFactory(EditionFactory)
    title = factory.Sequence(lambda n: f"Case vuote, vite piene {n}")


class LabPhaseFactory(DjangoModelFactory):
    class Meta:
        model = models.LabPhase

    lab = factory.SubFactory(LabFactory)
    title = factory.Sequence(lambda n: f"Fase {n}")


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = models.Team

    lab = factory.SubFactory(LabFactory)
    name = factory.Sequence(lambda n: f"Gruppo {n}")


class TeamMembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.TeamMembership

    team = factory.SubFactory(TeamFactory)
    lab = factory.SelfAttribute("team.lab")
    enrolment = factory.LazyAttribute(lambda row: EnrolmentFactory(pool=SeatPoolFactory(edition=row.lab.edition)))


class OutputFactory(DjangoModelFactory):
    class Meta:
        model = models.Output

    team = factory.SubFactory(TeamFactory)
    kind = "action_idea"
    title = factory.Sequence(lambda n: f"Coabitare alla Corte {n}")


class OutputFieldFactory(DjangoModelFactory):
    class Meta:
        model = models.OutputField

    output = factory.SubFactory(OutputFactory)
    name = "summary"


class OutputRevisionFactory(DjangoModelFactory):
    class Meta:
        model = models.OutputRevision

    output = factory.SubFactory(OutputFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.SelfAttribute("output.title")
    data = factory.LazyFunction(dict)


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = models.Review

    revision = factory.SubFactory(OutputRevisionFactory)
    reviewer = factory.SubFactory("tests.factories.accounts.UserFactory")
    text = "Convince."
    verdict = "accept"


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Assignment

    edition = factory.SubFactory(EditionFactory)
    title = factory.Sequence(lambda n: f"Una sfida del vostro territorio {n}")
    brief = "Una pagina."


class SubmissionFactory(DjangoModelFactory):
    class Meta:
        model = models.Submission

    assignment = factory.SubFactory(AssignmentFactory)
    enrolment = factory.LazyAttribute(
        lambda row: EnrolmentFactory(pool=SeatPoolFactory(edition=row.assignment.edition))
    )
    text = "Ecco."


class SessionFeedbackFactory(DjangoModelFactory):
    class Meta:
        model = models.SessionFeedback

    session = factory.SubFactory(SessionFactory)
    useful = clear = pace = 4


class FeedbackGivenFactory(DjangoModelFactory):
    class Meta:
        model = models.FeedbackGiven

    session = factory.SubFactory(SessionFactory)
    enrolment = factory.LazyAttribute(lambda row: EnrolmentFactory(pool=SeatPoolFactory(edition=row.session.edition)))


class SelfAssessmentFactory(DjangoModelFactory):
    class Meta:
        model = models.SelfAssessment

    enrolment = factory.SubFactory(EnrolmentFactory)
    moment = "before"
    scores = factory.LazyFunction(dict)


class CertificateTemplateFactory(DjangoModelFactory):
    class Meta:
        model = models.CertificateTemplate

    kind = "attendance"
    number = factory.Sequence(lambda n: n + 1)
    signatory = "Maria Rossi"
    signatory_role = "Presidente"


class CertificateCounterFactory(DjangoModelFactory):
    class Meta:
        model = models.CertificateCounter

    year = factory.Sequence(lambda n: 2027 + n)


class CertificateFactory(DjangoModelFactory):
    class Meta:
        model = models.Certificate

    enrolment = factory.SubFactory(EnrolmentFactory, status="completed")
    template = factory.SubFactory(CertificateTemplateFactory)
    kind = "attendance"
    year = 2027
    number = factory.Sequence(lambda n: n + 1)
    code = factory.Sequence(lambda n: f"{n:013d}")
    context = factory.LazyFunction(dict)


class SigningKeyFactory(DjangoModelFactory):
    class Meta:
        model = models.SigningKey

    key_id = factory.Sequence(lambda n: f"key-{n}")
    public_jwk = factory.LazyFunction(dict)
    private = "secret"
