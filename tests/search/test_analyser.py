"""Words: folding and stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergenze.search import analyser, asking
from convergenze.search.stores import postgres, sqlite

SAME_STEM = [
    ("it", "energetica energetiche energetici energetico"),
    ("it", "casa case"),
    ("it", "abitazione abitazioni"),
    ("it", "montano montana montani montane"),
    ("it", "ente enti"),
    ("it", "territoriale territoriali"),
    ("it", "qualità qualita QUALITÀ"),
    ("it", "provincia province"),
    ("it", "servizio servizi"),
    ("it", "banca banche"),
    ("it", "luogo luoghi"),
    ("en", "house houses housing"),
    ("en", "policy policies"),
    ("en", "building buildings build"),
    ("en", "energy energies"),
    ("en", "plan plans planned planning"),
]
DIFFERENT = [("it", "comune", "comunità"), ("it", "quale", "qualità"), ("it", "037006", "037060")]


@pytest.mark.parametrize(("language", "words"), SAME_STEM)
def test_inflections_share_a_stem(language, words):
    assert len({tuple(analyser.stems(word, language)) for word in words.split()}) == 1


@pytest.mark.parametrize(("language", "one", "other"), DIFFERENT)
def test_other_words_do_not(language, one, other):
    assert analyser.stems(one, language) != analyser.stems(other, language)


def test_elisions_and_accents_and_other_alphabets_are_folded():
    assert analyser.forms("Dell’innovazione, l'Świątek; STRAẞE 日本") == [
        "dell", "innovazione", "l", "swiatek", "strasse", "u65e5u672c",
    ]  # fmt: skip


def test_codes_keep_together_and_do_not_go_on():
    assert asking.read("AZ-2026-0014").wanted == (asking.Phrase(("az", "2026", "0014")),)
    assert asking.read("037006").wanted == (asking.Word("037006", ("037006",), prefix=False),)


def test_stop_words_count_only_alone():
    assert asking.read("le case").forms == ["case"]
    assert asking.read("il").forms == ["il"]


@given(st.text(max_size=300))
def test_every_text_is_a_query_in_both_languages_of_index(text):
    query = asking.read(text)
    assert bool(query) == bool(query.wanted)
    if query:
        assert sqlite.expression(query).isascii()
        assert postgres.expression(query).isascii()
