"""JSON lists of records, JSON lines, and the properties of GeoJSON features."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext_noop as _

from convergenze.exchange.cells.texts import shorten
from convergenze.exchange.messages import message
from convergenze.exchange.reading.encodings import decoded_blocks, inspect
from convergenze.exchange.reading.limits import Limits, UnreadableFile
from convergenze.exchange.reading.sheets import number_text
from convergenze.exchange.reading.table import SHOWN_ROW, BrokenRow, RawRow, Table

# Where published JSON keeps its list when it is not the whole text.
LIST_AT = re.compile(r'"(?:features|records|results|items|data|rows|value)"\s*:\s*\[')
BETWEEN = re.compile(r"[\s,\x1e]*")


def open_json(file: BinaryIO, limits: Limits) -> Table:
    """A table from a list of objects; its columns are all the names that occur, in order of appearance."""
    text = "".join(decoded_blocks(file, inspect(file).encoding)).lstrip("\ufeff")
    start = _start(text)
    columns, count = _columns(text, start)

    def raw_rows() -> Iterator[RawRow]:
        for number, record in enumerate(_records(text, start), start=1):
            if isinstance(record, dict):
                yield number, [_text(record.get(name)) for name in columns]
            else:
                yield BrokenRow(
                    number, message(_("Expected a record with named values here.")), shorten(_text(record), SHOWN_ROW)
                )

    if not columns:
        raise UnreadableFile(message(_("The JSON text holds no list of records with named values.")))
    return Table(columns=tuple(columns), raw_rows=raw_rows, limits=limits, kind="json", expected_rows=count)


def _start(text: str) -> int:
    bare = len(text) - len(text.lstrip())
    if text[bare : bare + 1] == "[":
        return bare + 1
    found = LIST_AT.search(text)
    return found.end() if found else bare


def _columns(text: str, start: int) -> tuple[list[str], int]:
    names: dict[str, None] = {}
    count = 0
    for record in _records(text, start):
        count += 1
        if isinstance(record, dict):
            names.update(dict.fromkeys(record))
    return list(names), count


def _records(text: str, start: int) -> Iterator[Any]:
    """One value after the other, so that only one is in memory as objects."""
    decoder = json.JSONDecoder(parse_float=number_text, parse_int=str, parse_constant=lambda _name: None)
    position = BETWEEN.match(text, start).end()
    while position < len(text) and text[position] not in "]}":
        try:
            record, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            line = text.count("\n", 0, position) + 1
            raise UnreadableFile(
                message(_("The JSON text breaks off or is mistyped near line %(line)d: export it again."), line=line)
            ) from error
        yield _properties(record)
        position = BETWEEN.match(text, position).end()


def _properties(record: Any) -> Any:
    """A GeoJSON feature is its properties; of the geometry only a point is kept, as text."""
    if isinstance(record, dict) and record.get("type") == "Feature" and isinstance(record.get("properties"), dict):
        geometry = record.get("geometry")
        is_point = isinstance(geometry, dict) and geometry.get("type") == "Point"
        return record["properties"] | ({"geometry": geometry} if is_point else {})
    return record


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
