"""Every page, as a visitor and as an officer, in both languages and widths: no axe violation, no script error."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.crawl import pages
from tests.browser.people import LANGUAGES, WIDTHS, visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", [None, "officer"])
def test_every_page_is_accessible_and_fits(browser, site, who, language):
    page = visit(browser, site, language=language, who=who)
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    found = pages(page, site)
    assert len(found) > 15
    assert [(name, path, status) for name, path, status in found if status >= 400] == []
    problems = [problem for name, path, _status in found for problem in _problems(page, name, path)]
    page.context.close()
    assert problems == []
    assert errors == []


def _problems(page, name, path):
    """Violations of one page at each width, and whether it is wider than the screen."""
    page.goto(path)
    for width, (wide, high) in WIDTHS.items():
        page.set_viewport_size({"width": wide, "height": high})
        for violation in Axe().run(page, options=RULES).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:2]]
            yield f"{name} {path} {width}: {violation['id']} {nodes}"
        if page.evaluate("document.documentElement.scrollWidth") > wide + 1:
            yield f"{name} {path} {width}: wider than the screen"
