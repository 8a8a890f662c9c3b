"""Who may do what in the School; see the modules, one per subject."""

from school.rules import attendance, catalogue, certificates, desks, enrolment, labs, learning  # noqa: F401 - once read, known
