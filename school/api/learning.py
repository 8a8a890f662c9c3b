"""The API of assignments, feedback and self-assessment."""

ROUTES = []
