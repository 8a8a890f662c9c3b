"""Finding every page of the platform by its links, one example of each, as whoever is logged in sees them."""

from collections import deque
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error

# Pages that are not ours to look at, that end the session, or that are files.
LEFT_OUT = ("/static/", "/media/", "/api/", "/accounts/logout", "/technical-admin/", "/i18n/", "/account/data/")
DOWNLOADS = (".csv", ".xlsx", ".json", ".ics", ".txt", ".svg")
MOST = 150


def pages(page, base, start="/"):
    """[(view name, path)] of every page reached from ``start``, breadth first, one path for each view and tab.

    ``page``: a Playwright page whose context is logged in (or not).
    """
    seen, queue, found = set(), deque([start]), []
    while queue and len(found) < MOST:
        path = queue.popleft()
        name = _name(path)
        if name is None or name in seen:
            continue
        seen.add(name)
        try:
            response = page.goto(urljoin(base, path))
        except Error as refused:
            if "Download is starting" not in str(refused):
                raise
            continue  # a file, not a page
        if not response or "text/html" not in response.headers.get("content-type", ""):
            continue
        found.append((name, path, response.status))
        queue.extend(_links(page, base))
    return found


def _name(path):
    parts = urlsplit(path)
    if parts.path.startswith(LEFT_OUT) or parts.path.endswith(DOWNLOADS) or "format=" in parts.query:
        return None
    try:
        return resolve(parts.path).view_name
    except Resolver404:
        return parts.path


def _links(page, base):
    # Links inside drawings have no text in ``href``: the attribute serves both.
    absolute = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
    hrefs = page.eval_on_selector_all("a[href]", absolute)
    host = urlsplit(base).netloc
    for href in hrefs:
        parts = urlsplit(href)
        if parts.netloc == host and parts.scheme.startswith("http"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")
