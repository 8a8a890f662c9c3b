"""Public sources: the quirks that their files really have, each in a table of a few rows."""

import io
from datetime import date
from decimal import Decimal

import pytest

from convergenze.exchange.reading import open_table
from portfolios.sources import SOURCES, Amount, Classification, Places, ProjectRow, RowError, SkippedRow, recognise
from portfolios.sources.source import MissingColumns

CUP, OTHER_CUP = "B11B22000010001", "B11B22000020001"
PNRR = {
    "CUP": CUP,
    "Codice Locale Progetto": "LOC-1",
    "Codice Univoco Submisura": "M2C2I1.02.01",
    "ID Submisura": "M2C2I1.2",
    "Descrizione Submisura": "Comunità energetiche",
    "CUP Codice Natura": "3",
    "Titolo progetto": "Tetti solari delle scuole di Valfiorita",
    "Sintesi progetto": "SCUOLA PRIMARIA*VIA ROMA 1*POSA DI PANNELLI SOLARI",
    "Finanziamento - Stato": "0,00",
    "Finanziamento Comune": "25000,50",
    "Finanziamento Privato": "1.000,00",
    "Finanziamento Da Reperire": "300,00",
    "Finanziamento PNRR": "100000,00",
    "Finanziamento Totale": "126300,50",
    "Soggetto attuatore": "COMUNE DI VALFIORITA SUL RIO",
    "Codice fiscale soggetto attuatore": "530321207",
    "Data aggiornamento": "21/02/2023",
}
PNRR_2022 = {
    "CUP ": OTHER_CUP,
    "Codice Locale Progetto ": "7/A",
    "Codice Univoco submisura": "M1C2I5.01.01",
    "ID submisura": "M1C2I5.1.1",
    "descrizione submisura": "Fondo\u00a0\u00a0394",
    "CUP_COD_NATURA": "7",
    "Titolo progetto ": "OFFICINE ROSSI SRL*FINANZIAMENTI PER LE IMPRESE*VIA EMILIA 1",
    "FINANZIAMENTO _UE": "N/D",
    "FINANZIAMENTO_PNRR": "114.000.000",
    "FINANZ_TOTALE ": "114.000.000",
}


def file_of(*rows, delimiter=";", encoding="utf-8"):
    header = list(rows[0])
    lines = [delimiter.join(f'"{cell}"' for cell in cells) for cells in (header, *(row.values() for row in rows))]
    return open_table(io.BytesIO("\r\n".join(lines).encode(encoding)), "file.csv")


def read(*rows, places=None, mapping=None, **options):
    table = file_of(*rows, **options)
    return list(SOURCES[recognise(table.columns) or "table"].read(table, mapping, places))


def places_of(*rows):
    header = "CUP;Codice Locale Progetto;Codice Regione;Descrizione Regione;Codice Provincia;Descrizione Provincia;"
    header += "Codice Comune;Descrizione Comune"
    text = "\n".join([header, *(";".join(row) for row in rows)])
    return Places.read(open_table(io.BytesIO(text.encode("windows-1252")), "places.csv"))


def test_a_pnrr_project_is_understood():
    (row,) = read(PNRR)
    assert (row.external_id, row.title, row.cup) == (
        f"{CUP}|LOC-1|M2C2I1.02.01",
        "Tetti solari delle scuole di Valfiorita",
        CUP,
    )
    assert (row.lead_name, row.lead_tax_code, row.lead_kind) == (
        "Comune di Valfiorita sul Rio",
        "00530321207",
        "municipality",
    )
    assert row.funding == (
        Amount("PNRR", Decimal("100000.00"), "grant", "awarded", "PNRR M2C2I1.2"),
        Amount("Comune", Decimal("25000.50")),
        Amount("Privato", Decimal("1000.00"), share="private"),
    )
    assert (row.to_find, row.cost, row.status) == (Decimal("300.00"), Decimal("126300.50"), "mapped")
    assert (row.measure, row.themes) == (Classification("M2C2I1.2", "Comunità energetiche"), ("climate_transition",))
    assert (row.released_on, row.raw["Titolo progetto"]) == (date(2023, 2, 21), PNRR["Titolo progetto"])


