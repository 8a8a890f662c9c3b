"""Who leads a project and where it happens, said alike by every source."""

from __future__ import annotations

from typing import Any

from portfolios.sources.bodies import body_kind
from portfolios.sources.places import Place
from portfolios.sources.wording import name_case


def who_and_where(lead: str, tax_code: str, place: Place) -> dict[str, Any]:
    """The fields of a ``ProjectRow`` about the body called ``lead`` (with its checked tax code) and about ``place``."""
    family, kind = body_kind(lead)
    return {
        "lead_name": name_case(lead) or None,
        "lead_tax_code": tax_code,
        "lead_family": family,
        "lead_kind": kind,
        "municipality_codes": place.municipalities,
        "province_codes": place.provinces,
        "region_codes": place.regions,
        "place_names": place.names,
    }
