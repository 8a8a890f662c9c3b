"""Blocks of content: figures, cards, panels, badges, buttons."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from convergenze.core.templatetags.showing import show

register = template.Library()
TONES = ("neutral", "info", "success", "warning", "danger")
BUTTONS = ("primary", "secondary", "danger", "sun", "ghost", "link")


@register.simple_block_tag
def kpis(content, lifted=False):
    """A row of ``kpi``; ``lifted`` lays it over the hero above."""
    return show("kpis", content=content, lifted=lifted)


@register.inclusion_tag("components/kpi.html")
def kpi(value, label, tone="", href=""):
    """One figure with its words; tone "warning" for what asks for attention."""
    return {"value": value, "label": label, "tone": tone, "href": href}


@register.simple_block_tag
def card(content, title, href="", eyebrow="", footer="", level=3):
    """One thing among others, in ``<div class="cv-grid">``; the title is the link."""
    return show("card", content=content, title=title, href=href, eyebrow=eyebrow, footer=footer, level=level)


@register.simple_block_tag
def panel(content, title="", actions="", level=2, id=""):  # noqa: A002 - the HTML name
    """A framed section of the page; ``actions``: HTML at the right of the title (see ``markup``)."""
    return show("panel", content=content, title=title, actions=actions, level=level, id=id)


@register.simple_block_tag
def alert(content, title="", tone="info"):
    """A message inside the page; tone: info, success, warning, danger."""
    return show("alert", content=content, title=title, tone=_known(tone, TONES))


@register.inclusion_tag("components/empty_state.html")
def empty_state(title, text="", action_label="", action_href=""):
    """What stands where nothing is yet, with the way to begin."""
    return {"title": title, "text": text, "action_label": action_label, "action_href": action_href}


@register.simple_tag
def badge(label, tone="neutral"):
    """A word in a coloured box; tone: neutral, info, success, warning, danger."""
    return _badge(_known(tone, TONES), str(label))


@lru_cache(maxsize=2048, typed=True)  # a safe text is not the same as one to be escaped
def _badge(tone, label):
    return format_html('<span class="cv-badge cv-badge-{}">{}</span>', tone, label)


@register.simple_tag
def status_badge(record, tone=""):
    """The state of ``record`` (its ``get_status_display``) in the tone of the state's meaning."""
    return badge(record.get_status_display(), tone or tone_of(record.status))


@register.simple_tag
def share_badge(visibility, label):
    """Who may see a record: ``visibility`` code (public, members, private…) and its words, with an icon."""
    return show("share_badge", open=visibility == "public", label=label)


@register.inclusion_tag("components/tag_list.html")
def tag_list(items, label=""):
    """Words in a row: strings or (label, href)."""
    rows = [item if isinstance(item, (tuple, list)) else (item, "") for item in items]
    return {"items": rows, "label": label}


@register.simple_tag
def family_dot(family, label):
    """The colour of an actor family, always with its name."""
    return format_html(
        '<span class="cv-family fam-{}"><span class="cv-dot" aria-hidden="true"></span>{}</span>', family, label
    )


@register.simple_tag
def family_member(name, family, label, href=""):
    """Somebody's name with the colour of their family, whose ``label`` is there for who cannot see it."""
    return _family_member(str(name), str(family), str(label), str(href))


@register.simple_tag
def family_members(people):
    """Each of ``people`` (``name``, ``family``, ``family_label``, ``href``) as by ``family_member``, one per line."""
    lines = [family_member(one.name, one.family, one.family_label, one.href) for one in people]
    return mark_safe("<br>".join(lines)) if lines else "–"  # noqa: S308 - made of format_html


@lru_cache(maxsize=2048)
def _family_member(name, family, label, href):
    # Tables of a portfolio name the same fifty actors hundreds of times.
    shown = format_html('<a href="{}">{}</a>', href, name) if href else name
    return format_html(
        '<span class="cv-family fam-{}"><span class="cv-dot" aria-hidden="true"></span>{}</span>'
        '<span class="cv-hidden"> ({})</span>',
        family, shown, label,
    )  # fmt: skip


@register.inclusion_tag("components/family_legend.html")
def family_legend(families):
    """The families of a figure: rows (code, label), for instance ``Family.choices``."""
    return {"families": families}


@register.simple_tag
def avatar(name, family=""):
    """Initials in a disc, for decoration beside the name."""
    words = [word for word in str(name).split() if word[:1].isalnum()]
    initials = "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
    return format_html(
        '<span class="cv-avatar{}" aria-hidden="true">{}</span>', f" fam-{family}" if family else "", initials
    )


@register.simple_tag
def icon(name, label=""):
    """A drawing of ``static/img/icons.svg``; without ``label`` it is decoration."""
    return drawn(name, str(label))


@lru_cache(maxsize=512)
def drawn(name, label=""):
    """The SVG of an icon: a page has some forty, so they are written once."""
    said = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="cv-icon" {} focusable="false"><use href="{}#{}"></use></svg>', said, static("img/icons.svg"), name
    )


@register.simple_tag
def button(label, kind="primary", name="", value="", icon="", form="", small=False, attrs=""):
    """A submit button; kind: primary, secondary, danger, sun, ghost, link."""
    return _button(str(label), _known(kind, BUTTONS), str(name), str(value), icon, str(form), bool(small), str(attrs))


@lru_cache(maxsize=2048, typed=True)  # a safe text is not the same as one to be escaped
def _button(label, kind, name, value, icon, form, small, attrs):
    more = [format_html(' name="{}" value="{}"', name, value)] if name else []
    more += [format_html(' form="{}"', form)] if form else []
    return format_html(
        '<button type="submit" class="cv-button cv-button-{}{}"{}{}>{}{}</button>',
        kind, " cv-button-small" if small else "", mark_safe("".join(more)), attrs,  # noqa: S308 - escaped above
        format_html("{} ", drawn(icon)) if icon else "", label,
    )  # fmt: skip


@register.inclusion_tag("components/link_button.html")
def link_button(label, href, kind="primary", icon="", small=False):
    """A link that looks like a button."""
    return {"label": label, "href": href, "kind": _known(kind, BUTTONS), "icon": icon, "small": small}


@register.simple_block_tag
def definitions(content, columns=1):
    """A list of terms and values; holds ``definition``."""
    return show("definitions", content=content, columns=columns)


@register.simple_tag
def definition(term, value):
    """One term with its value; "–" when there is none."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", term, "–" if value in (None, "", []) else value)


def _known(word, words):
    if word not in words:
        raise template.TemplateSyntaxError(f"{word!r} is not one of {', '.join(words)}")
    return word


# States of every workflow of the house, by what they tell the reader.
MEANINGS = {
    "success": {"active", "adopted", "published", "confirmed", "fulfilled", "approved", "completed", "open", "running",
                "agreed", "accepted", "achieved", "verified", "committed", "paid", "accelerating", "done"},
    "info": {"proposed", "submitted", "under_review", "in_review", "planned", "candidate", "shared", "in_progress",
             "offered", "identified", "applied", "scheduled", "validated", "in_mission", "scaling"},
    "warning": {"suspended", "paused", "at_risk", "needs_changes", "returned", "expiring", "contested", "waiting",
                "waitlisted"},
    "danger": {"rejected", "cancelled", "withdrawn", "failed", "broken", "stopped", "lost", "dismissed"},
}  # fmt: skip


def tone_of(status):
    """The tone of a state: what it means to the reader, neutral where nothing special."""
    return next((tone for tone, states in MEANINGS.items() if status in states), "neutral")
