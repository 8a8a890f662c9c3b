"""``make shots``: a picture of every page, in both languages and widths, as visitor and as officer, in var/shots/."""

import os
import sys
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convergenze.settings")
django.setup()

from tests.browser import portraits  # noqa: E402
from tests.browser.chromium import launch_options  # noqa: E402
from tests.browser.crawl import pages  # noqa: E402
from tests.browser.people import LANGUAGES, WIDTHS, visit  # noqa: E402
from tests.browser.site import ROOT, running_site  # noqa: E402

FOLDER = ROOT / "var" / "shots"
PEOPLE = (None, "officer")


def main(only=""):
    """Take the pictures; ``only``: a part of the view names to picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        taken = sum(_pictures(browser, address, who, only) for who in PEOPLE)
        browser.close()
    print(f"{taken} pictures in {FOLDER}")


def _pictures(browser, address, who, only):
    scout = visit(browser, address, who=who)
    found = [(name, path) for name, path, _status in pages(scout, address) if only in name]
    scout.context.close()
    taken = 0
    for width in WIDTHS:
        for language in LANGUAGES:
            page = visit(browser, address, language=language, width=width, who=who)
            for name, path in found:
                page.goto(path)
                page.screenshot(path=FOLDER / _file_name(who, name, language, width), full_page=True)
                taken += 1
            page.context.close()
    return taken


def _file_name(who, name, language, width):
    return Path(f"{(who or 'visitor')}.{name.replace(':', '.').replace('/', '_')}.{language}.{width}.png")


if __name__ == "__main__":
    if sys.argv[1:2] == ["readme"]:
        portraits.main()
    else:
        main(*sys.argv[1:2])
