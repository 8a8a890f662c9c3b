"""Selects and plain inputs of forms, written by Python instead of by templates.

A page with filters has some twenty of them and a form of placements hundreds; Django's templates, one include per
option, took a third of such pages. What comes out is what those templates give; other widgets still use them.
"""

from functools import lru_cache
from html import escape

from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

INPUTS = ("date", "datetime", "email", "hidden", "input", "number", "password", "text", "time", "url", "checkbox")


class WidgetRenderer(DjangoTemplates):
    """``settings.FORM_RENDERER``."""

    def render(self, template_name, context, request=None):
        """The HTML of a template of forms: by one of the functions below where there is one."""
        write = WRITERS.get(template_name)
        return write(context["widget"]) if write else super().render(template_name, context, request)


def write_input(widget) -> SafeString:
    """An ``<input>``."""
    value = widget["value"]
    shown = "" if value is None else format_html(' value="{}"', str(value))
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], shown, attributes(widget))


def write_select(widget) -> SafeString:
    """A ``<select>`` with its options, grouped where they are."""
    parts = [format_html('<select name="{}"{}>', widget["name"], attributes(widget))]
    for group, options, _index in widget["optgroups"]:
        written = [_option(option) for option in options]
        parts += [format_html('\n<optgroup label="{}">', group), *written, "\n</optgroup>"] if group else written
    return mark_safe("".join([*parts, "\n</select>"]))  # noqa: S308 - every part is escaped above


def attributes(widget) -> SafeString:
    """The attributes of a widget or an option; True stands alone, False is left out."""
    written = [
        f" {_shown(name)}" if value is True else f' {_shown(name)}="{_shown(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    ]
    return mark_safe("".join(written))  # noqa: S308 - escaped above


def _shown(value):
    # Not Django's escape: it looks for lazy texts each time, which costs more than escaping.
    text = str(value)
    return text if isinstance(text, SafeString) else escape(text)


def _option(option):
    attrs = attributes(option) if option["attrs"] else ""
    return _written_option(str(option["value"]), str(attrs), str(option["label"]))


@lru_cache(maxsize=4096, typed=True)  # a safe text is not the same as one to be escaped
def _written_option(value, attrs, label):
    # A form of placements has the same six options a hundred and fifty times.
    return f'\n  <option value="{_shown(value)}"{attrs}>{_shown(label)}</option>'


WRITERS = {f"django/forms/widgets/{name}.html": write_input for name in INPUTS}
WRITERS["django/forms/widgets/select.html"] = write_select
