"""Codes are typed by people: what eyes mistake is read, what is wrong is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.analysis.codes import ALPHABET, grouped, new_code, read_code

codes = st.builds(new_code)


@given(codes)
def test_a_code_is_read_as_it_is_printed(code):
    assert len(code) == 13
    assert read_code(grouped(code)) == code


@given(codes)
def test_small_letters_blanks_and_look_alikes_are_read(code):
    typed = grouped(code).lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_code(f"  {typed} ") == code


@given(codes, st.integers(0, 12), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(code, place, other):
    wrong = code[:place] + other + code[place + 1 :]
    assert read_code(wrong) == (code if wrong == code else "")


@given(codes, st.integers(0, 10))
def test_two_swapped_neighbours_are_always_noticed(code, place):
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert read_code(wrong) == (code if wrong == code else "")


@pytest.mark.parametrize("text", ["", "ABC", "U" * 13, "7K3M-Q9XA-2BCD", "à" * 13, "0" * 400])
def test_what_is_no_code_is_none(text):
    assert read_code(text) == ""
