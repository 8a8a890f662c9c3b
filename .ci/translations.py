"""Are the catalogues complete? Extracts every text into a copy and compares it with what is committed.

Prints one line per missing, untranslated or doubtful text and exits with 1 if there is any. Needs gettext.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "node_modules", "__pycache__", "*.sqlite3*", ".*_cache")


def extracted_catalogue(language):
    """Every text the sources contain today, from a copy so that the working tree stays as it was."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        (copy / ".venv").symlink_to(ROOT / ".venv")
        subprocess.run(
            ["make", "--no-print-directory", "messages"],
            cwd=copy,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return polib.pofile(copy / "locale" / language / "LC_MESSAGES" / "django.po")


def problems(language):
    """Yield a sentence for each text that people of this language would not see in it."""
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        yield f"{path.relative_to(ROOT)} does not exist"
        return
    committed = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(path)}
    for entry in extracted_catalogue(language):
        ours = committed.get((entry.msgctxt, entry.msgid))
        if ours is None:
            yield f"{language}: not extracted yet: {entry.msgid!r}"
        elif not ours.translated():
            yield f"{language}: {'doubtful' if ours.fuzzy else 'not translated'}: {entry.msgid!r}"
    compiled = {(e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural for e in polib.mofile(path.with_suffix(".mo"))}
    for key, entry in committed.items():
        if entry.translated() and compiled.get(key) != (entry.msgstr or entry.msgstr_plural):
            yield f"{language}: the compiled catalogue is older than the text: {entry.msgid!r}"


if __name__ == "__main__":
    found = list(problems("it"))
    print("\n".join(found) or "complete")
    sys.exit(bool(found))
