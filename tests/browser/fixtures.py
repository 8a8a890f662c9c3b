"""One browser and one freshly started platform for all browser tests of a worker: a plugin of ``tests/conftest.py``."""

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import launch_options
from tests.browser.site import running_site


@pytest.fixture(scope="session")
def site():
    """Address of the platform, started as ``make run`` does, with the demo story."""
    with running_site() as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Browser tests run last: Playwright leaves an event loop in its thread, and there Django refuses the database."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
