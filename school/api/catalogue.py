"""The API of courses, editions, meetings, experts, venues."""

ROUTES = []
