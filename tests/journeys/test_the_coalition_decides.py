"""The story "Case piene, valli vive" is told by the platform's own pages, and shared with who has no account."""

import pytest

from tests.journeys.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MISSION, PORTFOLIO = "/missions/case-piene-valli-vive/", "/portfolios/case-piene-valli-vive/"
# Page by page, what the story says there (names are in the language of the story whatever the reader's).
TOLD = {
    f"{MISSION}governance/": (
        "Cabina di regia", "Tavolo dei finanziatori", "Due sportelli per l'energia: un'agenda sola",
        "Plafond di prestiti per il fondo rotativo", "Co-programmazione “Abitare e prossimità”",
        "Una garanzia per chi teme inquilini che non pagano",
    ),
    f"{PORTFOLIO}triggers/": ("I fabbricati delle stazioni sono offerti in locazione",),
    f"{PORTFOLIO}sessions/": ("Che cosa ferma i proprietari?",),
    f"{MISSION}learning/": ("I proprietari temono inquilini che non pagano",),
    f"{PORTFOLIO}futures/": ("Mosaico cooperativo", "Valli dormitorio"),
    f"{PORTFOLIO}versions/": ("Versione adottata", "Lettura condivisa di settembre"),
    "/links/": ("Punto Casa Efficiente", "Sportello Energia Valli"),
}  # fmt: skip


@pytest.mark.parametrize(("language", "width"), [("it", "desk"), ("en", "phone")])
def test_the_pages_tell_the_whole_story(browser, site, language, width):
    steward = Reader(browser, site, language=language, width=width, who="steward")
    untold = {}
    for path, words in TOLD.items():
        steward.go(path)
        steward.look(path.strip("/").replace("/", "-"))
        text = steward.page.locator("main").text_content()
        untold |= {word: path for word in words if word not in text}
    steward.page.context.close()
    assert untold == {}


def test_a_partner_without_an_account_reads_it_on_a_phone(browser, site):
    address = _link_without_money(browser, site)
    partner = Reader(browser, site, language="it", width="phone", who=None)
    partner.go(address)
    assert "240 case vuote delle Valli di Mezzo" in partner.text()
    partner.look("shared-home")
    pages = partner.page.locator("main nav a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    for path in pages:
        partner.go(path)
        partner.look(f"shared-{path.strip('/').rpartition('/')[2]}")
    money = partner.page.request.get(f"{address.rstrip('/')}/money/")
    links = partner.page.request.get(f"{site}/links/", max_redirects=0)
    partner.page.context.close()
    assert (len(pages) >= 4, money.status, links.status) == (True, 404, 302)


def _link_without_money(browser, site):
    """The address of a link that the mission's steward makes: every page but the one of resources."""
    steward = Reader(browser, site, language="it", width="desk", who="steward")
    steward.go(f"{PORTFOLIO}share/")
    steward.fill(name="Assemblea di frazione")
    steward.page.locator("main [name=sections][value=money]").uncheck()
    steward.press("Make the link")
    address = steward.page.locator("#share-link").inner_text()
    steward.look("shared")
    steward.page.context.close()
    return address
