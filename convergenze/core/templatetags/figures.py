"""Drawings with numbers: SVG through attributes only, each with its words."""

from statistics import median

from django import template
from django.utils.translation import gettext as _

from convergenze.core.templatetags.formats import number_text, percent_text
from convergenze.core.templatetags.showing import show

register = template.Library()


@register.inclusion_tag("components/progress_bar.html")
def progress_bar(value, expected=None, label="", tone=""):
    """How far (share 0–1, None: not measured) and, as a tick, how far it should be today."""
    return {
        "label": label, "tone": tone, "known": value is not None, "words": _words(value, expected),
        "value": _share(value), "expected": None if expected is None else _share(expected),
    }  # fmt: skip


def _words(value, expected):
    if value is None:
        return _("not measured yet")
    if expected is None:
        return percent_text(value)
    return _("%(value)s, expected today %(expected)s") % {
        "value": percent_text(value),
        "expected": percent_text(expected),
    }


def _share(value):
    # SVG wants a point, whatever the reader's language.
    return f"{min(max(float(value or 0), 0), 1) * 100:.1f}"


@register.inclusion_tag("components/dot_range.html")
def dot_range(scores, minimum=0, maximum=4, label=""):
    """Scores of several people on one scale: a dot each, the span between them, the median as a tick."""
    scores = sorted(scores)
    if not scores:
        return {"label": label, "empty": True}

    def x(score):
        return f"{4 + 92 * (score - minimum) / (maximum - minimum):.1f}"

    return {
        "label": label, "dots": [x(score) for score in scores], "low": x(scores[0]), "high": x(scores[-1]),
        "middle": x(median(scores)), "ticks": [x(step) for step in range(minimum, maximum + 1)],
        "words": _("scores %(scores)s; median %(median)s of %(maximum)s")
        % {"scores": ", ".join(map(str, scores)), "median": number_text(median(scores), 1), "maximum": maximum},
    }  # fmt: skip


@register.simple_block_tag
def figure(content, title, description="", level=3):
    """A drawing with title and description; put a ``table_twin`` inside. Its svg has ``role="img"``."""
    return show("figure", content=content, title=title, description=description, level=level)


@register.simple_block_tag
def table_twin(content, label=""):
    """The same content as a table, folded under "See as a table"."""
    return show("table_twin", content=content, label=label)
