"""Well-known funding programmes (domain study, F3): where money usually comes from, with the end of eligibility.

Eligibility of European shared management ends on 31 December 2029 (Regulation EU 2021/1060, article 63), that of the
recovery plan on 31 August 2026. An empty date means that the programme sets none of its own.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("programmes.csv")
DATES = ("starts_on", "ends_on", "eligibility_ends_on")


@cache
def known_programmes() -> tuple[dict[str, str], ...]:
    """Rows {field of a funding programme: text}, in the order they are shown; dates as ISO text."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter=";"))


def recovery_plan_programme(code: str) -> str:
    """The programme of a measure of the recovery plan: "M4C1I1.2" belongs to "PNRR M4 · …"; "" for no measure."""
    start = f"PNRR {code[:2]} ·"
    return next((row["name"] for row in known_programmes() if code[:1] == "M" and row["name"].startswith(start)), "")
