"""State machines of courses, editions and outputs, and the table of enrolments."""
