"""Comments: what people say about a record, with answers one level deep."""

import re

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from convergenze.core import about
from convergenze.core.attached import Attached, AttachedQuerySet
from convergenze.core.models import Stamped

SHOWN = 140
# What Markdown writes around words: emphasis, headings, quotes, list signs; of a link the words stay.
MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|^\s*(?:#+|>|[-*+]|\d+\.)\s+|[*`]+", re.MULTILINE)


class CommentQuerySet(AttachedQuerySet):
    """Comments; they are seen with their subject, by who is signed in."""

    def alive(self):
        """Not taken away by their author."""
        return self.filter(deleted_at=None)

    def visible_to(self, user):
        """Comments about what exists for ``user``; visitors read none."""
        return self.alive().of_seen(user) if user.is_authenticated else self.none()


class Comment(Attached, Stamped):
    """Markdown by one person. ``mentioned``: the people it names, who are told."""

    text = models.TextField(_("comment"), max_length=5000)
    answers = models.ForeignKey("self", models.CASCADE, null=True, blank=True, editable=False, related_name="replies")
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, editable=False, related_name="+")
    deleted_at = models.DateTimeField(null=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="comment_subject")]

    def __str__(self):
        words = " ".join(MARKS.sub(r"\1", self.text).split())
        return words if len(words) <= SHOWN else f"{words[: SHOWN - 1].rstrip()}…"

    def get_absolute_url(self):
        return f"{about.address_of(self.subject)}#comment-{self.pk}"
