"""Somebody at a browser: logging in, choosing a language, as a person does."""

from urllib.parse import urljoin

from convergenze.home.demo.accounts import DEMO_PASSWORD, email_of

WIDTHS = {"desk": (1360, 900), "phone": (360, 740)}
LANGUAGES = ("it", "en")


def visit(browser, address, *, language="it", width="desk", who=None):
    """A page in a new browser context, in ``language``, logged in as the demo account ``who`` (None: a visitor)."""
    wide, high = WIDTHS[width]
    context = browser.new_context(viewport={"width": wide, "height": high}, locale="it-IT", base_url=address)
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    page = context.new_page()
    if who:
        log_in(page, address, who)
        _choose(page, language)
    return page


def _choose(page, language):
    """The language of the account, remembered from another visit, comes before the browser's: choose again."""
    if page.get_attribute("html", "lang") != language:
        page.click(f".cv-languages [value={language}]")
        page.wait_for_selector(f"html[lang={language}]")


def log_in(page, address, who):
    """Through the login form; the account is one of the demo's."""
    page.goto(urljoin(address, "/accounts/login/"))
    page.fill("input[name=login]", email_of(who))
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.click("main form [type=submit]")
    page.wait_for_load_state()
