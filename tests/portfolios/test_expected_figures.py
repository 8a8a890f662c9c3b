"""Every figure of ``story.expected.json`` stands on a page of the demonstration, as its reader's format writes it."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.urls import reverse

from convergenze.accounts.services import clock
from convergenze.core.money import show_euro
from convergenze.core.templatetags.formats import number_text, percent_text
from missions.choices import Lever
from portfolios import services
from portfolios.models import Action
from portfolios.queries.tabs.matrix import WORDS
from portfolios.queries.tabs.progress import WORDS as STATES

DEMO = Path("convergenze/home/demo/case_piene_valli_vive.json")
EXPECTED = json.loads(Path("tests/portfolios/analysis/story.expected.json").read_text())
DAY = "2026-10-31"
TABS = ("coverage", "overlaps", "alignment", "balance", "levers", "actors", "money", "flow", "indicators")


@pytest.fixture
def pages(client, db, cast, settings):
    """{tab: its words} as an officer reads them in English."""
    portfolio = services.load_story(story=json.loads(DEMO.read_text(encoding="utf-8")), by=clock()).portfolio
    client.force_login(cast["olga"])
    found = {}
    for tab in TABS:
        address = reverse(f"portfolios:{tab}", args=[portfolio.slug])
        parts = [
            client.get(address, {"as_of": DAY, "kind": kind, "page": page}) for kind, page in ASKED.get(tab, [("", 1)])
        ]
        text = " ".join(part.content.decode() for part in parts)
        found[tab] = " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())
    return found


# Pairs come ten to a page, duplications and synergies apart.
ASKED = {"overlaps": [("", 1), ("synergy", 1), ("synergy", 2)]}


def test_coverage(pages):
    levers = dict(Lever.choices)
    for at, cell in EXPECTED["coverage"]["cells"].items():
        assert at.split("|")[1] in levers
        value = number_text(cell["value"], 2)
        word = str(WORDS[cell["label"]])
        assert (f"{word} · {value}" if cell["value"] else word) in pages["coverage"], at
    uncovered = EXPECTED["coverage"]["required"] - EXPECTED["coverage"]["covered"]
    assert f"{uncovered} of the {EXPECTED['coverage']['required']} required cells" in pages["coverage"]


def test_pairs(pages):
    for pair in [*EXPECTED["overlaps"], *EXPECTED["synergies"]]:
        titles = [Action.objects.get(code=code).title for code in pair["pair"].split("-")]
        assert all(title in pages["overlaps"] for title in titles), pair["pair"]
        assert percent_text(pair["score"]) in pages["overlaps"], pair["pair"]
    for pair in EXPECTED["overlaps"]:
        assert show_euro(pair["at_stake"]) in pages["overlaps"]
        assert percent_text(pair["text"]) in pages["overlaps"]


def test_families(pages):
    found = EXPECTED["families"]
    assert f"{found['two_or_more']} actions of two or more families" in pages["actors"]
    assert f"{found['three_or_more']} actions of three or more families" in pages["actors"]
    for family, count in found["touching"].items():
        label = family.replace("_", " ").capitalize()
        assert f"{label} {count} " in pages["actors"], family


def test_money(pages):
    found = EXPECTED["funding"]
    for amount in (found["cost"], found["secured"], found["open_gap"], found["cliff"]["amount"]):
        assert show_euro(amount, short=True) in pages["money"]
    for amount in found["stages"].values():
        assert show_euro(amount) in pages["money"]
    assert percent_text(found["secured_share"], 1) in pages["money"]
    assert f"Concentration (Herfindahl) {found['hhi']}" in pages["money"]
    assert f"{found['sources']} sources" in pages["money"]
    for code in found["cliff"]["actions"]:
        assert f"{code} {Action.objects.get(code=code).title}" in pages["money"].split("Money that runs out")[1]
    assert f"{found['hhi']} concentration of sources" in pages["flow"]


def test_balance(pages):
    found = EXPECTED["horizon"]
    for share in (found["balance_count"], found["balance_money"], *found["count"].values(), *found["money"].values()):
        assert percent_text(share, 1) in pages["balance"], share


def test_levers(pages):
    found = EXPECTED["levers"]
    assert f"{found['entropy']} evenness" in pages["levers"]
    for share in (*found["count"].values(), *found["money"].values()):
        assert percent_text(share, 1) in pages["levers"], share


def test_indicators(pages):
    for code, reading in EXPECTED["indicators"].items():
        assert str(STATES[reading["status"]]) in pages["indicators"]
        if "progress" in reading:
            words = [percent_text(reading[name], 1) for name in ("progress", "expected")]
            words += [number_text(reading["ratio"], 2), str(STATES[reading["status"]]), str(reading["age_days"])]
            assert " ".join(words) in pages["indicators"], code
    whole = EXPECTED["mission_progress"]
    assert f"Measured weight {whole['measured_weight']} of {whole['total_weight']}" in pages["indicators"]
    assert percent_text(whole["value"], 1) in pages["indicators"]
    assert f"stale: {EXPECTED['indicators']['O2']['age_days']} days old" in pages["indicators"]


def test_alignment(pages):
    assert percent_text(EXPECTED["alignment"]["count"], 1) in pages["alignment"]
    assert percent_text(EXPECTED["alignment"]["cost"], 1) in pages["alignment"]


def test_secured_money_by_objective(pages):
    for amount in EXPECTED["secured_by_objective"].values():
        assert show_euro(amount, short=True) in pages["coverage"]
