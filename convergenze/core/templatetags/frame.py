"""What stands around the content: navigation, breadcrumbs, page header, tabs."""

import json

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_info

from convergenze.core import navigation
from convergenze.core.templatetags.showing import show

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation_links(context, place="main"):
    """The links of ``place`` for who asks (see ``core.navigation``); none on a page without request."""
    return navigation.links_for(context.get("request"), place)


@register.simple_tag
def site_languages():
    """Languages of the site with code, local name and code in capitals."""
    return [get_language_info(code) | {"short": code.upper()} for code, _name in settings.LANGUAGES]


@register.simple_block_tag
def markup(content):
    """A piece of HTML for an argument: ``{% markup as eyebrow %}…{% endmarkup %}``."""
    return content


@register.simple_block_tag
def breadcrumbs(content):
    """The way from the top to this page; holds ``crumb``."""
    return show("breadcrumbs", content=content)


@register.inclusion_tag("components/crumb.html")
def crumb(label, href=""):
    """One step of the way; the page itself has no ``href``."""
    return {"label": label, "href": href}


@register.simple_block_tag
def page_header(content, title, eyebrow="", lead=""):
    """The page's h1 with a line above, a lead below and, as body, its badges and buttons."""
    return show("page_header", content=content, title=title, eyebrow=eyebrow, lead=lead)


@register.inclusion_tag("components/tabs.html")
def tabs(items, current, label=""):
    """Pages of one record; ``items``: rows (key, label, href) or (key, label, href, count)."""
    rows = [
        {"key": row[0], "label": row[1], "href": row[2], "count": row[3] if len(row) > 3 else None} for row in items
    ]
    return {"items": rows, "current": current, "label": label}


@register.inclusion_tag("components/back_to.html")
def back_to(label, href):
    """A link back to the page above."""
    return {"label": label, "href": href}


@register.simple_tag
def linked_data(facts):
    """What the page is about, for search engines and catalogues (schema.org); shows nothing."""
    # Data, no program: the security policy lets it through. What could end the element is written as a code.
    written = json.dumps(facts, ensure_ascii=False).translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"})
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308 - see above
