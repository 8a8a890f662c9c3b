"""One field of a form as HTML, written by Python: a page may have hundreds of them (see ``core.widgets``)."""

from django import forms
from django.template.defaultfilters import capfirst
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from convergenze.core.templatetags.blocks import drawn


def kind_of(widget):
    """How ``field`` lays a widget out: "group" (several boxes), "check" (one box) or "line"."""
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    return "check" if isinstance(widget, forms.CheckboxInput) else "line"


def written(field, label="", compact=False):
    """Label, help, errors and control of a bound ``field``; ``compact`` leaves "(optional)" out."""
    kind, errors = kind_of(field.field.widget), field.errors
    words = capfirst(label or field.label)
    if not compact and not field.field.required and kind != "check":
        words = format_html('{} <span class="cv-optional">({})</span>', words, _("optional"))
    return format_html(
        '<{0} class="cv-field cv-field-{1}{2}"{3}>{4}{5}{6}{7}</{0}>',
        "fieldset" if kind == "group" else "div", kind, " cv-field-wrong" if errors else "", _group(field, kind),
        _label(field, kind, words), _help(field), _errors(field, errors), "" if kind == "check" else field,
    )  # fmt: skip


def _group(field, kind):
    if kind != "group":
        return ""
    described = field.aria_describedby
    return format_html(
        ' id="{}"{}', field.auto_id, format_html(' aria-describedby="{}"', described) if described else ""
    )


def _label(field, kind, words):
    if kind == "check":
        return format_html(
            '<label class="cv-check" for="{}">{} <span>{}</span></label>', field.id_for_label, field, words
        )
    if kind == "group":
        return format_html("<legend>{}</legend>", words)
    return format_html('<label for="{}">{}</label>', field.id_for_label, words)


def _help(field):
    if not field.help_text:
        return ""
    text = mark_safe(field.help_text)  # noqa: S308 - written by us in forms and models
    return format_html('<div class="cv-help" id="{}_helptext">{}</div>', field.auto_id, text)


def _errors(field, errors):
    if not errors:
        return ""
    lines = format_html_join("", "<li>{} {}</li>", ((drawn("warning"), error) for error in errors))
    return format_html('<ul class="cv-errors" id="{}_error">{}</ul>', field.auto_id, lines)
