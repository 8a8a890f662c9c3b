"""Which rows of a snapshot a reader sees: what they could see then and, if it still exists, what they still can.

Widening a record later opens nothing in an older snapshot; narrowing it closes it there too. Its own people, as they
are today, see it always, and so does the programme.
"""

from actors.models import Actor
from convergenze.core.visibility import Visibility
from missions.models import Challenge, Decision, Mission
from portfolios.models import Action, Trigger

MODELS = {
    "actions": Action, "actors": Actor, "challenges": Challenge, "decisions": Decision, "missions": Mission,
    "triggers": Trigger, "candidates": Action, "leads": Actor,
}  # fmt: skip


class Sight:
    """The keys of ``content`` that ``user`` sees, by kind of record; ``user`` None sees all. Asked once per kind."""

    def __init__(self, content, user):
        self.content, self.user = content, user
        self._found = {}

    @property
    def is_whole(self):
        """Nothing is hidden from this reader."""
        return self.user is None or (self.user.is_authenticated and self.user.reads_everything)

    def of(self, kind):
        """Keys of the rows of ``kind``, one of ``MODELS``."""
        if kind not in self._found:
            self._found[kind] = self._seen(kind)
        return self._found[kind]

    def own(self, kind):
        """Of the rows of ``kind``, the keys of those whose people include the reader today."""
        if self.user is None or not self.user.is_authenticated:
            return set()
        manager = MODELS[kind].objects
        keys = [row["key"] for row in self.content[kind]]
        return set(manager.filter(manager.all().own(self.user), pk__in=keys).values_list("pk", flat=True))

    def _seen(self, kind):
        levels_then = {row["key"]: row["visibility"] for row in self.content[kind]}
        if self.is_whole:
            return set(levels_then)
        levels = Visibility.for_user(self.user)
        # Records in the bin keep their level: deleting one does not rewrite the past, narrowing it does.
        now = dict(MODELS[kind].objects.filter(pk__in=levels_then).values_list("pk", "visibility"))
        open_to_all = {key for key, level in levels_then.items() if level in levels and now.get(key, level) in levels}
        return open_to_all | self.own(kind)
