"""Numbers, dates and blanks of Italian files."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergenze.exchange.cells import (
    CellError,
    DecimalStyle,
    clean_text,
    is_blank,
    parse_amount,
    parse_date,
    parse_decimal,
)
from convergenze.exchange.messages import Message


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("16696,00", "16696"),
        ("6373230,0", "6373230"),
        ("114.000.000", "114000000"),
        ("294,455,198", "294455198"),
        ("528340.97", "528340.97"),
        ("€ 1.200", "1200"),
        ("1.200,00 EUR", "1200"),
        ("1'234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("(1.234,50)", "-1234.5"),
        ("−3", "-3"),
        ("0.125", "0.125"),
        ("1.2340", "1.234"),
        ("1.2E+05", "120000"),
        ("1.234", "1234"),
        ("", None),
        (" -   ", None),
        ("N/D", None),
    ],
)
def test_an_amount_is_read_in_each_style(text, number):
    assert parse_decimal(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize("text", ["abc", "1.23.456", "1,2,3", "1.234,56,7", "12.34,5", "1-2", "=1+1", "€"])
def test_what_is_not_an_amount_says_what_is_expected(text):
    with pytest.raises(CellError) as fault:
        parse_decimal(text)
    assert (str(fault.value), fault.value.text) == ("Expected an amount such as 1.234,56 or 1234.56.", text)


def test_a_number_too_large_is_refused():
    for text in ("9" * 19, "1e99"):
        with pytest.raises(CellError, match="larger than any amount"):
            parse_decimal(text)


@pytest.mark.parametrize(
    ("column", "decimal", "mixed"),
    [
        (["1.234", "1.234,50"], ",", False),
        (["1.234", "12.5"], ".", False),
        (["114.000.000", "19.659"], ",", False),
        (["528340.97", "960619,95", "1.5"], ".", True),
        (["1.234", "N/D", ""], ",", False),
    ],
)
def test_a_column_tells_which_style_it_has(column, decimal, mixed):
    assert DecimalStyle.sniff(column) == DecimalStyle(decimal, mixed)


def test_an_ambiguous_number_follows_its_column():
    assert [parse_decimal("1.234", DecimalStyle(mark)) for mark in ".,"] == [Decimal("1.234"), Decimal(1234)]


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_amounts_survive_both_ways_of_writing(amount):
    english = f"{amount:,.2f}"
    italian = english.translate(str.maketrans(",.", ".,"))
    assert (parse_amount(english), parse_amount(italian), parse_amount(str(amount))) == (amount, amount, amount)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/12/2022", date(2022, 12, 31)),
        ("1/2/2022", date(2022, 2, 1)),
        ("31.12.2022", date(2022, 12, 31)),
        ("01/02/22", date(2022, 2, 1)),
        ("2022-12-31", date(2022, 12, 31)),
        ("2025-09-26T09:31:42.000+0000", date(2025, 9, 26)),
        ("2023-12-07 16:55:20", date(2023, 12, 7)),
        ("20080331", date(2008, 3, 31)),
        ("20080331.0", date(2008, 3, 31)),
        ("22-JUL-2022", date(2022, 7, 22)),
        ("3 gennaio 2024", date(2024, 1, 3)),
        ("15-ott-2021", date(2021, 10, 15)),
        ("9999-12-31", None),
        ("31/12/9999", None),
        ("DATO NON PRESENTE", None),
    ],
)
def test_a_date_is_read_in_each_style(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize("text", ["12/31/2022", "31/02/2022", "domani", "2022", "22-XYZ-2022", "3022-01-01"])
def test_what_is_not_a_date_says_what_is_expected(text):
    with pytest.raises(CellError):
        parse_date(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_dates_survive_each_way_of_writing(day):
    written = (f"{day:%d/%m/%Y}", day.isoformat(), f"{day:%Y%m%d}", f"{day:%Y%m%d}.0", f"{day.isoformat()}T10:00:00Z")
    assert [parse_date(text) for text in written] == [day] * 5


@pytest.mark.parametrize(
    "text",
    [None, "", " ", "N/D", "N/A", " -   ", "DATO NON PRESENTE", "n.c.", "***************", "\u00a0", "da_indicare"],
)
def test_these_mean_nothing_here(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "0,00", "NA", "No", "Nessuno", "A"])
def test_these_mean_something(text):
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Società\u00a0 a  responsabilità", "Società a responsabilità"),
        ("DELL\x92ESPERIENZA", "DELL’ESPERIENZA"),
        ("a\x00b\x07c", "abc"),
        ("uno\r\ndue", "uno due"),
        ("testo\u202egnitirw", "testognitirw"),
        ("\ud800x", "x"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("שלום עולם", "שלום עולם"),
    ],
)
def test_text_is_cleaned_without_losing_a_letter(text, clean):
    assert clean_text(text) == clean


def test_line_breaks_are_kept_when_asked():
    assert clean_text(" uno \r\n due\r tre ", lines=True) == "uno\ndue\ntre"


@given(st.text(max_size=60))
def test_no_text_breaks_a_parser(text):
    clean_text(text)
    for parse in (parse_decimal, parse_date):
        with suppress(CellError):  # anything else would be a bug
            parse(text)


def test_a_message_can_be_stored_and_read_in_another_language():
    said = Message("Same row as line %(line)d.", {"line": 3})
    assert str(Message.from_json(said.as_json())) == "Same row as line 3."
