"""Components: every one is in the gallery, and the gallery is for the programme's staff."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import Template, TemplateSyntaxError
from django.urls import reverse

from convergenze.core.templatetags import ui
from convergenze.home import gallery

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def test_every_component_has_an_example_and_every_example_a_component():
    examples = {path.stem for path in (TEMPLATES / "home" / "gallery").glob("*.html")}
    assert examples == set(ui.register.tags)


def test_every_component_says_what_it_is():
    silent = [name for name in gallery.names() if not gallery.inspect.unwrap(ui.register.tags[name]).__doc__]
    assert silent == []


def test_every_filter_is_shown_with_an_example():
    assert [name for name, _shown, _says in gallery.filters()] == list(ui.formats.register.filters)


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_gallery_shows_every_component(client, olga, language):
    client.force_login(olga)
    response = client.get(reverse("gallery"), headers={"accept-language": language})
    assert response.status_code == 200
    assert [entry.name for entry in response.context["components"]] == gallery.names()


@pytest.mark.parametrize(("who", "status"), [("chiara", 403), ("olga", 200)])
def test_only_the_programme_opens_the_gallery(client, cast, who, status):
    client.force_login(cast[who])
    assert client.get(reverse("gallery")).status_code == status


def test_a_misspelt_argument_is_an_error():
    with pytest.raises(TemplateSyntaxError):
        Template('{% badge "Draft" tune="info" %}')


# Mails are not shown by a browser under our policy, and have no style sheet beside them.
PAGES = [path for path in sorted(TEMPLATES.rglob("*.html")) if path.parent.name != "emails"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_has_inline_script_or_style(path):
    """The security policy drops them without a word."""
    source = path.read_text()
    found = [bad for bad in (" style=", "<style", " onclick=", " onchange=", "javascript:") if bad in source]
    assert found == []
