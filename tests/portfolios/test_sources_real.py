"""The published files themselves, where they are at hand (they are not part of the project)."""

import os
from collections import Counter
from pathlib import Path

import pytest

from convergenze.exchange.reading import open_table
from portfolios.sources import SOURCES, Places, recognise

DATA = Path(os.environ.get("OPEN_DATA", "../shared/data"))
FILES = [
    ("pnrr_progetti_emr", "pnrr_localizzazioni_emr", "pnrr", {"ProjectRow": 2975}),
    ("pnrr2022_progetti_emr", "pnrr2022_localizzazioni_emr", "pnrr", {"ProjectRow": 442}),
    ("pnc_progetti_emr", "pnc_localizzazioni_emr", "pnc", {"ProjectRow": 232}),
    ("padigitale2026_candidature_emr", None, "padigitale", {"ProjectRow": 1215}),
    ("opencup_emr", None, "opencup", {"ProjectRow": 82, "SkippedRow": 2}),
    ("opencoesione_umbria_difesa_suolo", None, "opencoesione", {"ProjectRow": 82}),
]


@pytest.mark.skipif(not DATA.is_dir(), reason="the published files are not on this machine")
@pytest.mark.parametrize(("name", "places", "source", "expected"), FILES)
def test_every_row_of_a_published_file_comes_out(name, places, source, expected):
    with (DATA / f"{name}.csv").open("rb") as file:
        table = open_table(file, file.name)
        assert recognise(table.columns) == source
        known = None
        if places:
            with (DATA / f"{places}.csv").open("rb") as second:
                known = Places.read(open_table(second, second.name))
        rows = list(SOURCES[source].read(table, places=known))
    assert Counter(type(row).__name__ for row in rows) == expected
    assert all(1 <= len(row.title) <= 200 for row in rows if hasattr(row, "title"))
