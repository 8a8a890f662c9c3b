"""Addresses for many new records at once."""

from django.utils.text import slugify

from convergenze.core.models import SLUG_LENGTH


def give_slugs(records):
    """Free slugs for new ``records`` of one model: one query."""
    if not records:
        return
    label = records[0].label_field
    bases = {slugify(getattr(one, label))[:SLUG_LENGTH].strip("-") or one.REFERENCE.lower() for one in records}
    rows = type(records[0])._base_manager.filter(slug__in=bases)
    taken = set(rows.values_list("slug", flat=True))
    for one in records:
        one.ensure_slug(taken=taken.__contains__)
        taken.add(one.slug)
