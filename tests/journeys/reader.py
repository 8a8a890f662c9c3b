"""Somebody who reads the platform in one language and presses what the page calls by name."""

import re
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext

from tests.browser.people import WIDTHS, visit
from tests.browser.site import ROOT

FOLDER = ROOT / "var" / "shots" / "journey"


class Reader:
    """A logged-in person at a browser. Words are given in English and looked for in the language of the page."""

    def __init__(self, browser, site, *, language, width, who):
        self.page = visit(browser, site, language=language, width=width, who=who)
        self.language, self.width, self.taken = language, width, 0
        self.wide = WIDTHS[width][0]
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    def say(self, words):
        """``words`` as this reader reads them."""
        with translation.override(self.language):
            return gettext(words)

    def go(self, path):
        """Type an address; no page answers with an error."""
        answer = self.page.goto(path)
        assert answer.status < 400, f"{path}: {answer.status}"

    def choose_in_menu(self, words):
        """Follow a link of the main menu, opened first where the screen is narrow."""
        nav = self.page.locator(".cv-nav-wide" if self.width == "desk" else ".cv-nav-narrow")
        if self.width == "phone":
            nav.locator("summary").click()
        nav.get_by_role("link", name=self.say(words), exact=True).click()

    def press(self, words, *, within="main"):
        """Press the first button with this name."""
        self.page.locator(within).get_by_role("button", name=self.say(words), exact=True).first.click()
        self.page.wait_for_load_state()

    def follow(self, words, *, within="main"):
        """Follow the first link with this name."""
        self.page.locator(within).get_by_role("link", name=self.say(words), exact=True).first.click()
        self.page.wait_for_load_state()

    def fill(self, **values):
        """Write in fields by their names; True ticks, lists tick several, other values are written or selected."""
        for name, value in values.items():
            self._fill(name, value)

    def _fill(self, name, value):
        found = self.page.locator(f"main [name={name}]")
        kind = found.first.evaluate("one => one.tagName === 'SELECT' ? 'select' : one.type")
        if kind in ("checkbox", "radio"):
            for one in value if isinstance(value, (list, tuple)) else [value]:
                self.page.locator(f"main [name={name}][value='{one}']").check()
        elif kind == "select":
            found.first.select_option(value)
        else:
            found.first.fill(value)

    def tab(self, words):
        """Open a tab of the page."""
        self.page.locator("nav.cv-pages summary").click()
        tabs = self.page.locator(".cv-pages-index")
        tabs.get_by_role("link", name=re.compile("^" + re.escape(self.say(words)))).first.click()
        self.page.wait_for_load_state()

    def wait(self, has_come, *, seconds=60):
        """Look again until long work has brought what ``has_come()`` looks for."""
        for _second in range(seconds):
            if has_come():
                return
            self.page.wait_for_timeout(1000)
            self.page.reload()
        raise AssertionError(self.text())

    def text(self):
        """What the main part of the page says."""
        return self.page.locator("main").inner_text()

    def look(self, name):
        """Take a picture; the page fits the screen."""
        self.taken += 1
        FOLDER.mkdir(parents=True, exist_ok=True)
        picture = FOLDER / f"{self.language}.{self.width}.{self.taken:02d}-{name}.png"
        # Hiding the caret would be an inline style, which our pages refuse.
        self.page.screenshot(path=Path(picture), full_page=True, caret="initial")
        found = self.page.evaluate("document.documentElement.scrollWidth")
        assert found <= self.wide + 1, f"{name} is {found} wide"
        assert self.errors == [], name
