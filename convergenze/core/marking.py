"""People's Markdown as HTML: a small part of CommonMark, sanitised, with headings below those of the page."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code", "pre", "hr", "h4", "h5", "h6"}
DEEPER = 3  # "# Title" becomes an h4: pages use h1 to h3 themselves

_parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False})


@lru_cache(maxsize=512)
def marked(text: str) -> SafeString:
    """The HTML of ``text``; raw HTML, images and addresses that are no web or mail address are left out."""
    tokens = _parser.parse(text)
    for token in tokens:
        if token.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            token.tag = f"h{min(int(token.tag[1]) + DEEPER, 6)}"
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(
        html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow ugc",
    )  # fmt: skip
    return mark_safe(clean)  # noqa: S308 - sanitised above
