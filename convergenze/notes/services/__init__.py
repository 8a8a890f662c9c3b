"""Writes on what people attach to records."""

from convergenze.notes.services.comments import add_comment, change_comment, remove_comment, restore_comment
from convergenze.notes.services.evidence import remove_evidence, save_evidence
from convergenze.notes.services.tasks import (
    close_after,
    close_met,
    finish_tasks,
    hand_over,
    move_task,
    open_task,
    remind_of_tasks,
    save_task,
    snooze_task,
)

__all__ = [
    "add_comment",
    "change_comment",
    "remove_comment",
    "restore_comment",
    "close_after",
    "close_met",
    "finish_tasks",
    "hand_over",
    "move_task",
    "open_task",
    "remind_of_tasks",
    "remove_evidence",
    "save_evidence",
    "save_task",
    "snooze_task",
]
