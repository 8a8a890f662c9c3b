"""Names in capitals as a person would write them: "COMUNE DI ZIANO PIACENTINO" → "Comune di Ziano Piacentino"."""

import re

from convergenze.exchange.cells import clean_text

PARTICLES = frozenset(
    """a ad ai al alla allo agli alle all con d da dal dalla dallo dai dagli dalle dall de dei degli del della dello
    delle dell di e ed fra in ne nei negli nel nella nello nelle nell o od per su sul sulla sulle sull tra""".split()
)
# Small only after a preposition: "per le Imprese", but "La Spezia".
ARTICLES = frozenset({"il", "lo", "la", "i", "gli", "le", "l"})
AFTER_PREPOSITION = re.compile(r"\b(per|con|tra|fra)\s$", re.I)
# Written with capitals because they are read letter by letter, or are known so.
ACRONYMS = frozenset(
    """ACER AIPO ANAS APS ARPAE ASC ASL ASP ATERSIR AUSL CNR CONI CPIA CRA DD DSGA EDR ENEA ER ETS GAL IC ICS IIS INAF
    INFN IPAB IPSAA IPSAR IPSIA IRCCS IRST ISIA ISIS ISTAT ITAS ITC ITCG ITG ITI ITIS ITS MIC MUR ODV ONLUS RFI SIM TPER
    UTG USL UO USR""".split()
)
LEGAL_FORMS = (
    (re.compile(r"\bS\.?\s?C\.?\s?(?:A\.?\s?)?R\.?\s?L\b\.?", re.I), "S.c.a r.l."),
    (re.compile(r"\bS\.?\s?R\.?\s?L\b\.?", re.I), "S.r.l."),
    (re.compile(r"\bS\.?\s?P\.?\s?A\b\.?", re.I), "S.p.A."),
    (re.compile(r"\bS\.?\s?N\.?\s?C\b\.?", re.I), "S.n.c."),
    (re.compile(r"\bS\.\s?A\.\s?S\b\.?|\bSAS\b", re.I), "S.a.s."),
    (re.compile(r"\bSOC\.?\s?COOP\b\.?", re.I), "Soc. coop."),
)
WRITTEN_FORMS = frozenset(written for _pattern, written in LEGAL_FORMS)
FINAL_APOSTROPHE = re.compile(r"\b([^\W\d_]{2,})([aeiou])['’](?=\s|$|[,.;)\-\"])", re.I)
ACCENTED = dict(zip("aeiouAEIOU", "àèìòùÀÈÌÒÙ", strict=True))
# Truncated words keep their apostrophe: Ca' Foscari, Castelnovo ne' Monti.
TRUNCATED = frozenset({"ca", "de", "ne", "po", "da", "co", "fe", "mo"})
WORD = re.compile(r"[^\W_][\w.]*")
ROMAN = re.compile(r"(?=[XVI]{2,}$)X{0,3}(?:IX|IV|V?I{0,3})$")
CONSONANTS = re.compile(r"[B-DF-HJ-NP-TV-Z]{2,6}$")


def readable_name(text):
    """One clean line; names mostly in capitals get Italian title case, final apostrophes become accents.

    Acronyms, Roman numerals and initials keep their capitals; legal forms are written ``S.r.l.``, ``S.p.A.``…
    A name already in mixed case keeps its own capitals.
    """
    name = FINAL_APOSTROPHE.sub(_accent, _quotes(clean_text(text)))
    if not _is_shouted(name):
        return name
    parts = re.split("|".join(f"({pattern.pattern})" for pattern, _written in LEGAL_FORMS), name, flags=re.I)
    return "".join(_legal_form(part) or _titled(part, first=index == 0) for index, part in enumerate(parts) if part)


def _quotes(name):
    name = re.sub(r'"{2,}', '"', name)
    return name if name.count('"') % 2 == 0 else name.replace('"', "").strip()


def _accent(match):
    stem, vowel = match.groups()
    if (stem + vowel).lower() in TRUNCATED:
        return match.group()
    return stem + ("É" if vowel == "E" else "é") if stem.lower().endswith("ch") else stem + ACCENTED[vowel]


def _is_shouted(name):
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _legal_form(part):
    return next((written for pattern, written in LEGAL_FORMS if pattern.fullmatch(part)), "")


def _titled(part, *, first):
    def written(match):
        word, start, after = match.group(), match.start(), part[match.end() : match.end() + 1]
        if word.rstrip(".").upper() in ACRONYMS or ROMAN.match(word) or CONSONANTS.match(word):
            return word.upper()
        if part[start - 1 : start] == "(" and after == ")" and len(word) == 2:
            return word.upper()  # the acronym of a province
        if "." in word[:-1]:
            return (
                word.upper() if max(map(len, word.split("."))) == 1 else ".".join(map(str.capitalize, word.split(".")))
            )
        if word.lower() in PARTICLES and not (first and start == 0):
            return word.lower()
        if word.lower() in ARTICLES and AFTER_PREPOSITION.search(part[:start]):
            return word.lower()
        return word.capitalize()

    return WORD.sub(written, part)