def test_both_releases_of_pnrr_are_one_source():
    (row,) = read(PNRR_2022)
    assert (row.external_id, row.cost) == (f"{OTHER_CUP}|7/A|M1C2I5.01.01", Decimal("114000000.00"))
    assert (row.title, row.measure.text) == ("Officine Rossi SRL: finanziamenti per le imprese", "Fondo 394")


def test_columns_are_known_by_name_whatever_their_order():
    backwards = dict(reversed(list(PNRR.items())))
    (row,), (turned,) = read(PNRR), read(backwards)
    assert (row.external_id, row.funding, row.title) == (turned.external_id, turned.funding, turned.title)


def test_a_tax_code_that_fails_its_check_is_left_out_and_told():
    (row,) = read(PNRR | {"Codice fiscale soggetto attuatore": "12345678901"})
    assert (row.lead_tax_code, [str(note) for note in row.notes]) == (
        "",
        ["The tax code “12345678901” fails its check digit; it was left out."],
    )


@pytest.mark.parametrize(
    ("title", "summary", "readable"),
    [
        (
            "RIQUALIFICAZIONE DELLA PALESTRA COMUNALE",
            "RIQUALIFICAZIONE DELLA PALESTRA COMUNALE DI VIA VERDI*VIA VERDI 2*ADEGUAMENTO SISMICO",
            "Riqualificazione della palestra comunale di via Verdi: adeguamento sismico",
        ),
        (
            "D.D. n. 2152 del 28/12/2022",
            "UNIVERSITA' DEGLI STUDI DI PARMA*XXX*BORSE DI DOTTORATO*XXX",
            "Università degli studi di Parma: borse di dottorato",
        ),
        (
            "Progetto in essere edilizia scolastica",
            "LICEO MORANDI*VIA DIGIONE 20*RIFACIMENTO COPERTURA",
            "Liceo Morandi: rifacimento copertura",
        ),
        (
            "1.4.3 - pagoc_f715Comune di Valfiorita",
            "PIATTAFORMA PAGOPA*TERRITORIO NAZIONALE*ATTIVAZIONE SERVIZI",
            "Piattaforma PagoPA: attivazione servizi (Comune di Valfiorita sul Rio)",
        ),
        ("1.4.4c_b812Comune di Valfior", "", "Adozione di SPID e CIE (Comune di Valfiorita sul Rio)"),
        ("", "", "Comunità energetiche (Comune di Valfiorita sul Rio)"),
        (
            "1.4.1CD121Comune di Valfiorita",
            "USO DELL IDENTITA' E CITT D INTESA*1",
            "Uso dell'identità e città d'intesa (Comune di Valfiorita sul Rio)",
        ),
        ("Avvio del Biodistretto", "ALTRO*ALTRO", "Avvio del Biodistretto"),
    ],
)
def test_a_title_says_what_is_done(title, summary, readable):
    (row,) = read(PNRR | {"Titolo progetto": title, "Sintesi progetto": summary})
    assert row.title == readable


def test_a_title_is_never_longer_than_two_hundred_characters():
    (row,) = read(PNRR | {"Titolo progetto": "PAROLA " * 100})
    assert len(row.title) <= 200
    assert row.title.endswith("…")


def test_places_come_from_the_second_table_with_zeros_restored():
    places = places_of(
        (CUP, "LOC-1", "8", "EMILIA-ROMAGNA", "37", "BOLOGNA", "6", "BOLOGNA"),
        (CUP, "LOC-1", "8", "EMILIA-ROMAGNA", "99", "RIMINI", "0", "TUTTI I COMUNI"),
        (CUP, "LOC-1", "8", "EMILIA-ROMAGNA", "0", "TUTTE LE PROVINCE", "0", "TUTTI I COMUNI"),
        (CUP, "LOC-1", "8", "EMILIA-ROMAGNA", "37", "BOLOGNA", "6", "BOLOGNA"),
        (OTHER_CUP, "X", "8", "EMILIA-ROMAGNA", "40", "FORLI'-CESENA", "12", "FORLI'"),
    )
    (row,) = read(PNRR, places=places)
    assert (row.municipality_codes, row.province_codes, row.region_codes) == (("037006",), ("099",), ("08",))
    assert row.place_names == ("Bologna", "Rimini", "Emilia-Romagna")
    (by_cup,) = read(PNRR | {"CUP": OTHER_CUP}, places=places)
    assert (by_cup.municipality_codes, by_cup.place_names) == (("040012",), ("Forlì",))


