"""The likeness of texts equals scikit-learn's (values in text_golden.json were computed with it)."""

import json

from hypothesis import example, given
from hypothesis import strategies as st

from portfolios.analysis.text import Corpus, grams

from .builders import TEXTS
from .conftest import HERE

GOLDEN = json.loads((HERE / "text_golden.json").read_text())


def test_cosines_equal_those_of_scikit_learn():
    corpus = Corpus(dict(enumerate(GOLDEN["texts"])))
    size = range(len(GOLDEN["texts"]))
    found = [[round(corpus.cosine(one, two), 9) for two in size] for one in size]
    assert found == GOLDEN["cosines"]


def test_words_are_padded_and_a_short_word_counts_once():
    assert grams("Perché è") == {" per": 1, "perc": 1, "erch": 1, "rche": 1, "che ": 1, " e ": 1}


@given(st.lists(TEXTS, min_size=2, max_size=6))
@example(["casa casa casa casa casa casa casa case", "case casa casa"])
def test_likeness_is_symmetric_and_between_0_and_1(texts):
    corpus = Corpus(dict(enumerate(texts)))
    assert corpus.cosine(0, 1) == corpus.cosine(1, 0)
    assert 0 <= corpus.cosine(0, 1) <= 1


@given(st.lists(TEXTS, min_size=2, max_size=6), TEXTS)
def test_replacing_a_text_equals_counting_again(texts, text):
    replaced = Corpus(dict(enumerate(texts))).replaced(0, text)
    again = Corpus(dict(enumerate([text, *texts[1:]])))
    assert abs(replaced.cosine(0, 1) - again.cosine(0, 1)) < 1e-12
