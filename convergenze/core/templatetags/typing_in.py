"""Forms: fields in one column, help, errors beside the field and summed up on top."""

from django import forms, template

from convergenze.core.templatetags.fields import written
from convergenze.core.templatetags.showing import show

register = template.Library()
# What browsers expect in value="" of their own pickers, whatever the language.
PICKERS = {
    forms.DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M"),
    forms.DateInput: ("date", "%Y-%m-%d"),
    forms.TimeInput: ("time", "%H:%M"),
}


@register.inclusion_tag("components/form_fields.html")
def form_fields(form, only="", errors=True):
    """Every field of ``form`` (or those named in ``only``), hidden ones included, with the summary of errors on top."""
    names = only.split()
    hidden = [field for field in form.hidden_fields() if not names or field.name in names]
    visible = [field for field in form.visible_fields() if not names or field.name in names]
    return {"form": form, "hidden": hidden, "visible": visible, "errors": errors}


@register.inclusion_tag("components/form_errors.html")
def form_errors(form):
    """What has to be put right, with links to the fields; the first thing read after a refused save."""
    return {"form": form, "fields": [form[name] for name in form.errors if name in form.fields]}


@register.simple_tag
def field(field, label="", compact=False):
    """One field: label, help, errors, control; lists of boxes become a fieldset."""
    dress(field)
    return written(field, label, compact)


def dress(field):
    """Give a widget what its browser needs: pickers for dates, number keys for decimals, errors tied to the field."""
    widget = field.field.widget
    for kind, (input_type, pattern) in PICKERS.items():
        if type(widget) is kind:
            widget.input_type, widget.format = input_type, pattern
    if isinstance(field.field, forms.DecimalField) and isinstance(widget, forms.TextInput):
        widget.attrs.setdefault("inputmode", "decimal")


@register.simple_block_tag
def form_actions(content, cancel=""):
    """The buttons under a form; ``cancel``: where to go without saving."""
    return show("form_actions", content=content, cancel=cancel)


@register.simple_block_tag(takes_context=True)
def confirm_form(context, content, action, label, tone="danger", cancel=""):
    """Ask before an act: the body tells what will happen, ``label`` names it on the button; posts to ``action``."""
    token = context.get("csrf_token")
    return show("confirm_form", content=content, action=action, label=label, tone=tone, cancel=cancel, csrf_token=token)


@register.inclusion_tag("components/stepper.html")
def stepper(steps, current):
    """The steps of a wizard: ``steps`` labels or (label, href); ``current`` counts from 1."""
    rows = [step if isinstance(step, (tuple, list)) else (step, "") for step in steps]
    return {"steps": rows, "current": int(current), "count": len(rows)}


@register.inclusion_tag("components/diff_table.html")
def diff_table(rows, caption=""):
    """What changed: rows (label, before, after)."""
    return {"rows": rows, "caption": caption}
