"""The house as a whole: schema, languages, imports."""

from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from importlinter.cli import lint_imports

ITALIAN = Path(settings.BASE_DIR) / "locale" / "it" / "LC_MESSAGES" / "django.po"


def test_the_schema_of_the_api_has_no_warnings(tmp_path, capsys):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yaml"))


def test_everything_extracted_is_in_italian():
    entries = polib.pofile(ITALIAN)
    assert [entry.msgid for entry in entries if not entry.obsolete and not entry.translated()] == []


def test_the_compiled_italian_is_the_written_one():
    written = {(e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural for e in polib.pofile(ITALIAN) if e.translated()}
    compiled = {(e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural for e in polib.mofile(ITALIAN.with_suffix(".mo"))}
    assert {key: text for key, text in written.items() if compiled.get(key) != text} == {}


def test_italian_keeps_the_placeholders():
    """A lost %(name)s would break the page only in Italian."""
    import re

    pattern = re.compile(r"%\(\w+\)[sdg]|\{\w+\}")
    lost = [
        entry.msgid
        for entry in polib.pofile(ITALIAN)
        if entry.translated()
        and not entry.msgid_plural
        and sorted(pattern.findall(entry.msgid)) != sorted(pattern.findall(entry.msgstr))
    ]
    assert lost == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_import_contracts_hold():
    assert lint_imports(no_cache=True) == 0
