"""Fill the Italian catalogue from a JSON file and compile every catalogue."""

import fcntl
import json
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """``manage.py translate FILE.json``; without a file it only compiles and tells what is missing."""

    # Whoever translates need not wait until every page of the house stands.
    requires_system_checks: list = []
    help = (
        'Fill locale/it from {"English": "italiano"} and compile the catalogues. '
        'Plurals: ["singular", "plural"]; in a context: "context|English".'
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--missing", action="store_true", help="print the untranslated messages as JSON")

    def handle(self, *args, file, missing, **options):
        locale = Path(settings.LOCALE_PATHS[0])
        with (locale / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            given = self._read(file) if file else {}
            for catalogue in sorted(locale.glob("*/LC_MESSAGES/django*.po")):
                self._fill(catalogue, given, missing)

    def _read(self, file):
        try:
            return json.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{file} cannot be read as JSON: {error}") from error

    def _fill(self, path, given, missing):
        catalogue, language = polib.pofile(str(path)), path.parts[-3]
        if language == "it":
            for entry in catalogue:
                key = f"{entry.msgctxt}|{entry.msgid}"
                if key in given or entry.msgid in given:
                    _set(entry, given.get(key, given.get(entry.msgid)))
        catalogue.save()
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))
        if language == "it":
            left = [entry for entry in catalogue if not entry.translated() and not entry.obsolete]
            self.stderr.write(f"{len(left)} of {len(catalogue)} messages still without Italian")
            if missing:
                self.stdout.write(
                    json.dumps({entry.msgid: _empty(entry) for entry in left}, ensure_ascii=False, indent=1)
                )


def _set(entry, text):
    if entry.msgid_plural:
        singular, plural = (text, text) if isinstance(text, str) else text
        entry.msgstr_plural = {0: singular, 1: plural} | ({2: plural} if 2 in entry.msgstr_plural else {})
    else:
        entry.msgstr = text
    entry.fuzzy and entry.flags.remove("fuzzy")


def _empty(entry):
    return ["", ""] if entry.msgid_plural else ""
