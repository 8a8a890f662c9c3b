"""The API's viewsets of the School: (prefix, viewset, basename)."""

from school.api import attendance, catalogue, certificates, enrolment, labs, learning

ROUTES = [
    *attendance.ROUTES,
    *catalogue.ROUTES,
    *certificates.ROUTES,
    *enrolment.ROUTES,
    *labs.ROUTES,
    *learning.ROUTES,
]
