"""Actors that may be the same body: by code first, then by likeness of the name."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q
from django.utils.translation import gettext as _

from actors.models import Actor, HistoricalIdentifier
from actors.sources.kinds import folded
from convergenze.core import codes

LIKENESS = 0.82  # below it, names of different bodies of one place begin to match
CANDIDATES = 200
# Words that thousands of names share say nothing about whose name it is.
COMMON = frozenset(
    """comune citta unione comuni istituto comprensivo scuola provincia regione azienda associazione societa cooperativa
    sociale fondazione consorzio ente centro istruzione superiore universita studi della delle degli dello dell
    nell soc coop srl spa scarl snc aps odv ets onlus""".split()
)


@dataclass(frozen=True)
class Duplicate:
    """``score`` 0–1 (1: a code is the same); ``reason`` says in words what is alike."""

    actor: Actor
    score: float
    reason: str

    @property
    def is_certain(self):
        """The same code: saving another one would be refused."""
        return self.score == 1


def find_duplicates(*, rows, name="", tax_code="", vat_number="", ipa_code="", exclude=None, limit=5):
    """Up to ``limit`` ``Duplicate`` among ``rows`` (what the reader may see), the most alike first.

    Compares codes (also former ones), then names without accents, capitals and common words, by the ratio of
    ``difflib`` on at most 200 candidates that share the beginning of a telling word. At most three queries.
    """
    found = _by_code(rows, tax_code, vat_number, ipa_code)
    for duplicate in _by_name(rows, name):
        found.setdefault(duplicate.actor.pk, duplicate)
    found.pop(getattr(exclude, "pk", exclude), None)
    return sorted(found.values(), key=lambda one: (-one.score, one.actor.name))[:limit]


def _by_code(rows, tax_code, vat_number, ipa_code):
    tax, vat = codes.normalise_body_tax_code(tax_code), codes.normalise_vat_number(vat_number)
    ipa = codes.normalise_ipa(ipa_code)
    same = Q(pk=None)
    for code in filter(None, {tax, vat}):
        same |= Q(tax_code=code) | Q(vat_number=code)
    if ipa:
        same |= Q(ipa_code=ipa)
    wanted = [code for code in (tax, vat, ipa) if code]
    if not wanted:
        return {}
    former = HistoricalIdentifier.objects.filter(value__in=wanted, scheme__in=("tax_code", "vat_number", "ipa_code"))
    alike = rows.filter(same | Q(pk__in=former.values("actor")))
    return {actor.pk: Duplicate(actor, 1, _("the same code")) for actor in _with_seat(alike)}


def _by_name(rows, name):
    text = folded(name)
    telling = sorted((w for w in text.split() if len(w) > 3 and w not in COMMON), key=len, reverse=True)[:3]
    if not telling:
        return
    # Four letters of a word, so that a slip further on does not hide the candidate.
    shares = Q()
    for word in telling:
        shares |= Q(name__icontains=word[:4]) | Q(slug__contains=word[:4])
    for actor in _with_seat(rows.filter(shares)):
        score = likeness(text, folded(actor.name))
        if score >= LIKENESS:
            yield Duplicate(actor, min(score, 0.99), _("a very similar name"))


def _with_seat(rows):
    return rows.select_related("seat").defer("seat__boundary")[:CANDIDATES]


def likeness(one, other):
    """0–1: how alike two folded names are; the telling words count as much as the whole."""
    whole = SequenceMatcher(None, one, other).ratio()
    told, told_other = _telling(one), _telling(other)
    return (whole + SequenceMatcher(None, told, told_other).ratio()) / 2 if told and told_other else whole


def _telling(text):
    return " ".join(word for word in text.split() if word not in COMMON and len(word) > 2)
