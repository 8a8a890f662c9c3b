"""Pages of courses, editions, meetings, experts, venues, with their addresses."""

site = []
