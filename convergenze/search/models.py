"""What can be found: one row per record; the words themselves are in the database's own index (``stores``)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """A record in the index. ``kind``: "actors.actor"; ``title``: folded, so that an exact one comes first."""

    kind = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("document of the search index")
        verbose_name_plural = _("documents of the search index")
        db_table = "search_document"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_document_once")]

    def __str__(self):
        return f"{self.kind} {self.object_id}"


class Term(models.Model):
    """A word of some title, to guess what a reader meant; a guess is shown only if it finds something."""

    form = models.CharField(max_length=64, primary_key=True)
    written = models.CharField(max_length=80)

    class Meta:
        verbose_name = _("word of the search index")
        verbose_name_plural = _("words of the search index")
        db_table = "search_term"

    def __str__(self):
        return self.written
