"""The officer's way from a file of projects to an adopted challenge."""

import re

from playwright.sync_api import expect

from tests.journeys.project_file import WANTED

UNION = "Unione Colline del Savena"
ACTORS = (("Unione dei Comuni Valli di Mezzo", "owner"), ("Cooperativa sociale Filo Lungo", "contributor"))


def import_projects(reader, projects, places):
    """Upload, recognised, checked row by row, run, result."""
    reader.choose_in_menu("Actions")
    reader.follow("Import public projects")
    reader.page.set_input_files("[name=file]", projects)
    reader.page.set_input_files("[name=second_file]", places)
    reader.look("upload")
    reader.press("Send and look")
    assert reader.say("The columns are those of this source: there is nothing to map.") in reader.text()
    reader.look("recognised")
    reader.press("Check every row")
    _wait_for_button(reader, "Import now")
    assert figures(reader) == {"rows": 120, "created": 118, "updated": 0, "skipped": 1, "errors": 1}
    reader.look("checked")
    reader.press("Import now")
    reader.page.get_by_role("link", name=reader.say("See what was imported")).wait_for(timeout=60_000)
    assert figures(reader) == {"rows": 120, "created": 118, "updated": 0, "skipped": 1, "errors": 1}
    reader.look("imported")


def figures(reader):
    """The five counts at the top of an import."""
    shown = reader.page.locator("main .cv-kpi b").all_inner_texts()
    names = ("rows", "created", "updated", "skipped", "errors")
    return dict(zip(names, (int(re.sub(r"\D", "", text)) for text in shown), strict=True))


def find_actions_of_the_union(reader, topic):
    """From the territory's page to the list of its actions, and to those on ``topic``."""
    reader.choose_in_menu("Territories")
    reader.fill(q=UNION)
    reader.press("Search")
    reader.page.get_by_role("link", name=UNION).first.click()
    reader.look("union")
    reader.page.locator("a[href*='/actions/?territory=']").first.click()
    reader.fill(q=topic)
    reader.press("Search")
    expect(reader.page.locator("#results tbody tr")).to_have_count(WANTED)
    reader.look("actions-of-the-union")


def frame_challenge(reader, title):
    """Write it, give it evidence and actors, and bring it to adoption."""
    reader.choose_in_menu("Challenges")
    reader.follow("New challenge")
    reader.fill(
        title=title, question="Come portare la cura vicino a ogni casa delle colline?", territory=UNION,
        situation="Gli ambulatori chiudono e le famiglie restano sole.",
        desired_change="Cura a venti minuti da ogni casa.", themes=["welfare_systems"], visibility="public",
    )  # fmt: skip
    reader.look("challenge-form")
    reader.press("Save as a draft")
    assert waits_for(reader, "Propose") == 1
    reader.look("challenge-draft")
    reader.follow("Edit actors")
    for actor, stance in ACTORS + (("Banca delle Valli BCC", "funds"),):
        reader.fill(actor=actor, stance=stance)
        reader.press("Add")
    reader.look("challenge-actors")
    reader.page.locator(".cv-breadcrumbs a").last.click()
    reader.press("Propose")
    assert waits_for(reader, "Start framing") == 1  # there is no evidence yet
    reader.follow("Add evidence")
    reader.fill(claim="Tre ambulatori su cinque sono chiusi.", kind="statistic", strength="descriptive", source="AUSL")
    reader.look("evidence")
    reader.press("Save")
    reader.press("Start framing")
    reader.press("Adopt")
    assert reader.page.get_by_role("link", name=reader.say("New mission")).first.is_visible()
    reader.look("challenge-adopted")


def waits_for(reader, move):
    """How many sentences tell what ``move`` still waits for."""
    waiting = reader.page.locator(".cv-move-waiting").filter(has_text=reader.say(move))
    waiting.locator("summary").first.click()
    return waiting.first.locator("ul li").count()


def _wait_for_button(reader, words):
    reader.page.get_by_role("button", name=reader.say(words)).wait_for(timeout=60_000)
