"""Columns that one service keeps, under a lock: a form that saves the rest of the row cannot overwrite them."""

from django.db import models


class KeptByService(models.Model):
    """``KEPT``: fields that a plain ``save()`` of a stored row leaves as they are in the database."""

    KEPT: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        """Save; what is kept by the service is written only when it is named in ``update_fields``."""
        if update_fields is None and not self._state.adding:
            fields = (field.name for field in self._meta.concrete_fields if not field.primary_key)
            update_fields = [name for name in fields if name not in self.KEPT]
        super().save(*args, update_fields=update_fields, **kwargs)
