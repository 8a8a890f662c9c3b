"""Which of the six transformation themes a public classification points to: hints, not decisions."""

from __future__ import annotations

HOUSING, CLIMATE, DIGITAL = "new_housing_and_working", "climate_transition", "digital_transition"
WELFARE, PLACES = "welfare_systems", "territorial_regeneration"
DEVELOPMENT = "development_and_innovation_policies"

# Longest match first: component or measure of the national recovery plan (Italia Domani).
BY_MEASURE = {
    "M1C1": (DIGITAL,),
    "M1C2": (DEVELOPMENT, DIGITAL),
    "M1C3": (PLACES,),
    "M2": (CLIMATE,),
    "M3": (CLIMATE,),
    "M4C1": (WELFARE,),
    "M4C2": (DEVELOPMENT,),
    "M5C1": (HOUSING,),
    "M5C2": (WELFARE,),
    "M5C2I2.1": (PLACES,),
    "M5C2I2.2": (PLACES,),
    "M5C2I2.3": (HOUSING, PLACES),
    "M5C3": (PLACES,),
    "M6": (WELFARE,),
    "M7": (CLIMATE,),
}
# Sector codes of the CUP classification.
BY_CUP_SECTOR = {"2": (CLIMATE,), "3": (CLIMATE,), "6": (DIGITAL,), "8": (DEVELOPMENT,), "9": (DEVELOPMENT,)}
# Words of OpenCoesione's synthetic themes.
BY_WORD = {
    "digital": (DIGITAL,),
    "ambiente": (CLIMATE,),
    "energia": (CLIMATE,),
    "trasporti": (CLIMATE,),
    "inclusione": (WELFARE,),
    "infanzia": (WELFARE,),
    "istruzione": (WELFARE,),
    "occupazione": (HOUSING,),
    "lavoro": (HOUSING,),
    "cultura": (PLACES,),
    "turismo": (PLACES,),
    "rinnovamento urbano": (PLACES,),
    "ricerca": (DEVELOPMENT,),
    "competitiv": (DEVELOPMENT,),
    "imprese": (DEVELOPMENT,),
}


def themes_of_measure(code: str) -> tuple[str, ...]:
    """Themes of a measure such as ``M1C1I1.2``."""
    return next((BY_MEASURE[code[:end]] for end in range(len(code), 1, -1) if code[:end] in BY_MEASURE), ())


def themes_of_sector(code: str) -> tuple[str, ...]:
    """Themes of a CUP sector code, with or without its leading zero."""
    return BY_CUP_SECTOR.get(code.lstrip("0"), ())


def themes_of_words(text: str) -> tuple[str, ...]:
    """Themes whose words occur in a text."""
    folded = text.casefold()
    return tuple(dict.fromkeys(theme for word, themes in BY_WORD.items() if word in folded for theme in themes))
