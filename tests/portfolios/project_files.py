"""Small files of public projects, of our own making, with the quirks of the real ones."""

import io

HEADER = (
    "CUP;Codice Locale Progetto;Codice Univoco Submisura;ID Submisura;Descrizione Submisura;Titolo progetto;"
    "Sintesi progetto;Finanziamento PNRR;Finanziamento Comune;Finanziamento Totale;Soggetto attuatore;"
    "Codice fiscale soggetto attuatore;Data aggiornamento"
)
PLACES_HEADER = (
    "CUP;Codice Locale Progetto;Codice Regione;Descrizione Regione;Codice Provincia;Descrizione Provincia;"
    "Codice Comune;Descrizione Comune"
)
TAX_CODES = ("530321207", "01199250158")  # of the municipality (two zeros lost), of the company


def project(
    number, *, title="", amount="100000,00", lead="COMUNE DI VALFIORITA SUL RIO", tax=TAX_CODES[0], day="21/02/2023"
):
    """One row of the PNRR layout."""
    title = title or f"Tetti solari della scuola numero {number} di Valfiorita"
    cup = f"B11B2200{number:04d}006"
    cells = [
        cup,
        f"LOC-{number}",
        "M2C2I1.02.01",
        "M2C2I1.2",
        "Comunità energetiche",
        title,
        "",
        amount,
        "0,00",
        amount,
    ]
    return ";".join([*cells, lead, tax, day])


def places(*rows):
    """A table of places: (number of the project, province, municipality)."""
    lines = [
        f"B11B2200{number:04d}006;LOC-{number};8;EMILIA-ROMAGNA;{province};BOLOGNA;{place};VERGATO"
        for number, province, place in rows
    ]
    return named("\r\n".join([PLACES_HEADER, *lines]).encode("cp1252"), "luoghi.csv")


def projects(*rows, name="progetti.csv"):
    """A file of the PNRR layout: byte order mark, semicolons, carriage returns."""
    return named("\ufeff".encode() + "\r\n".join([HEADER, *rows]).encode(), name)


def many(count, **changes):
    """A file of ``count`` good rows."""
    return projects(*(project(number, **changes) for number in range(1, count + 1)))


def named(content, name):
    """An open binary file with a name."""
    file = io.BytesIO(content)
    file.name = name
    return file
