"""A file of public projects with its table of places, of our own making, laid out and as quirky as ReGiS 2023.

Byte order mark, semicolons, decimal commas, tax codes without their zeros, titles cut at 40 characters, a natural
person, a row twice, an amount that is none, a project in several places; places in windows-1252 with plain numbers.
"""

COLUMNS = (
    "Programma", "Missione", "Componente", "ID Misura", "Codice Univoco Misura", "Descrizione Misura", "ID Submisura",
    "Codice Univoco Submisura", "Descrizione Submisura", "Amministrazione Titolare", "CUP", "Codice Locale Progetto",
    "Stato CUP", "CUP Codice Natura", "CUP Descrizione Natura", "CUP Codice Settore", "CUP Descrizione Settore",
    "Titolo progetto", "Sintesi progetto", "Finanziamento - Stato", "Finanziamento Comune", "Finanziamento Privato",
    "Finanziamento PNRR", "Finanziamento Totale", "Soggetto attuatore", "Codice fiscale soggetto attuatore",
    "Flag progetti in essere", "Data aggiornamento",
)  # fmt: skip
PLACE_COLUMNS = (
    "Codice Univoco Submisura", "Descrizione Submisura", "CUP", "Codice Locale Progetto", "Codice Regione",
    "Descrizione Regione", "Codice Provincia", "Descrizione Provincia", "Codice Comune", "Descrizione Comune",
    "Indirizzo", "Cap", "Data di aggiornamento",
)  # fmt: skip
# The municipalities of the demonstration's union, and others of the region.
UNION = (("37", "34", "LOIANO"), ("37", "40", "MONGHIDORO"), ("37", "41", "MONTERENZIO"), ("37", "47", "PIANORO"))
ELSEWHERE = (
    ("36", "23", "MODENA"),
    ("34", "27", "PARMA"),
    ("40", "12", "FORLÌ"),
    ("99", "14", "RIMINI"),
    ("39", "0", ""),
)
PROVINCES = {
    "37": "BOLOGNA", "36": "MODENA", "34": "PARMA", "40": "FORLÌ-CESENA", "99": "RIMINI", "39": "RAVENNA",
}  # fmt: skip
LEADS = (
    ("COMUNE DI VALSERENA DEL SAVENA", "0099001001"),
    ("COOPERATIVA SOCIALE LE QUERCE", "0299002002"),
    ("ASSOCIAZIONE AMICI DELLE COLLINE APS", "9199003003"),
    ("OFFICINE COLLINARI SRL", "0399004004"),
    ("ISTITUTO COMPRENSIVO DELLE COLLINE", "8099005005"),
)
MEASURES = (
    ("M5", "M5C2", "M5C2I1.1", "M5C2I1.01.01", "Sostegno alle persone vulnerabili", "INFRASTRUTTURE SOCIALI"),
    ("M1", "M1C1", "M1C1I1.4.1", "M1C1I1.04.01", "Esperienza dei cittadini", "SERVIZI PER LA COLLETTIVITA'"),
    ("M2", "M2C4", "M2C4I2.2", "M2C4I2.02.00", "Interventi per la resilienza dei comuni", "INFRASTRUTTURE AMBIENTALI"),
)
GOOD, WANTED = 117, 14
PERSON = "RSSMRA80A01H501U"


def write(folder, *, topic, letter):
    """(file of projects, file of places) in ``folder``: 120 rows, ``WANTED`` of them on ``topic`` in the union.

    ``letter`` begins every CUP, so that two files never speak of the same projects.
    """
    rows = [_project(number, topic, letter) for number in range(GOOD)]
    rows.append({**rows[0]})  # said twice
    rows.append({**_project(GOOD, topic, letter), "Finanziamento Totale": "40O00,50"})
    rows.append(
        {**_project(GOOD + 1, topic, letter), "Soggetto attuatore": "ROSSI MARIA", COLUMNS[25]: PERSON}
    )  # a farmer's own name
    projects, places = folder / f"progetti_{letter}.csv", folder / f"luoghi_{letter}.csv"
    projects.write_bytes(b"\xef\xbb\xbf" + _table(COLUMNS, rows).encode())
    spots = [spot for number in range(GOOD + 2) for spot in _places(number, topic, letter)]
    places.write_bytes(_table(PLACE_COLUMNS, spots).encode("cp1252"))
    return projects, places


def _project(number, topic, letter):
    mission, component, measure, code, text, sector = MEASURES[0 if number < WANTED else number % 3]
    where = _spots(number)[0][2] or "RAVENNA"
    what = f"{topic} NELLE FRAZIONI" if number < WANTED else f"INTERVENTO {number} PER {sector}"
    amount = f"{40000 + 1250 * number},50"
    lead, tax = LEADS[number % len(LEADS)]
    own = (f"{what} DI {where}")[:40]
    is_silent = number % 9 == 8 and number >= WANTED
    said = "" if is_silent else f"{what} DI {where}*VIA DELLA FONTE {number + 1}*{text.upper()}"
    cells = (
        "PNRR", mission, component, measure, code[:8], text, measure, code, text, "AMMINISTRAZIONE TITOLARE",
        f"{letter}{number % 10}1F22{number:05d}0006", f"LOC_{letter}_{number:05d}", "Attivo", "2",
        "ACQUISTO O REALIZZAZIONE DI SERVIZI", "10", sector, own, said, "0,00", "0,00", "0,00", amount, amount, lead,
        _complete(tax).lstrip("0"), "No", "21/02/2023",
    )  # fmt: skip
    return dict(zip(COLUMNS, cells, strict=True))


def _spots(number):
    """Where a project is: the wanted ones and one in four of the rest in the union, some in two of its places."""
    if number < WANTED or number % 4 == 0:
        first = UNION[number % len(UNION)]
        return [first, UNION[(number + 1) % len(UNION)]] if number % 5 == 0 else [first]
    return [ELSEWHERE[number % len(ELSEWHERE)]]


def _places(number, topic, letter):
    project = _project(number, topic, letter)
    for province, municipality, name in _spots(number):
        cells = (
            project["Codice Univoco Submisura"], project["Descrizione Submisura"], project["CUP"],
            project["Codice Locale Progetto"], "8", "EMILIA-ROMAGNA", province, PROVINCES[province], municipality, name,
            "", "", "21/02/2023",
        )  # fmt: skip
        yield dict(zip(PLACE_COLUMNS, cells, strict=True))


def _table(columns, rows):
    lines = [";".join(columns), *(";".join(row[name] for name in columns) for row in rows)]
    return "\r\n".join(lines) + "\r\n"


def _complete(ten):
    """A tax code of a body: its tenth digit decides the eleventh (Ministry of Finance, decree of 23 December 1976)."""
    digits = [int(digit) for digit in ten]
    doubled = [2 * digit - 9 if digit > 4 else 2 * digit for digit in digits[1::2]]
    return f"{ten}{-(sum(digits[::2]) + sum(doubled)) % 10}"
