"""What stays of the history when somebody is forgotten: that it happened."""

from django.contrib.contenttypes.models import ContentType

from convergenze.history.models import Entry


def forget(rows, label):
    """Of entries about ``rows`` (a queryset of one model) stay who acted, when and the verb; ``label`` for the name."""
    kind = ContentType.objects.get_for_model(rows.model)
    told = Entry.objects.filter(subject_type=kind, subject_id__in=list(rows.values_list("pk", flat=True)))
    told.update(subject_label=label, changes={}, reason="", extra={})