def test_a_row_said_twice_is_skipped_naming_the_first():
    first, again = read(PNRR, PNRR)
    assert (type(first), type(again), again.first_line, str(again.message)) == (
        ProjectRow,
        SkippedRow,
        2,
        "Same row as line 2.",
    )


def test_the_same_project_with_other_details_is_skipped_and_with_other_money_an_error():
    _first, details, money = read(
        PNRR, PNRR | {"Sintesi progetto": "ALTRO"}, PNRR | {"Finanziamento PNRR": "1,00", "Finanziamento Totale": "2"}
    )
    assert isinstance(details, SkippedRow)
    assert isinstance(money, RowError)
    assert str(money.message) == "Same project as line 2 with other amounts: keep one of the two, or add them up."


def test_the_same_cup_under_another_submeasure_is_another_project():
    rows = read(PNRR, PNRR | {"Codice Univoco Submisura": "M2C2I1.02.02"})
    assert [type(row) for row in rows] == [ProjectRow, ProjectRow]


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("Finanziamento PNRR", "tanto", "Expected an amount such as 1.234,56 or 1234.56."),
        ("Finanziamento PNRR", "-5,00", "Expected an amount of zero or more."),
        ("Data aggiornamento", "ieri", "Expected a date such as 31/12/2024 (day first) or 2024-12-31."),
    ],
)
def test_a_cell_that_cannot_be_read_is_an_error_with_its_place(column, text, said):
    (fault,) = read(PNRR | {column: text})
    assert (fault.line, fault.column, fault.text, str(fault.message)) == (2, column, text, said)
    assert fault.raw[column] == text


def test_a_shifted_row_is_an_error_and_the_others_are_read():
    header, cells = ";".join(PNRR), ";".join(PNRR.values())
    table = open_table(io.BytesIO(f"{header}\n;{cells}\n{cells}\n".encode()), "f.csv")
    shifted, good = SOURCES["pnrr"].read(table)
    assert (type(shifted), shifted.line, type(good), good.line) == (RowError, 2, ProjectRow, 3)


def test_a_natural_person_is_never_kept():
    person = {"Soggetto attuatore": "ROSSI MARIA", "Codice fiscale soggetto attuatore": "RSSMRA85T10A562S"}
    texts = {"Titolo progetto": "Bottega di Maria Rossi", "Sintesi progetto": "ROSSI MARIA*VIA ROMA*BOTTEGA"}
    (row,) = read(PNRR | person | texts)
    assert (row.lead_name, row.lead_tax_code, row.is_natural_person) == (None, "", True)
    kept = repr(row).casefold()
    assert [word for word in ("rossi", "maria", "rssmra") if word in kept] == []


def test_a_tax_code_of_a_person_in_any_cell_is_left_out():
    (row,) = read(PNRR | {"Sintesi progetto": "Richiesta di RSSMRA85T10A562S*lavori"})
    (fault,) = read(PNRR | {"Sintesi progetto": "di RSSMRA85T10A562S", "Finanziamento PNRR": "x"})
    assert "RSSMRA" not in repr(row).upper() + repr(fault).upper()


