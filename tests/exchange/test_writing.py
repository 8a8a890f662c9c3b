"""Files for people to open: nothing in them runs."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from convergenze.exchange.reading import open_table
from convergenze.exchange.writing import csv_lines, error_lines, neutral, write_xlsx

ROWS = [["=HYPERLINK(1)", Decimal("-12.50"), date(2024, 5, 1), None], ["Forlì; città", 3, "-5", True]]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1", "\rx", " =1", "＝1", "-a"])
def test_text_that_would_run_is_made_harmless(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", ["-12,50", "-1.234,00", "+39", "testo", "a=b", "", -5, Decimal("-1")])
def test_numbers_and_plain_text_stay(value):
    assert neutral(value) == value


def test_an_italian_csv_opens_in_a_sheet():
    text = "".join(csv_lines(["titolo", "€", "dal", "vuoto"], ROWS))
    assert text.startswith("\ufefftitolo;€;dal;vuoto\r\n")
    assert list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))[1:] == [
        ["'=HYPERLINK(1)", "-12,50", "2024-05-01", ""],
        ["Forlì; città", "3", "-5", "true"],
    ]


def test_a_csv_for_programs_has_dots_and_no_mark():
    assert "".join(csv_lines(["n"], [[Decimal("1.5")]], delimiter=",", mark=False)) == "n\r\n1.5\r\n"


def test_a_workbook_keeps_numbers_and_writes_no_formula():
    file = io.BytesIO()
    write_xlsx(file, ["titolo", "€", "dal", "vuoto"], [*ROWS, ["bell\x07", 1, None, None]], title="Dati: [2024]")
    sheet = load_workbook(file).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_col=2)] == [
        ["'=HYPERLINK(1)", -12.5],
        ["Forlì; città", 3],
        ["bell", 1],
    ]
    assert {cell.data_type for row in sheet.iter_rows(max_col=1) for cell in row} == {"s"}


def test_the_error_file_has_the_row_and_the_reason():
    table = open_table(io.BytesIO(b"a;b\n1;=2;3\n"), "x.csv")
    lines = "".join(error_lines(table.columns, list(table)))
    assert lines.splitlines() == [
        "\ufeffLine;Reason;a;b",
        "2;The row has 3 cells but the header has 2: look for a separator too many.;1;'=2;3",
    ]
