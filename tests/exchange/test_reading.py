"""Tables as people really send them."""

import io
import json
import tracemalloc
import zipfile

import pytest
from openpyxl import Workbook

from convergenze.exchange.reading import BrokenRow, Limits, TableRow, UnreadableFile, column_key, open_table


def read(content, name="file.csv", **options):
    content = content.encode() if isinstance(content, str) else content
    table = open_table(io.BytesIO(content), name, **options)
    return table, list(table)


def cells(rows):
    return [tuple(row.cells.values()) if isinstance(row, TableRow) else str(row.message) for row in rows]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_separator_is_found_by_looking(delimiter):
    text = "\n".join(delimiter.join(row) for row in (["a", "b", "c"], ["1", "x y", "2"], ["3", "", "4"]))
    table, rows = read(text)
    assert (table.delimiter, cells(rows)) == (delimiter, [("1", "x y", "2"), ("3", "", "4")])


def test_decimal_commas_do_not_win_over_semicolons():
    table, rows = read("cup;importo\nA;1,50\nB;2,50\n")
    assert (table.delimiter, cells(rows)) == (";", [("A", "1,50"), ("B", "2,50")])


def test_the_line_that_excel_writes_for_itself_is_obeyed():
    assert cells(read("sep=|\na|b\n1,2|3,4\n")[1]) == [("1,2", "3,4")]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("windows-1252", "windows-1252"),
    ],
)
def test_accents_survive_each_encoding(encoding, found):
    table, rows = read("città;perché\nForlì;“così”\n".encode(encoding))
    assert (table.encoding, table.columns, cells(rows)) == (found, ("città", "perché"), [("Forlì", "“così”")])


def test_the_encoding_is_decided_on_the_whole_file():
    text = "nome;note\n" + "Comune;tutto bene\n" * 30_000 + "Forlì;fine\n"
    table, rows = read(text.encode("windows-1252"))
    assert (table.encoding, rows[-1].cells) == ("windows-1252", {"nome": "Forlì", "note": "fine"})


def test_letters_damaged_before_they_came_are_announced():
    damaged = "nome;note\nForlÃ¬;cittÃ \n"
    assert ["damaged" in str(said) for said in read(damaged)[0].warnings] == [True]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_line_ending_is_read(end):
    _table, rows = read(end.join(["a;b", "1;2", "3;4"]) + end)
    assert [(row.line, *row.cells.values()) for row in rows] == [(2, "1", "2"), (3, "3", "4")]


@pytest.mark.parametrize("cell", ["uno\rdue", '"uno\rdue"', '"uno\ndue"', '"uno\r\ndue"'])
def test_a_line_break_inside_a_cell_stays_inside(cell):
    _table, rows = read(f"a;b\r\n1;{cell}\r\n2;x\r\n")
    assert cells(rows) == [("1", "uno\ndue"), ("2", "x")]


def test_nul_bytes_are_left_out_and_announced():
    table, rows = read(b"a;b\n1;x\x00y\n")
    assert (cells(rows), len(table.warnings)) == ([("1", "xy")], 1)


def test_headers_are_cleaned_and_made_distinct():
    table, _rows = read("\ufeffCUP ;\u00a0FINANZIAMENTO _UE;cup;\n1;2;3;4\n")
    assert table.columns == ("CUP", "FINANZIAMENTO _UE", "cup (2)", "[4]")
    assert [column_key(name) for name in table.columns[:2]] == ["cup", "finanziamento_ue"]


def test_a_title_above_the_header_is_passed_over():
    table, rows = read("Elenco dei progetti;;\n;;\nnome;comune;importo\nA;B;1\n")
    assert (table.columns, [row.line for row in rows]) == (("nome", "comune", "importo"), [4])


def test_a_separator_too_many_is_an_error_and_shifts_nothing():
    _table, rows = read("a;b;c\n1;2;3\n1;;2;3\n1;2\n4;5;6\n")
    assert [type(row) for row in rows] == [TableRow, BrokenRow, BrokenRow, TableRow]
    assert (rows[1].line, rows[1].cells, rows[1].text) == (3, ("1", "", "2", "3"), "1;;2;3")
    assert str(rows[1].message) == "The row has 4 cells but the header has 3: look for a separator too many."
    assert rows[3].cells == {"a": "4", "b": "5", "c": "6"}


def test_a_separator_at_the_end_of_every_row_shifts_nothing():
    assert cells(read("a;b\n1;2;\n3;4;\n")[1]) == [("1", "2"), ("3", "4")]


def test_empty_rows_are_no_rows():
    assert cells(read("a;b\n\n;\n  ; \n1;2\n\n")[1]) == [("1", "2")]


@pytest.mark.parametrize("after", [1, 2_000])
def test_a_quotation_mark_never_closed_costs_one_row(after):
    _table, rows = read('a;b\n1;x\n2;"open\n' + "3;y\n" * after)
    assert [type(row) for row in rows[:3]] == [TableRow, BrokenRow, TableRow]
    assert (len(rows), rows[1].line, rows[2].line, rows[-1].line) == (after + 2, 3, 4, after + 3)


def test_a_ten_megabyte_cell_is_one_error():
    _table, rows = read("a;b\n1;" + "x" * 10_000_000 + '\n2;"' + "y" * 120_000 + '"\n3;z\n')
    assert [type(row) for row in rows] == [BrokenRow, BrokenRow, TableRow]
    assert (str(rows[0].message), len(rows[0].text)) == ("A cell is longer than 100000 characters: shorten it.", 1000)


