"""The count beside the inbox."""

from django import template

from convergenze.notifications import queries

register = template.Library()


@register.simple_tag
def unread_count(user):
    """How many records ``user`` has unread news about."""
    return queries.unread_count(user)
