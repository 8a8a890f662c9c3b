"""Pages of assignments, feedback and self-assessment, with their addresses."""

site = []
