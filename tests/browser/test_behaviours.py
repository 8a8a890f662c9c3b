"""What the small scripts do, in a real browser."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.browser
MAP = """
<svg class="cv-map" viewBox="0 0 60 20">
  <path class="cv-flow" data-from="actor-1" data-to="action-1" d="M0 0L9 9"/>
  <path class="cv-flow" data-from="actor-2" data-to="action-2" d="M0 0L9 9"/>
  <path class="cv-flow" data-from="action-1" data-to="objective-1" d="M0 0L9 9"/>
  <a href="#" data-node="actor-1"><circle cx="5" cy="5" r="5"/></a>
  <a href="#" data-node="action-2"><circle cx="25" cy="5" r="5"/></a>
</svg>
"""


@pytest.fixture
def page(site, browser):
    """A page of an English reader's browser."""
    context = browser.new_context(locale="en", base_url=site)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    context.close()


def test_a_draft_is_offered_again_without_its_password(page):
    def as_draft(route):
        answer = route.fetch()
        html = answer.text().replace('<form class="cv-form"', '<form class="cv-form" data-autosave="sample"', 1)
        route.fulfill(response=answer, body=html)

    page.route("**/signup/", as_draft)
    page.goto(reverse("account_signup"))
    page.fill("[name=name]", "Anna")
    page.fill("[name=password1]", "a-long-secret")
    page.wait_for_timeout(900)  # a draft is kept when the typing pauses
    kept = page.evaluate("Object.values(localStorage)[0]")
    page.reload()
    before = page.input_value("[name=name]")
    page.click(".cv-restore .cv-button-primary")
    assert (before, page.input_value("[name=name]"), "a-long-secret" in kept) == ("", "Anna", False)


def test_focus_on_a_node_lights_the_paths_through_it(page):
    page.goto(reverse("account_login"))
    page.evaluate("html => { document.querySelector('main').innerHTML = html }", MAP)
    page.focus("[data-node=actor-1]")
    lit = page.evaluate("[...document.querySelectorAll('.cv-flow')].map((path) => path.classList.contains('cv-on'))")
    assert lit == [True, False, True]


def test_the_language_changes_and_the_page_stays(page):
    page.goto(reverse("account_login"))
    page.click(".cv-languages [value=it]")
    page.wait_for_selector("html[lang=it]")
    assert page.url.endswith(reverse("account_login"))