def test_a_beneficiary_without_legal_form_may_be_a_person_and_is_left_out():
    grant = {"CUP Codice Natura": "7", "Titolo progetto": "Verdi Anna"}
    (person,) = read(PNRR | grant | {"Sintesi progetto": "VERDI ANNA*PRODUZIONE DI PANE*VIA AL FORTE 20"})
    (company,) = read(PNRR | grant | {"Sintesi progetto": "VERDI ANNA SRL*PRODUZIONE DI PANE*VIA AL FORTE 20"})
    assert person.title == "Comunità energetiche: produzione di pane"
    assert "anna" not in repr(person).casefold()
    assert (company.title, company.notes) == ("Verdi Anna", ())


def test_pnc_projects_are_understood():
    row = {
        "cup": CUP,
        "codice_intervento": "C.4.1.2",
        "intervento": "STRATEGIA NAZIONALE AREE INTERNE",
        "titolo_unita_di_rilevazione": "SP 98 FONDOVALLE*VIA SP 98*MESSA IN SICUREZZA",
        "soggetto_attuatore": "AMMINISTRAZIONE PROVINCIALE DI REGGIO EMILIA",
        "codice_fiscale_soggetto_attuatore": "00209290352",
        "finanziamento_pnc": "3574238,0",
        "data_di_estrazione": "2024-03-07",
    }
    (project,) = read(row)
    assert (project.external_id, project.title, project.lead_kind) == (
        f"{CUP}|C.4.1.2",
        "SP 98 fondovalle: messa in sicurezza",
        "province",
    )
    assert project.funding == (Amount("PNC", Decimal("3574238.00"), "grant", "awarded", "PNC C.4.1.2"),)


@pytest.mark.parametrize(
    ("letter", "stage", "status"),
    [("A", "awarded", "Finanziata"), ("R", "revoked", "Rinunciata"), ("E", "paid", "Erogata")],
)
def test_padigitale_statuses_are_stages_of_money(letter, stage, status):
    row = {
        "codice_ipa": "c_z999",
        "ente": "Comune di Valfiorita",
        "tipologia_ente": "Comuni",
        "comune": "Valfiorita",
        "cod_comune": "37999",
        "importo_finanziamento": "16000.0",
        "avviso": "1.4.5 'Piattaforma Notifiche Digitali' Comuni (maggio 2024)",
        "data_finanziamento": "2024-06-01",
        "codice_cup": CUP,
        "stato_candidatura": letter,
    }
    (project,) = read(row, delimiter=",")
    assert (project.title, project.source_status) == ("Piattaforma Notifiche Digitali (Comune di Valfiorita)", status)
    assert project.funding == (Amount("PNRR", Decimal("16000.00"), "grant", stage, "PNRR M1C1I1.4.5"),)
    assert (project.municipality_codes, project.lead_ipa) == (("037999",), "c_z999")


def test_opencup_repeats_a_cup_per_source_of_money():
    row = {
        "CUP": CUP,
        "DESCRIZIONE_SINTETICA_CUP": "DELL\x92ESPERIENZA D\x92USO DEL SITO*TERRITORIO COMUNALE*ENTRAMBI",
        "DESCRIZIONE_INTERVENTO": "DATO NON PRESENTE",
        "SOGGETTO_TITOLARE": "COMUNE DI VALFIORITA - RAVENNA -",
        "COSTO_PROGETTO": "280932",
        "FINANZIAMENTO_PROGETTO": "280932",
        "COPERTURA_FINANZIARIA": "COMUNITARIA",
        "STATO_PROGETTO": "CHIUSO",
        "DATA_CHIUSURA_REVOCA": "22-MAY-2024",
        "PIVA_CF_BENEFICIARIO": "***************",
    }
    project, again = read(row, row | {"COPERTURA_FINANZIARIA": "COMUNALE"}, delimiter=",")
    assert (project.title, project.lead_name, project.ends_on) == (
        "Dell’esperienza d’uso del sito (Comune di Valfiorita)",
        "Comune di Valfiorita",
        date(2024, 5, 22),
    )
    assert isinstance(again, SkippedRow)


