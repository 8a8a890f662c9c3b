"""The machine's Chromium: where it is, how it starts, and why browser tests are skipped without it.

Loaded by ``tests/conftest.py`` as a pytest plugin; also used by the pictures of ``make shots``.
"""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox: containers run as root. The rest keeps the browser from calling anybody.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium():
    """Path of the browser: ``$CHROMIUM`` or the first known name on the path; ``None`` where there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def launch_options():
    """Keyword arguments for ``playwright.chromium.launch``."""
    return {"executable_path": find_chromium(), "args": list(ARGUMENTS)}


def pytest_collection_modifyitems(items):
    """Skip what needs a browser, with the reason, on a machine without one."""
    if find_chromium():
        return
    reason = pytest.mark.skip(reason="no Chromium found: install it (apt-get install chromium) or set CHROMIUM")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(reason)
