"""The API of enrolments."""

ROUTES = []