def test_a_hundred_thousand_rows_take_no_memory():
    content = "id;titolo;importo\n" + "".join(f"{n};Azione numero {n};{n},50\n" for n in range(100_000))
    file = io.BytesIO(content.encode())
    table = open_table(file, "big.csv")
    tracemalloc.start()
    count = sum(1 for _row in table)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (count, table.expected_rows) == (100_000, 100_000)
    assert peak < 6_000_000


def test_a_table_can_be_read_twice():
    table, rows = read("a;b\n1;2\n")
    assert list(table) == rows


def test_letters_of_every_script_pass():
    _table, rows = read("a;b\nשלום;🏔️ Ж\n" + "parola" * 1000 + ";مرحبا\n")
    assert cells(rows) == [("שלום", "🏔️ Ж"), ("parola" * 1000, "مرحبا")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty"),
        (b" \n \n", "The file is empty"),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"<!DOCTYPE html><html><table>", "This is a web page or XML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "This is a web page or XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an old Excel file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is not a table"),
        (bytes(range(256)) * 4_000, "This is not a table"),
        (b"\x00" * 5_000, "The file is empty"),
        (b"PK\x03\x04 not really a zip", "This workbook is damaged"),
        (b'[{"a": 1}, {"a": ', "The JSON text breaks off"),
        (b"[" * 100_000, "The JSON text breaks off"),
    ],
)
def test_what_is_not_a_table_is_told_apart(content, says):
    with pytest.raises(UnreadableFile) as refused:
        read(content)
    assert str(refused.value).startswith(says)


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(size=5), "The file is 0 MB and the most we read is 0 MB: split it into parts."),
        (Limits(rows=1), "The file has more than 1 rows: split it into parts."),
        (Limits(columns=1), "The file has 2 columns; the most we read is 1. Remove those not needed."),
    ],
)
def test_limits_are_sentences(limits, says):
    with pytest.raises(UnreadableFile) as refused:
        read("a;b\n1;2\n3;4\n", limits=limits)
    assert str(refused.value) == says


def workbook(*rows, sheets=()):
    book = Workbook()
    book.active.title = "Dati"
    for row in rows:
        book.active.append(row)
    for name in sheets:
        book.create_sheet(name)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_reads_as_people_would_type_it():
    import datetime

    content = workbook(
        ["Elenco"],
        ["Nome ", "Importo", "Dal", "Codice", "Attivo"],
        ["A", 1.234, datetime.datetime(2024, 5, 1), 530321207.0, True],
        [None, None],
        ["B", 1000, datetime.date(2024, 6, 1), "=1+1", None],
        ["C", 1, None, None, None, "too many"],
        sheets=("Altro",),
    )
    table, rows = read(content, "file.xlsx")
    assert (table.kind, table.sheets, table.columns) == (
        "sheet",
        ("Dati", "Altro"),
        ("Nome", "Importo", "Dal", "Codice", "Attivo"),
    )
    assert [(row.line, *row.cells.values()) for row in rows[:2]] == [
        (3, "A", "1.2340", "2024-05-01", "530321207", "true"),
        (5, "B", "1000", "2024-06-01", "", ""),
    ]
    assert isinstance(rows[2], BrokenRow)


def test_a_zip_is_not_a_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("data.csv", "a;b")
    with pytest.raises(UnreadableFile, match="This is an archive"):
        read(file.getvalue(), "data.zip")


def repacked(content, part, body):
    old, file = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            archive.writestr(name, body if name == part else old.read(name))
    return file.getvalue()


def test_a_zip_bomb_is_refused_before_it_opens():
    bomb = repacked(workbook(["a", "b"]), "xl/worksheets/sheet1.xml", b" " * 30_000_000)
    with pytest.raises(UnreadableFile, match="unpacks to more than we can read"):
        read(bomb, "bomb.xlsx")


def test_entities_in_a_workbook_are_refused():
    laughs = (
        b'<!DOCTYPE x [<!ENTITY a "ha">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>'
    )
    with pytest.raises(UnreadableFile, match="This workbook is damaged"):
        read(repacked(workbook(["a", "b"]), "xl/worksheets/sheet1.xml", laughs), "laughs.xlsx")


@pytest.mark.parametrize("wrapped", [False, True])
def test_json_records_become_rows(wrapped):
    records = [{"titolo": "A", "importo": 1.234, "tag": ["x"]}, {"titolo": "B", "nuovo": None}, "strano"]
    _table, rows = read(json.dumps({"data": records} if wrapped else records), "file.json")
    assert cells(rows) == [("A", "1.2340", '["x"]', ""), ("B", "", "", ""), "Expected a record with named values here."]
    assert [row.line for row in rows] == [1, 2, 3]


def test_geojson_gives_the_properties_of_its_features():
    point = {"type": "Point", "coordinates": [11.3, 44.5]}
    feature = {"type": "Feature", "properties": {"nome": "Casa"}, "geometry": point}
    _table, rows = read(json.dumps({"type": "FeatureCollection", "features": [feature]}), "file.geojson")
    assert cells(rows) == [("Casa", '{"type":"Point","coordinates":["11.3","44.5"]}')]


def test_a_table_is_read_from_the_top_each_time_but_never_by_two_at_once():
    table, first = read("a;b\n1;2\n3;4\n")
    assert list(table) == first
    one, other = iter(table), iter(table)
    assert next(one) == next(other) == first[0]
    with pytest.raises(RuntimeError, match="once at a time"):
        next(one)
    assert next(other) == first[1]
