"""Pages of enrolments, with their addresses."""

site = []