def test_opencoesione_is_read_under_its_official_names():
    row = {
        "COD_LOCALE_PROGETTO": "1ER42",
        "CUP": "",
        "OC_TITOLO_PROGETTO": "SISTEMAZIONE DEL FIUME RENO",
        "COD_COMUNE": "008037006:::008037001",
        "DEN_COMUNE": "BOLOGNA:::ANZOLA DELL'EMILIA",
        "FINANZ_UE": "150,00",
        "FINANZ_UE_FESR": "100,00",
        "FINANZ_STATO_FSC": "1.000,00",
        "FINANZ_PRIVATO": "5,5",
        "FINANZ_TOTALE_PUBBLICO": "1150,00",
        "OC_STATO_PROGETTO": "Concluso",
        "OC_DENOM_ATTUATORE": "REGIONE EMILIA-ROMAGNA:::COMUNE DI BOLOGNA",
        "OC_CODFISC_ATTUATORE": "80062590379:::01232710374",
        "OC_DESCRIZIONE_PROGRAMMA": "POR FESR",
        "OC_TEMA_SINTETICO": "Ambiente",
        "OC_DATA_INIZIO_PROGETTO": "20080331.0",
        "OC_DATA_FINE_PROGETTO_EFFETTIVA": "20070101",
    }
    (project,) = read(row)
    assert (project.external_id, project.title) == ("1ER42", "Sistemazione del fiume Reno")
    assert (project.municipality_codes, project.lead_tax_code) == (("037006", "037001"), "80062590379")
    assert [(line.source, line.amount, line.stage) for line in project.funding] == [
        ("UE – FESR", Decimal("100.00"), "paid"),
        ("Stato – FSC", Decimal("1000.00"), "paid"),
        ("Privato", Decimal("5.50"), "paid"),
        ("Unione europea", Decimal("50.00"), "paid"),
    ]
    assert (project.cost, project.starts_on, project.ends_on) == (Decimal("1155.50"), date(2008, 3, 31), None)
    assert [str(note) for note in project.notes] == ["The end (2007-01-01) comes before the start; it was left out."]


def test_opencoesione_is_read_under_renamed_columns():
    row = {
        "LocalProjectCode": "7UM1",
        "CUP": CUP,
        "Intervention": "",
        "COD_MUNICIPALITY": "055002",
        "DEN_MUNICIPALITY": "ALLERONA",
        "TotalPublicFunding": "150000.0",
        "TotalFunding": "59575.63",
        "WorksExecutionStartingDate": "2015-01-03",
        "ConclusionEndingDate": "2016-02-01",
    }
    (project,) = read(row, delimiter=",")
    assert (project.title, project.cost) == ("7UM1 (Allerona)", Decimal("150000.00"))
    assert (project.starts_on, project.ends_on) == (date(2015, 1, 3), date(2016, 2, 1))


def test_a_table_of_ones_own_is_mapped_by_a_guess():
    row = {
        "Titolo": "Portineria di valle",
        "Ente": "Cooperativa sociale Rio",
        "Comune": "Valfiorita",
        "Importo": "1.500",
        "Stato finanziamento": "richiesto",
        "Data inizio": "1/9/2024",
        "Altro": "x",
    }
    (project,) = read(row)
    assert recognise(list(row)) is None
    assert (project.title, project.lead_kind, project.starts_on) == (
        "Portineria di valle",
        "social_cooperative_a",
        date(2024, 9, 1),
    )
    assert project.funding == (Amount("", Decimal("1500.00"), "grant", "applied"),)
    assert project.raw["Altro"] == "x"


def test_a_table_can_be_mapped_by_hand():
    row = {"x": "Azione", "y": "12,5", "z": "boh"}
    (project,) = read(row, mapping={"title": "x", "amount": "y"})
    (fault,) = read(row, mapping={"title": "x", "amount": "y", "stage": "z"})
    assert project.funding[0].stage == "identified"
    assert str(fault.message).startswith("Expected a funding stage: one of ")
    with pytest.raises(MissingColumns, match="Choose the columns for: Title."):
        read(row, mapping={"amount": "y"})


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_source_says_whose_data_it_is(name):
    source = SOURCES[name]
    assert name == "table" or all((source.publisher, source.licence, source.citation))
    assert [field.name for field in source.fields if not field.headers] == []
