"""Codes of public registers: zeros that spreadsheets ate come back, check digits decide."""

import pytest

from convergenze.core import codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("00530321207", "00530321207"),
        ("530321207", "00530321207"),
        ("530321207.0", "00530321207"),
        ("'01229650377'", "01229650377"),
        ("IT 0053 0321 207", "00530321207"),
        ("80062590379", "80062590379"),
        ("00530321208", ""),
        ("00000000000", ""),
        ("123", ""),
        ("530321207530321207", ""),
        ("RSSMRA85T10A562S", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_tax_code_of_a_body(text, code):
    assert codes.normalise_body_tax_code(text) == code
    assert codes.normalise_vat_number(text) == code


@pytest.mark.parametrize(
    ("text", "person", "checked"),
    [
        ("RSSMRA85T10A562S", True, "RSSMRA85T10A562S"),
        (" rssmra85t10a562s ", True, "RSSMRA85T10A562S"),
        ("RSSMRA85T10A562X", True, ""),
        ("RSSMRA85T10A56NH", True, "RSSMRA85T10A56NH"),
        ("00530321207", False, ""),
        ("ABCDEFGHIJ", False, ""),
        (None, False, ""),
    ],
)
def test_the_tax_code_of_a_person(text, person, checked):
    assert (codes.is_natural_person(text), codes.normalise_person_tax_code(text)) == (person, checked)


@pytest.mark.parametrize(
    ("normalise", "text", "code"),
    [
        (codes.normalise_cup, " b11b22000010001", "B11B22000010001"),
        (codes.normalise_cup, "B11B2200001000", ""),
        (codes.normalise_cup, "N/D", ""),
        (codes.normalise_municipality, "37006", "037006"),
        (codes.normalise_municipality, "037006", "037006"),
        (codes.normalise_municipality, "008037006", "037006"),
        (codes.normalise_municipality, "37006.0", "037006"),
        (codes.normalise_municipality, "037000", ""),
        (codes.normalise_municipality, "A944", ""),
        (codes.normalise_province, "37", "037"),
        (codes.normalise_province, "008037", "037"),
        (codes.normalise_province, "0", ""),
        (codes.normalise_region, "8.0", "08"),
        (codes.normalise_region, "21", ""),
        (codes.normalise_ipa, "C_A944", "c_a944"),
        (codes.normalise_ipa, "c a944", ""),
        (codes.normalise_runts, "000123", "123"),
        (codes.normalise_nuts, "ith5", "ITH5"),
        (codes.normalise_nuts, "H5", ""),
        (codes.ateco_section, "32.50.14", "C"),
        (codes.ateco_section, "J", "J"),
        (codes.ateco_section, "84", "O"),
        (codes.ateco_section, "ottantaquattro", ""),
    ],
)
def test_a_code_is_written_as_its_register_writes_it(normalise, text, code):
    assert normalise(text) == code


def test_the_section_of_an_activity_depends_on_the_version():
    assert [codes.ateco_section("84.11", version=version) for version in ("2007", "2025")] == ["O", "P"]
