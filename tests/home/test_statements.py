"""Who we are, accessibility, privacy: open to everybody, in both languages, reachable from the footer."""

import pytest

PAGES = {
    "/about/": ("Who we are", "Chi siamo"),
    "/accessibility/": ("Accessibility", "Accessibilità"),
    "/privacy/": ("Privacy", "Privacy"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "titles"), PAGES.items())
def test_everybody_reads_the_statements_in_both_languages(client, path, titles):
    for language, title in zip(("en", "it"), titles, strict=True):
        client.cookies["django_language"] = language
        page = client.get(path).content.decode()
        assert f"<title>{title} · Convergenze</title>" in page
        assert all(f'href="{other}"' in page for other in PAGES)
