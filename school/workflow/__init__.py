"""State machines of courses, editions and outputs, and the table of enrolments."""

from school.workflow.courses import course_workflow
from school.workflow.editions import edition_workflow
from school.workflow.outputs import output_workflow
from school.workflow.sessions import session_workflow

__all__ = ["course_workflow", "edition_workflow", "output_workflow", "session_workflow"]
