"""The bench itself works: a tiny site, every page once, every table printed."""

from dataclasses import replace

import pytest

from tests.bench import growth, measuring, report
from tests.bench.pages import pages
from tests.bench.site import build_site, enlarge
from tests.bench.surroundings import surround

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    built = build_site(actions=60, placed=12, team=8, objectives=3, municipalities=40, leads=20)
    surround(built, challenges=6, missions=2, claims=20, index=False)
    return built


def test_every_page_of_the_table_answers(site):
    enlarge(site, 5)
    asked = [replace(page, readers=page.readers[-1:]) for page in pages(site)]
    lines = measuring.measure(site, asked, rounds=0)
    assert [(line.name, line.reader) for line in lines if line.cost.status != 200] == []
    assert report.table(lines).count("\n") == len(lines) + 2


def test_growth_is_measured():
    rows = growth.overlap_rows((20, 40))
    assert [what for what, *_figures in rows][-1] == "one changed action among 40, nothing prepared"
    assert "ok" in report.figures("Overlaps", rows)


def test_a_generated_file_is_imported_whole():
    rows = growth.import_rows(20)
    assert [what for what, *_figures in rows] == [
        "dry run, 20 rows",
        "import, 20 created",
        "dry run and import together",
        "the same again, 20 skipped",
    ]
