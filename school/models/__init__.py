"""Courses and editions, who enrols, who was there, what labs bring forth, what is certified."""

from school.models.attendance import Attendance, AttendanceScan, SessionRegister
from school.models.certificate import Certificate, CertificateCounter, CertificateTemplate, SigningKey
from school.models.course import Course, Expert, Venue
from school.models.edition import Edition, EditionQuestion, EditionStaff, SeatPool
from school.models.enrolment import Enrolment, EnrolmentTransition, Invitation, ReminderRule
from school.models.lab import Lab, LabPhase, Team, TeamMembership
from school.models.learning import Assignment, FeedbackGiven, SelfAssessment, SessionFeedback, Submission
from school.models.output import Output, OutputField, OutputRevision, Review
from school.models.session import Material, Session, SessionExpert

__all__ = [
    "Assignment",
    "Attendance",
    "AttendanceScan",
    "Certificate",
    "CertificateCounter",
    "CertificateTemplate",
    "Course",
    "Edition",
    "EditionQuestion",
    "EditionStaff",
    "Enrolment",
    "EnrolmentTransition",
    "Expert",
    "FeedbackGiven",
    "Invitation",
    "Lab",
    "LabPhase",
    "Material",
    "Output",
    "OutputField",
    "OutputRevision",
    "ReminderRule",
    "Review",
    "SeatPool",
    "SelfAssessment",
    "Session",
    "SessionExpert",
    "SessionFeedback",
    "SessionRegister",
    "SigningKey",
    "Submission",
    "Team",
    "TeamMembership",
    "Venue",
]
