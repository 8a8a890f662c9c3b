"""What the School offers the house about enrolments."""

from school.services import enrolment  # noqa: F401 - once read, an edition that ends takes its enrolments along
