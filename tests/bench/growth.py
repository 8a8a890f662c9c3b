"""What grows with the data: the overlap analysis with its actions, imports with their rows."""

import csv
import io
import random
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from convergenze.accounts.services import clock
from convergenze.core.lasting import keep_what_is_loaded
from missions.choices import Lever, TargetGroup
from portfolios import sheets
from portfolios.analysis.overlap import OverlapIndex, overlaps, overlaps_of
from portfolios.analysis.world import Action, Contribution, Mission, World
from tests.bench import words

OVERLAP_SECONDS, CHANGED_SECONDS, IMPORT_ROWS, PLAN_ROWS = 60, 1, 2_000, 800
# Each ten actions bring a municipality and each thirty an objective, as a region's missions do when they grow.
PLACES_EACH, OBJECTIVES_EACH = 10, 30


def world_of(count, seed=3):
    """A world of ``count`` live actions, without a database."""
    chance = random.Random(seed)
    places, objectives = range(max(10, count // PLACES_EACH)), range(max(5, count // OBJECTIVES_EACH))
    actions = tuple(_action(key, places, objectives, chance) for key in range(count))
    return World(as_of=date(2026, 11, 1), mission=Mission("m", "Missione"), objectives=(), actions=actions)


def _action(key, places, objectives, chance):
    starts = date(2025, 1, 1) + timedelta(days=chance.randrange(600))
    return Action(
        key=key, title=words.title(chance), summary=words.summary(chance), lead=chance.randrange(500),
        status="in_progress", levers=frozenset(chance.sample(Lever.values, 2)),
        targets=frozenset(chance.sample(TargetGroup.values, 2)), munis=frozenset(chance.sample(places, 3)),
        objectives={o: Contribution() for o in chance.sample(objectives, 2)}, starts_on=starts,
        ends_on=starts + timedelta(days=700), cost=Decimal(50_000),
    )  # fmt: skip


def overlap_rows(sizes=(150, 1_000, 5_000)):
    """Figures of the whole analysis at each size, and of one changed action at the largest."""
    rows = []
    for size in sizes:
        world = world_of(size)
        found, seconds = _timed(lambda world=world: overlaps(world))
        rows.append(
            (f"overlaps of {size:,} actions ({len(found):,} pairs)", f"{seconds:.2f} s", "≤ 60 s", seconds <= 60)
        )
    index = OverlapIndex(world)
    overlaps(world, index=index)
    changed = replace(world.actions[0], title="Recupero e riuso di tutto")
    _found, seconds = _timed(lambda: overlaps_of(changed, world, index=index))
    _found, alone = _timed(lambda: overlaps_of(changed, world))
    what = f"one changed action among {sizes[-1]:,}"
    rows.append((what, f"{seconds * 1000:.0f} ms", "≤ 1 s", seconds <= CHANGED_SECONDS))
    rows.append((f"{what}, nothing prepared", f"{alone:.2f} s", "", True))
    return rows


def _timed(call):
    started = time.process_time()
    return call(), time.process_time() - started


COLUMNS = (
    "Programma;Missione;Descrizione Missione;ID Misura;Descrizione Misura;ID Submisura;Codice Univoco Submisura;"
    "Descrizione Submisura;CUP;Codice Locale Progetto;Stato CUP;CUP Codice Natura;CUP Descrizione Natura;"
    "CUP Codice Settore;CUP Descrizione Settore;Titolo progetto;Sintesi progetto;Finanziamento - Stato;"
    "Finanziamento PNRR;Finanziamento Totale;Soggetto attuatore;Codice fiscale soggetto attuatore;Data aggiornamento"
).split(";")


def project_file(rows, seed=5):
    """A table of ``rows`` projects in the layout of PNRR releases, as an open binary file."""
    chance, text = random.Random(seed), io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(COLUMNS)
    for number in range(rows):
        place = f"{chance.choice(words.PLACES)} {number % 300}"
        writer.writerow([
            "PNRR", "M1", "Digitalizzazione", "M1C1I1.2", "Abilitazione al cloud", "M1C1I1.2", "M1C1I1.02.00",
            "Abilitazione al cloud per le PA locali", f"D{number % 90 + 10}F22{number:06}0006"[:15], f"PRJ_{number:08}",
            "Attivo", "2", "ACQUISTO O REALIZZAZIONE DI SERVIZI", "10", "SERVIZI PER LA P.A.",
            words.title(chance).upper(), words.summary(chance).upper(), "0,00",
            f"{chance.randrange(9_000, 900_000)},00",
            f"{chance.randrange(9_000, 900_000)},00", f"COMUNE DI {place.upper()}", _tax_code(number % 300),
            "21/02/2023",
        ])  # fmt: skip
    file = io.BytesIO(text.getvalue().encode("utf-8-sig"))
    file.name = "progetti.csv"
    return file


def _tax_code(number):
    """Eleven digits with the check digit of the registers (Luhn's way)."""
    digits = [int(figure) for figure in f"80{number:08}"]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return "".join(map(str, digits)) + str(-(sum(digits[::2]) + doubled) % 10)


def import_rows(rows=5_000):
    """Rows per second of CPU of a first import of clean rows, of a look beforehand and of the same file again."""
    keep_what_is_loaded()  # as a server does when it starts
    looked, seconds = _timed(
        lambda: sheets.import_file(file=project_file(rows), by=clock(), source="pnrr", dry_run=True)
    )
    first, first_seconds = _timed(lambda: sheets.import_file(file=project_file(rows), by=clock(), source="pnrr"))
    again, again_seconds = _timed(lambda: sheets.import_file(file=project_file(rows), by=clock(), source="pnrr"))
    both, written = rows / (seconds + first_seconds), rows / first_seconds
    return [
        (f"dry run, {looked['rows']:,} rows", f"{rows / seconds:,.0f} rows/s", "", True),
        (f"import, {first['created']:,} created", f"{written:,.0f} rows/s", "≥ 2,000", written >= IMPORT_ROWS),
        ("dry run and import together", f"{both:,.0f} rows/s", "≥ 800", both >= PLAN_ROWS),
        (f"the same again, {again['skipped']:,} skipped", f"{rows / again_seconds:,.0f} rows/s", "", True),
    ]  # fmt: skip
