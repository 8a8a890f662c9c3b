"""Marking what was found: the text is escaped first, so nothing a record holds is ever markup."""

from django.utils.html import conditional_escape, format_html, mark_safe

from convergenze.search import analyser

EXCERPT = 220
LEAD = 60


def marked(text, query):
    """``text``, safe, with the words that the query found inside ``<mark>``."""
    text = str(text)
    pieces, end = [], 0
    for match in analyser.WORD.finditer(text):
        if _is_found(match.group(), query):
            pieces += [conditional_escape(text[end : match.start()]), format_html("<mark>{}</mark>", match.group())]
            end = match.end()
    return mark_safe("".join([*pieces, conditional_escape(text[end:])]))  # noqa: S308 - every piece is escaped above


def excerpt(text, query):
    """Some 220 characters of ``text`` around the first found word, safe and marked."""
    text = " ".join(str(text or "").split())
    first = next((m.start() for m in analyser.WORD.finditer(text) if _is_found(m.group(), query)), 0)
    start = max(0, first - LEAD)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    piece = text[start : start + EXCERPT]
    return format_html(
        "{}{}{}", "… " if start else "", marked(piece, query), " …" if start + EXCERPT < len(text) else ""
    )


def _is_found(word, query):
    forms = analyser.forms(word)
    if not forms or forms[0] in analyser.STOP_WORDS:
        return False
    own = {forms[0], analyser.stem_italian(forms[0]), analyser.stem_english(forms[0])}
    for part in query.wanted:
        stems = getattr(part, "stems", None)
        if stems is None:
            found = forms[0] in part.forms
        else:
            found = bool(own & set(stems)) or (part.prefix and forms[0].startswith(part.form))
        if found:
            return True
    return False
