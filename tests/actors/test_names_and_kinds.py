"""Reading names of public files: pure, no database."""

import pytest

from actors.choices import Kind
from actors.sources.kinds import IPA_CATEGORIES, PATTERNS, guess_kind
from actors.sources.names import readable_name


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("COMUNE DI ZIANO PIACENTINO", "municipality"),
        ("UNIONE DEI COMUNI VALLI TARO E CENO", "union_of_municipalities"),
        ("U.C. TERRE DI CASTELLI", "union_of_municipalities"),
        ("AMMINISTRAZIONE PROVINCIALE DI PARMA", "province"),
        ("CITTA' METROPOLITANA DI BOLOGNA", "metropolitan_city"),
        ("REGIONE EMILIA-ROMAGNA", "region"),
        ("I.C. DI SASSO MARCONI", "school"),
        ("LICEO SCIENTIFICO A. ROITI", "school"),
        ("UNIVERSITA' DEGLI STUDI DI PARMA", "university"),
        ("AZIENDA USL DELLA ROMAGNA", "health_authority"),
        ("ASP COLLEGIO MORIGI - DE CESARIS", "public_service_company"),
        ("ACER BOLOGNA", "public_housing_company"),
        ("CONSORZIO DELLA BONIFICA BURANA", "other_public_body"),
        ("ORDINE DEGLI AVVOCATI DI PIACENZA", "other_public_body"),
        ("FONDAZIONE CASSA DI RISPARMIO IN BOLOGNA", "banking_foundation"),
        ("FONDAZIONE I TEATRI", "participatory_foundation"),
        ("NUOVO MONDO - SOCIETA' COOPERATIVA", "worker_coop"),
        ("LA CORTE SOC. COOP. SOCIALE", "social_cooperative_a"),
        ("ULTRA S.R.L.", "company_micro_sme"),
        ("TPER S.P.A.", "company_large"),
        ("PARROCCHIA DI SAN PIETRO", "parish"),
        ("CAMERA DI COMMERCIO DELLA ROMAGNA", "chamber_of_commerce"),
        ("PRO LOCO DI VERGATO", "aps"),
    ],
)
def test_a_name_tells_the_kind(written, kind):
    assert guess_kind(written) == kind


def test_the_ipa_category_counts_more_than_the_name():
    assert guess_kind("Gente di Mare", "", "L6") == "municipality"


def test_a_name_that_says_nothing_leaves_it_to_the_tax_code():
    assert [guess_kind("Aurora", "92001450375"), guess_kind("Aurora", "01232710374")] == [
        "other_ets",
        "company_micro_sme",
    ]


def test_every_guess_is_a_kind_of_the_platform():
    assert {kind for kind, _pattern in PATTERNS} | set(IPA_CATEGORIES.values()) <= set(Kind.values)


@pytest.mark.parametrize(
    ("written", "readable"),
    [
        ("COMUNE DI ZIANO PIACENTINO", "Comune di Ziano Piacentino"),
        ("UNIVERSITA' DEGLI STUDI DI PARMA", "Università degli Studi di Parma"),
        ("COMUNE DI REGGIO NELL'EMILIA", "Comune di Reggio nell'Emilia"),
        ("COMUNE DI SANT'AGATA BOLOGNESE", "Comune di Sant'Agata Bolognese"),
        ("PROVINCIA DI FORLI'-CESENA", "Provincia di Forlì-Cesena"),
        ("AZIENDA AUSL DELLA ROMAGNA", "Azienda AUSL della Romagna"),
        ("ULTRA SRL", "Ultra S.r.l."),
        ("TPER S.P.A.", "TPER S.p.A."),
        ("MNESYS S.C.A R.L.", "Mnesys S.c.a r.l."),
        ("ISTITUTO GIOVANNI XXIII", "Istituto Giovanni XXIII"),
        ("CONSERVATORIO DI CASTELNOVO NE' MONTI", "Conservatorio di Castelnovo ne' Monti"),
        ("IC DI SASSO MARCONI (BO)", "IC di Sasso Marconi (BO)"),
        ("Citta' Metropolitana di Bologna", "Città Metropolitana di Bologna"),
        ('"TETTO VERDE"" ', '"Tetto Verde"'),
        ("Lepida S.c.p.A.", "Lepida S.c.p.A."),
        ("", ""),
    ],
)
def test_names_in_capitals_become_readable(written, readable):
    assert readable_name(written) == readable
