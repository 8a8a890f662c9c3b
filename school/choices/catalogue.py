"""Courses, editions and meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CourseKind(models.TextChoices):
    """What a course is."""

    PATH = "path", pgettext_lazy("course", "Learning path")
    COURSE = "course", pgettext_lazy("course", "Course")
    LAB = "lab", pgettext_lazy("course", "Lab")
    SEMINAR_CYCLE = "seminar_cycle", _("Cycle of seminars")
    COMMUNITY = "community", _("Community of practice")


class CourseStatus(models.TextChoices):
    """Life of a course."""

    DRAFT = "draft", pgettext_lazy("course", "Draft")
    PUBLISHED = "published", pgettext_lazy("course", "Published")
    ARCHIVED = "archived", pgettext_lazy("course", "Archived")


class Competence(models.TextChoices):
    """The seven areas of the European competence framework for innovative policymaking (K1)."""

    ADVISE = "advise_politics", _("Advise the political level")
    INNOVATE = "innovate", _("Innovate")
    EVIDENCE = "work_with_evidence", _("Work with evidence")
    FUTURES = "futures_literate", _("Be futures literate")
    ENGAGE = "engage", _("Engage with citizens and stakeholders")
    COLLABORATE = "collaborate", _("Collaborate")
    COMMUNICATE = "communicate", _("Communicate")


class Mode(models.TextChoices):
    """How people take part."""

    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("in person and online")


class EditionStatus(models.TextChoices):
    """Life of an edition."""

    DRAFT = "draft", pgettext_lazy("edition", "Draft")
    PUBLISHED = "published", pgettext_lazy("edition", "Published")
    RUNNING = "running", pgettext_lazy("edition", "Running")
    CONCLUDED = "concluded", pgettext_lazy("edition", "Concluded")
    ARCHIVED = "archived", pgettext_lazy("edition", "Archived")
    CANCELLED = "cancelled", pgettext_lazy("edition", "Cancelled")

    @classmethod
    def shown(cls):
        """States in which those outside the School know the edition."""
        return (cls.PUBLISHED, cls.RUNNING, cls.CONCLUDED, cls.CANCELLED)

    @classmethod
    def living(cls):
        """States in which people still enrol, come and go."""
        return (cls.PUBLISHED, cls.RUNNING)


class Approval(models.TextChoices):
    """Who says yes before an enrolment takes a seat."""

    NONE = "none", _("nobody: a free seat is enough")
    SCHOOL = "school", _("the School")
    ORGANISATION = "organisation", _("the person's body")
    BOTH = "both", _("the person's body, then the School")


class Waitlist(models.TextChoices):
    """What happens when a pool is full."""

    OFF = "off", _("no waiting list")
    MANUAL = "manual", _("waiting list, the School chooses")
    OFFER = "offer", _("waiting list with offers that expire")
    DIRECT = "direct", _("waiting list, the next is admitted at once")


class SessionKind(models.TextChoices):
    """What a meeting of an edition is."""

    LECTURE = "lecture", _("Lecture")
    LAB = "lab", pgettext_lazy("session", "Lab")
    EXPERT = "expert", _("Meeting with an expert")
    CASE = "case", _("International case")
    VISIT = "visit", _("Field visit")
    PLENARY = "plenary", _("Plenary")


class SessionState(models.TextChoices):
    """Life of a meeting of an edition."""

    PLANNED = "planned", pgettext_lazy("session", "Planned")
    HELD = "held", pgettext_lazy("session", "Held")
    CANCELLED = "cancelled", pgettext_lazy("session", "Cancelled")


class ExpertRole(models.TextChoices):
    """What somebody does in a meeting."""

    TEACHER = "teacher", pgettext_lazy("session", "Teacher")
    FACILITATOR = "facilitator", pgettext_lazy("session", "Facilitator")
    WITNESS = "witness", _("Witness")
    DISCUSSANT = "discussant", _("Discussant")


class StaffRole(models.TextChoices):
    """Who works on an edition. All of them keep registers and follow labs; a director also decides."""

    DIRECTOR = "director", _("Scientific director")
    TEACHER = "teacher", pgettext_lazy("session", "Teacher")
    FACILITATOR = "facilitator", pgettext_lazy("session", "Facilitator")
    TUTOR = "tutor", _("Tutor")
    ORGANISER = "organiser", _("Organiser")

    @classmethod
    def running(cls):
        """Roles that change the edition and decide on enrolments."""
        return (cls.DIRECTOR, cls.ORGANISER)


class MaterialAccess(models.TextChoices):
    """Who opens a material."""

    PUBLIC = "public", _("everyone")
    PARTICIPANTS = "participants", _("those with a seat")
    STAFF = "staff", _("who works on the edition")


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    SHORT = "short", _("a line")
    LONG = "long", _("a text")
    CHOICE = "choice", _("one of some answers")
    SEVERAL = "several", _("several of some answers")
    YES_NO = "yes_no", _("yes or no")


class QuestionMoment(models.TextChoices):
    """When a question is asked."""

    ENROLMENT = "enrolment", _("when enrolling")
    ADMISSION = "admission", _("after admission")
