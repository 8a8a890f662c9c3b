"""What people attach to any record."""

from convergenze.notes.models.comment import Comment
from convergenze.notes.models.evidence import Evidence
from convergenze.notes.models.task import Task

__all__ = ["Comment", "Evidence", "Task"]
