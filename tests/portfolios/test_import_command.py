"""``manage.py import_projects``: counts and errors as JSON, exit code 1 only for a file that cannot be read."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portfolios.models import Action
from tests.portfolios.project_files import many, places, project, projects

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db


def written(folder, file):
    path = folder / file.name
    path.write_bytes(file.getvalue())
    return str(path)


def run(*arguments):
    out = StringIO()
    call_command("import_projects", *arguments, stdout=out)
    return out.getvalue()


def test_the_result_as_json(tmp_path):
    file = written(tmp_path, projects(project(1), project(2, amount="centomila")))
    table = written(tmp_path, places((1, 37, 59)))
    assert json.loads(run(file, "--source", "pnrr", "--places", table, "--json")) == {
        "created": 1,
        "updated": 0,
        "skipped": 0,
        "errors": [
            {
                "line": 3,
                "column": "Finanziamento PNRR",
                "text": "centomila",
                "reason": "Expected an amount such as 1.234,56 or 1234.56.",
            }
        ],
        "rows": 2,
    }
    assert Action.objects.get().territories.get().name == "Vergato"


def test_the_result_in_words(tmp_path):
    assert run(written(tmp_path, many(2))).strip() == "2 rows: 2 created, 0 updated, 0 skipped, 0 errors"


def test_a_dry_run_writes_nothing(tmp_path):
    assert json.loads(run(written(tmp_path, many(2)), "--dry-run", "--json"))["created"] == 2
    assert Action.objects.count() == 0


def test_a_table_with_its_mapping(tmp_path):
    (tmp_path / "t.csv").write_text("Cosa;Quanto\nOrto di tutti;1500\n")
    run(str(tmp_path / "t.csv"), "--source", "table", "--mapping", '{"title": "Cosa", "cost": "Quanto"}')
    assert [(action.title, int(action.cost)) for action in Action.objects.all()] == [("Orto di tutti", 1500)]


def test_a_story_is_a_source_too():
    story = str(Path(__file__).parent / "analysis" / "small_story.json")
    dry = json.loads(run(story, "--source", "story", "--dry-run", "--json"))
    assert Action.objects.count() == 0
    assert json.loads(run(story, "--source", "story", "--json")) == dry
    assert dry["created"] == dry["rows"] == Action.objects.count() > 0
    assert json.loads(run(story, "--source", "story", "--json"))["created"] == 0


@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        (b"<html></html>", [], "web page"),
        (b"", [], "empty"),
        (b"a;b\n1;2\n", ["--source", "pnrr"], "Choose the columns"),
        (b"Cosa;b\nx;2\n", ["--mapping", "[1]"], "JSON object"),
        (b"not a story", ["--source", "story"], "not JSON"),
        (b'{"format": "other"}', ["--source", "story"], "story"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, content, arguments, said):
    (tmp_path / "f.csv").write_bytes(content)
    with pytest.raises(CommandError, match=said):
        run(str(tmp_path / "f.csv"), *arguments)
    assert Action.objects.count() == 0


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"nothing\.csv"):
        run(str(tmp_path / "nothing.csv"))


def test_two_processes_import_the_same_file_at_once_on_sqlite(tmp_path):
    """Both end well: one makes the actions, the other finds them."""
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'two.sqlite3'}", "MEDIA_ROOT": str(tmp_path / "media"),
    }  # fmt: skip
    for name in ("DJANGO_SETTINGS_MODULE", "REDIS_URL"):
        environment.pop(name, None)
    manage = [sys.executable, str(ROOT / "manage.py")]
    options = {"cwd": ROOT, "env": environment, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    subprocess.run([*manage, "migrate", "-v", "0"], check=True, **options)
    file = written(tmp_path, many(600))
    two = [subprocess.Popen([*manage, "import_projects", file, "--json"], **options) for _time in range(2)]
    answers = [process.communicate(timeout=120) for process in two]
    assert [process.returncode for process in two] == [0, 0], answers
    results = [json.loads(out) for out, _err in answers]
    assert sorted((result["created"], result["skipped"], result["rows"]) for result in results) == [
        (0, 600, 600), (600, 0, 600),
    ]  # fmt: skip
