"""What people type, read as a query: words, "phrases", -exclusions; never an error."""

import re
from dataclasses import dataclass

from convergenze.search import analyser

LONGEST_QUERY = 200
MOST_WORDS = 12
CHUNK = re.compile(r'(-?)"([^"]*)"?|(-?)(\S+)')


@dataclass(frozen=True)
class Word:
    """One of ``stems``; with ``prefix`` also any word that starts with ``form``."""

    form: str
    stems: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True)
class Phrase:
    """These forms, one after the other: quoted words, and codes such as AZ-2026-0014."""

    forms: tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """All of ``wanted`` and none of ``unwanted``; false when it asks for nothing."""

    wanted: tuple[Word | Phrase, ...] = ()
    unwanted: tuple[Word | Phrase, ...] = ()

    def __bool__(self):
        return bool(self.wanted)

    @property
    def forms(self):
        """Every folded word that is wanted, for highlighting."""
        return [form for part in self.wanted for form in (part.forms if isinstance(part, Phrase) else (part.form,))]


def read(text):
    """The query in ``text``; stop words count only when there is nothing else. The last word may go on (prefix)."""
    text = (text or "").replace("\x00", " ")[:LONGEST_QUERY]
    parts = [part for chunk in CHUNK.finditer(text) for part in _parts(chunk)][:MOST_WORDS]
    telling = [part for part in parts if not _is_stop_word(part[1])] or parts
    wanted = [part for unwanted, part in telling if not unwanted]
    if wanted and isinstance(wanted[-1], Word) and not text.rstrip().endswith('"'):
        wanted[-1] = _open(wanted[-1])
    return Query(tuple(wanted), tuple(part for unwanted, part in telling if unwanted))


def one_by_one(text):
    """(wanted, unwanted): a query for each word or phrase of ``text``, for who looks for them in several records.

    Any word may go on: filters are asked while one types.
    """
    query = read(text)
    wanted = [Query((_open(part) if isinstance(part, Word) else part,)) for part in query.wanted]
    return wanted, [Query((part,)) for part in query.unwanted]


def _parts(chunk):
    minus, quoted, other_minus, bare = chunk.groups()
    unwanted = bool(minus or other_minus)
    found = analyser.forms(quoted if quoted is not None else bare)
    if not found:
        return
    # A code keeps together: AZ-2026-0014, c_a944; dell'innovazione does not.
    if quoted is not None or (len(found) > 1 and any(c.isdigit() for c in bare)):
        yield unwanted, Phrase(tuple(found))
        return
    for form in found:
        yield unwanted, Word(form, tuple(analyser.alternatives(form)))


def _is_stop_word(part):
    return isinstance(part, Word) and part.form in analyser.STOP_WORDS


def _open(word):
    # A number or code is complete as it stands: 037006 is one municipality.
    is_code = any(c.isdigit() for c in word.form)
    return word if is_code or len(word.form) < 2 else Word(word.form, word.stems, prefix=True)
