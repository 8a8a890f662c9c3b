"""Words as the index knows them: pure functions, the same on every database.

A text becomes *forms* (folded words: no accents, no capitals, apostrophes split) and *stems* (forms without their
inflection, by light rules of the text's language). Changing a rule asks for ``manage.py search_reindex``.
"""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
LONGEST = 64
# An accent that no letter takes: it would part a word that ``fold`` keeps together.
LOOSE_MARK = re.compile(r"[\u0300-\u036f]")
# Letters that Unicode does not take apart.
FOLDS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
STOP_WORDS = frozenset(
    "a ad ai al alla alle allo agli anche che chi ci come con da dai dal dalla dalle dallo dagli degli dei del della "
    "delle dello di e ed gli ha i il in io l la le lo ma ne nei nel nella nelle nello negli non o per piu si su sui "
    "sul sulla sulle sullo sugli sono tra fra un una uno dell all nell sull dall c d s "
    "the of and to for on at by with from is are an as or be this that it its".split()
)
ITALIAN_PAIRS = ("che", "chi", "ghe", "ghi", "ie", "io", "ia", "ii")
VOWELS = frozenset("aeiouy")
# Words that no rule unites and people use for one another; looked up by stem, expanded in queries only.
SYNONYMS = (
    ("territorio", "territoriale"),
    ("comunita", "comunitario"),
    ("energia", "energetico"),
    ("clima", "climatico"),
    ("abitazione", "abitare", "alloggio"),
    ("anziano", "anzianita"),
    ("attore", "attrice"),
    ("housing", "abitare"),
)


def fold(text):
    """``text`` in lower case, without accents; letters of other scripts stay."""
    lower = text.casefold()
    if lower.isascii():
        return lower
    plain = unicodedata.normalize("NFKD", lower.translate(FOLDS))
    return "".join(c for c in plain if not unicodedata.combining(c))


def forms(text):
    """The words of ``text`` in order, folded; each at most 64 ASCII characters (others are spelled by their code)."""
    if not text.isascii() and LOOSE_MARK.search(text := unicodedata.normalize("NFC", text)):
        return _forms_of(text)
    return [form for word in WORD.findall(text) for form in _known(word)]


@lru_cache(maxsize=100_000)
def _known(word):
    # Texts are made of the same few thousand words.
    return tuple(_forms_of(word))


def _forms_of(text):
    return [_ascii(word)[:LONGEST] for word in WORD.findall(fold(text))]


def _ascii(word):
    # Engines disagree on which exotic characters are letters; codes are letters for all.
    return word if word.isascii() else "".join(c if c.isascii() else f"u{ord(c):x}" for c in word)


def stems(text, language):
    """Stems of the words of ``text`` that mean something, in order."""
    return [stem(word, language) for word in forms(text) if word not in STOP_WORDS]


@lru_cache(maxsize=100_000)
def stem(form, language):
    """``form`` without its inflection, by the rules of ``language`` ("it" or "en").

    Italian words end in a vowel: what ends otherwise in an Italian text (housing, coworking) is English.
    """
    return stem_english(form) if language == "en" or form[-1] not in VOWELS else stem_italian(form)


def stem_italian(form):
    """energetica, energetiche, energetici → energetic; short words and numbers stay."""
    if len(form) < 4 or not form.isalpha():
        return form
    if len(form) > 4 and form.endswith(ITALIAN_PAIRS):
        return form[:-2]
    return form[:-1] if form[-1] in "aeio" else form


def stem_english(form):
    """houses, housing → hous; policies → polici; short words and numbers stay."""
    if len(form) < 4 or not form.isalpha():
        return form
    word = _without_suffix(_singular(form))
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return f"{word[:-1]}i" if word.endswith("y") and len(word) > 3 else word


def _singular(word):
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _without_suffix(word):
    for suffix in ("ing", "ed"):
        base = word.removesuffix(suffix)
        if base != word and len(base) >= 3 and VOWELS & set(base):
            doubled = base[-1] == base[-2] and base[-1] not in "lsz"
            return base[:-1] if doubled else base
    return word


def alternatives(form):
    """Every stem under which a text may hold the searched ``form``, synonyms included; sorted."""
    found = {form, stem_italian(form), stem_english(form)}
    return sorted(found.union(*(_synonyms().get(one, ()) for one in found)))


@lru_cache(maxsize=1)
def _synonyms():
    groups = [{stem_italian(word) for word in group} for group in SYNONYMS]
    return {one: set().union(*(g for g in groups if one in g)) for one in set().union(*groups)}
