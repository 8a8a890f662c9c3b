"""``make shots ARGS=readme``: the five pictures of README, from the demo story, in docs/pictures/."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import launch_options
from tests.browser.people import visit
from tests.browser.site import ROOT, running_site
from tests.journeys.project_file import write
from tests.journeys.reader import Reader

FOLDER = ROOT / "docs" / "pictures"
TALLEST = 1300


def main():
    """Take them again; those that are there are replaced."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        _public(browser, address)
        _import(browser, address)
        browser.close()


def _public(browser, address):
    visitor = visit(browser, address)
    visitor.goto("/")
    _keep(visitor, "front")
    visitor.goto("/portfolios/")
    portfolio = visitor.locator("main a[href^='/portfolios/']").first.get_attribute("href")
    for tab in ("map", "coverage"):
        visitor.goto(f"{portfolio}{tab}/")
        _keep(visitor, tab)
    phone = visit(browser, address, width="phone")
    phone.goto(f"{portfolio}coverage/")
    _keep(phone, "phone")


def _import(browser, address):
    officer = Reader(browser, address, language="it", width="desk", who="officer")
    with tempfile.TemporaryDirectory() as folder:
        projects, places = write(Path(folder), topic="AMBULATORIO", letter="D")
        officer.go("/imports/new/")
        officer.page.set_input_files("[name=file]", projects)
        officer.page.set_input_files("[name=second_file]", places)
        officer.press("Send and look")
        officer.press("Check every row")
        officer.page.get_by_role("button", name=officer.say("Import now")).wait_for(timeout=60_000)
    _keep(officer.page, "import")


def _keep(page, name):
    high = page.evaluate("document.documentElement.scrollHeight")
    wide = page.viewport_size["width"]
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True, clip={
        "x": 0, "y": 0, "width": wide, "height": min(high, TALLEST),
    })  # fmt: skip
