"""The officer's way from an adopted challenge to an adopted mission."""

from tests.journeys.challenge_steps import UNION, waits_for

LITMUS = {
    "litmus_direction": "Dice dove arrivare e lascia a ciascuno la scelta di come.",
    "litmus_measure": "Un indicatore con partenza, traguardo e date.",
    "litmus_many": "Servono comuni, cooperative, associazioni e imprese.",
    "litmus_care": "Chi cura e chi è curato.",
}
CRITERIA = ("bold", "target", "ambitious_realistic", "cross", "multiple")


def open_mission(reader, title):
    """From the challenge: the sentence, the answers, who answers for it; then an objective with its indicator."""
    reader.follow("New mission")
    reader.fill(
        title=title, statement="Entro il 2031 cura a venti minuti da ogni casa delle colline.", territory=UNION,
        owner="Unione dei Comuni Valli di Mezzo", starts_on="2026-01-01", ends_on="2031-12-31",
        visibility="public", **LITMUS,
    )  # fmt: skip
    reader.page.locator("[name=lead]").select_option(label="Elena Ferri")
    reader.look("mission-form")
    reader.press("Save as a concept")
    reader.press("Propose as candidate")
    create_body(reader)
    reader.press("Open co-design")
    assert waits_for(reader, "Adopt") > 3  # objective, gate: all of it as sentences
    reader.look("mission-refused")


def create_body(reader):
    """A steering group with one seat: nobody designs a mission alone."""
    reader.follow("Governance")
    reader.follow("Create a body")
    reader.fill(name="Cabina di regia", kind="mission_board")
    reader.look("body-form")
    reader.press("Save")
    reader.fill(actor=UNION, role="chair")
    reader.press("Add")
    reader.look("seats")
    to_mission(reader)


def to_mission(reader):
    """Back by the breadcrumbs: home, missions, the mission, its governance…"""
    reader.page.locator(".cv-breadcrumbs a").nth(2).click()
    reader.page.wait_for_load_state()


def take_promises(reader):
    """Commitments of three families, signed on paper, written down and accepted."""
    for actor in (UNION, "Banca delle Valli BCC", "Cooperativa di abitanti Tetti Comuni"):
        reader.follow("Governance")
        reader.follow("New commitment")
        reader.fill(actor=actor, title="Due giornate al mese", kind="staff_time", due_on="2031-12-31")
        reader.press("Save")
        paper = reader.say("Write down an offer signed on paper")
        reader.page.locator("main summary").filter(has_text=paper).click()
        reader.page.locator("main details[open] [name=reason]").fill("Protocollo 12/2026.")
        reader.press("Write down an offer signed on paper")
        reader.press("Accept")
        reader.look("commitment")
        to_mission(reader)


def add_objective(reader):
    """One objective with two required levers and a complete indicator."""
    reader.follow("Objectives")
    reader.follow("Add an objective")
    reader.fill(title="Punti di cura vicini", weight="2", required_levers=["social_innovation", "finance"])
    reader.look("objective")
    reader.press("Save")
    reader.follow("Add an indicator")
    reader.fill(
        name="Case a venti minuti da un punto di cura", unit="%", baseline="40", baseline_on="2026-01-01",
        target="90", target_on="2031-12-31",
    )  # fmt: skip
    reader.look("indicator")
    reader.press("Save")
    reader.look("indicator-saved")
    reader.page.locator(".cv-breadcrumbs a").last.click()


def pass_the_gate(reader):
    """My own scores, those of two absent assessors of two families, and the adoption."""
    reader.follow("Gate")
    reader.look("gate-empty")
    reader.follow("Give my scores")
    _score(reader, 3)
    reader.look("gate-scores")
    reader.press("Save the scores")
    for name, actor in (("Dario Sala", "Unione dei Comuni Valli di Mezzo"), ("Lia Rota", "Banca delle Valli BCC")):
        reader.follow("Write down somebody's scores")
        reader.fill(assessor_name=name, actor=actor)
        _score(reader, 4)
        reader.press("Save the scores")
    assert reader.say("The gate is passed") in reader.text()
    reader.look("gate-passed")
    reader.page.locator(".cv-breadcrumbs a").last.click()
    reader.press("Adopt")
    reader.look("mission-adopted")


def _score(reader, points):
    reader.fill(**dict.fromkeys(CRITERIA, str(points)), bold_reason="Parla a tutti.")
