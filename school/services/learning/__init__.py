"""Writes on assignments and what is handed in, on what people say of meetings and of themselves."""

from school.services.learning.assignments import hand_in, mark_submission, save_assignment
from school.services.learning.voices import assess_oneself, give_feedback

__all__ = ["assess_oneself", "give_feedback", "hand_in", "mark_submission", "save_assignment"]
