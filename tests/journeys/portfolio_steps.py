"""The officer's way from an adopted mission to a portfolio that has been read and decided upon."""

from playwright.sync_api import expect

from tests.journeys.mission_steps import take_promises
from tests.journeys.project_file import WANTED


def open_portfolio(reader):
    """From the mission's page, seen by whom the mission is."""
    reader.follow("Create its portfolio")
    reader.look("portfolio-form")
    reader.press("Save")
    reader.look("portfolio-empty")


def pull_ten_actions(reader, topic):
    """Ten candidates of the territory, with a contribution; then proposed for their actors, so that they count."""
    reader.tab("Alignment")
    reader.fill(q=topic)
    reader.press("Search")
    expect(reader.page.locator("#candidates tbody input")).to_have_count(WANTED)
    for box in reader.page.locator("#candidates tbody input[type=checkbox]").all()[:10]:
        box.check()
    reader.page.locator("#candidates [name=objective]").select_option(index=1)
    reader.page.locator("#candidates [name=weight]").select_option("2")
    reader.look("candidates")
    reader.press("Bring into the portfolio", within="#candidates")
    reader.look("pulled")
    reader.tab("Actions")
    reader.look("actions-recorded")
    reader.follow("Propose the recorded actions")
    reader.fill(levers=["social_innovation"], starts_on="2026-01-01", ends_on="2027-12-31", reason="Dal tavolo locale.")
    reader.look("propose")
    reader.press("Propose for their actors")
    reader.press("Agree to every claimed contribution")
    reader.look("actions-proposed")


def read_the_gaps(reader):
    """One required lever is carried, the other is a gap."""
    reader.tab("Coverage")
    reader.look("coverage")
    assert reader.page.locator(".cv-matrix td").filter(has_text=reader.say("uncovered")).count() == 1


def decide_a_pair(reader):
    """Compare the first pair and accept it as it is, with the reason."""
    reader.tab("Convergences")
    reader.look("overlaps")
    before, pairs = _waiting(reader), reader.page.url
    reader.follow("Compare and decide")
    reader.look("pair")
    reader.follow("Resolve: merge, coordinate, differentiate or accept")
    reader.fill(resolution="accept_as_is", reason="Stesse frazioni, ma pubblici diversi: va bene così.")
    reader.look("pair-resolve")
    reader.press("Record the resolution")
    reader.look("pair-decided")
    reader.go(pairs)
    assert _waiting(reader) == before - 1


def _waiting(reader):
    """The pairs that wait for a decision, as the tab counts them."""
    return int(reader.page.locator(".cv-pages-row .cv-count").first.inner_text())


def adopt_and_start(reader):
    """The portfolio is adopted, and with it the mission starts."""
    reader.tab("Actions")
    for move in ("Open the sensemaking", "Propose", "Adopt"):
        reader.press(move)
    reader.look("portfolio-adopted")
    reader.page.locator("main a[href^='/missions/']").first.click()
    take_promises(reader)
    reader.press("Start the mission")
    assert reader.say("Active") in reader.text()
    reader.look("mission-active")


def read_map_and_money(reader):
    """The map shows who converges where; money its stages."""
    reader.page.locator("main a[href$='/map/']").first.click()
    assert reader.page.locator(".cv-map a").count() > 10
    reader.look("map")
    reader.tab("Resources")
    reader.look("money")
