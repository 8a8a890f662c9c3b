"""Tasks, comments and the people who can be named, as pages, feeds and other apps ask for them."""

from convergenze.notes.queries.comments import threads
from convergenze.notes.queries.people import named_in, people_called, person, readers_like
from convergenze.notes.queries.tasks import tasks_about, tasks_due, tasks_of, tasks_on_page

__all__ = [
    "named_in",
    "people_called",
    "person",
    "readers_like",
    "tasks_about",
    "tasks_due",
    "tasks_of",
    "tasks_on_page",
    "threads",
]
