"""Enrolments: states with their groups, sources, consents (school study, 2.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EnrolmentStatus(models.TextChoices):
    """States of an enrolment. "Waiting for approval" and "waiting list" must never be said alike."""

    REQUESTED = "requested", _("Waiting for approval")
    ORG_APPROVED = "org_approved", _("Approved by the body, waiting for the School")
    WAITLISTED = "waitlisted", _("On the waiting list")
    OFFERED = "offered", _("A seat is offered")
    CONFIRMED = "confirmed", pgettext_lazy("enrolment", "Confirmed")
    COMPLETED = "completed", pgettext_lazy("enrolment", "Completed")
    NOT_COMPLETED = "not_completed", pgettext_lazy("enrolment", "Not completed")
    DECLINED = "declined", pgettext_lazy("enrolment", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("enrolment", "Withdrawn")
    EXPIRED = "expired", _("Offer expired")
    REMOVED = "removed", pgettext_lazy("enrolment", "Removed")

    @classmethod
    def awaiting_approval(cls):
        """Somebody has to say yes."""
        return (cls.REQUESTED, cls.ORG_APPROVED)

    @classmethod
    def active(cls):
        """A person has one of these at most in an edition."""
        return (cls.REQUESTED, cls.ORG_APPROVED, cls.WAITLISTED, cls.OFFERED, cls.CONFIRMED)

    @classmethod
    def seated(cls):
        """States that take a seat whatever the edition says."""
        return (cls.OFFERED, cls.CONFIRMED, cls.COMPLETED, cls.NOT_COMPLETED)

    @classmethod
    def admitted(cls):
        """Takes part, or took part: sees what is for participants."""
        return (cls.CONFIRMED, cls.COMPLETED, cls.NOT_COMPLETED)

    @classmethod
    def final(cls):
        """Nothing follows but a new enrolment."""
        return (cls.DECLINED, cls.WITHDRAWN, cls.EXPIRED, cls.REMOVED, cls.COMPLETED, cls.NOT_COMPLETED)


class EnrolmentSource(models.TextChoices):
    """Who wrote the enrolment."""

    SELF = "self", _("the person")
    COLLEAGUE = "colleague", _("a colleague, for the body")
    INVITATION = "invitation", _("an invitation")
    STAFF = "staff", _("the School")
    CSV = "csv", _("a file")
    API = "api", _("another program")


class ListConsent(models.TextChoices):
    """Who reads the person's name in the list of participants."""

    NOBODY = "nobody", _("only who works on the edition")
    PARTICIPANTS = "participants", _("the other participants")
    ALL = "all", _("everyone")


class JobRole(models.TextChoices):
    """What the person is in the body."""

    ELECTED = "elected", _("Elected official")
    MANAGER = "manager", _("Manager or executive")
    OFFICER = "officer", _("Public official or employee")
    ENTREPRENEUR = "entrepreneur", _("Entrepreneur")
    COOPERATOR = "cooperator", _("Cooperator")
    THIRD_SECTOR = "third_sector", _("Worker or volunteer of the third sector")
    RESEARCHER = "researcher", _("Researcher or teacher")
    OTHER = "other", pgettext_lazy("job", "Other")


class Anchor(models.TextChoices):
    """The date a reminder counts from."""

    OPENS = "opens", _("enrolment opens")
    CLOSES = "closes", _("enrolment closes")
    SESSION_START = "session_start", _("a meeting starts")
    SESSION_END = "session_end", _("a meeting ends")
    OFFER_EXPIRY = "offer_expiry", _("an offer expires")


class Audience(models.TextChoices):
    """Whom a reminder reaches."""

    CONFIRMED = "confirmed", _("confirmed participants")
    OFFERED = "offered", _("who has an offered seat")
    WAITING = "waiting", _("the waiting list")
    STAFF = "staff", _("who works on the edition")
