"""What the School offers the house: imported when the app is ready, module by module."""

from school.registrations import attendance, catalogue, certificates, desks, enrolment, labs, learning

__all__ = ["attendance", "catalogue", "certificates", "desks", "enrolment", "labs", "learning"]
