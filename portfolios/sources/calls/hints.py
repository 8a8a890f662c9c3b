"""What the words of a call suggest: who may apply, which levers it pays for, how it gives its money.

Hints to find a call by, corrected by people; a text that says nothing gives nothing.
"""

from __future__ import annotations

import re

FAMILIES = (
    (r"comun[ei]\b|comunit\S* montan|union[ei] d|provinc|regioni?\b|region\w* e|citt\S* metropolitan|enti locali|"
     r"enti (pubblici )?territoriali|amministrazion\w+ (pubblic|central|regional)|pubblic\w+ amministrazion|\bpac?\b|"
     r"ambiti (sociali )?territoriali|ambiti sociali|egato|ministeri?\b|enti regionali", "public_administration"),
    (r"\basl\b|\bausl\b|aziende? (sanitari|ospedalier)|\baoo?\b|\bats\b|zooprofilattic|"
     r"autorit\S* (di )?sistema portual|ambito territoriale ottimale|governo d.ambito|enti parco|"
     r"camer[ea] di commercio|altri enti|"
     r"soggetti pubblici", "public_body"),
    (r"scuol[ae]|istitut\w+ (scolastic|superior|comprensiv|universitar)|universit|\bafam\b|enti pubblici di ricerca|"
     r"(enti|centri|organismi|istituti) di ricerca|ricercator|irccs|\bits\b", "knowledge"),
    (r"impres[ea]|operator[ei] (economic|del)|\bpmi\b|aziende agricol|liberi professionist|concessionari|"
     r"soggetti[^.;]{0,20} privati", "economic_actor"),
    (r"terzo settore|\bets\b|associazion|volontariat|onlus|enti iscritti all.albo", "third_sector"),
    (r"cooperativ", "cooperation"),
    (r"fondazion", "foundation"),
    (r"banc[ah]|intermediari finanziari|confidi", "financial_body"),
    (r"cittadin|comitati|gruppi informali|parrocchi", "civil_society"),
)  # fmt: skip
# "amministrazioni pubbliche, esclusi i Comuni": what follows is not invited.
EXCLUDED = re.compile(r"\b(?:esclus[ieoa]|ad esclusione|diverse da|ad eccezione)\b.*", re.IGNORECASE | re.DOTALL)
_FAMILIES = tuple((re.compile(pattern, re.IGNORECASE), family) for pattern, family in FAMILIES)

LEVER_WORDS = (
    (r"regolament|governance|semplificazion|capacit\S* amministrativ|coprogrammazion|pianificazion",
     "governance_policy"),
    (r"infrastruttur|digital|cloud|piattaform|dati\b|edili|riqualificazion|efficienz|impiant|mobilit|ferrovi|"
     r"connettivit|alloggi|idrogeno|rinnovabil|attrezzatur", "technology_infrastructure"),
    (r"garanzi|credito|incentiv|finanziament\w* agevolat|fondo (rotativo|di garanzia)", "finance"),
    (r"co-?progettazion|innovazione sociale|servizi di comunit|cooperativ\w+ di comunit|inclusion|housing|domiciliar|"
     r"autonomia", "social_innovation"),
    (r"partecipa(tiv|zione dei cittadin)|cittadinanza attiva|cultur|borghi", "participation"),
    (r"formazion|competenz|ricerca\b|dottorat|orientament|borse|alfabetizzazion|apprendiment", "learning_capabilities"),
)  # fmt: skip
_LEVERS = tuple((re.compile(pattern, re.IGNORECASE), lever) for pattern, lever in LEVER_WORDS)

TENDER = re.compile(
    r"\bgara\b|procedura aperta|procedura negoziata|affidamento|sdapa|fornitura|\bappalt", re.IGNORECASE
)
HIRING = re.compile(
    r"\b(?:ricerca|selezione|reclutamento) (?:di |per )?(?:n\. ?\d+ |un[ao']? )?"
    r"(?:espert|product|project|program|area manager|manager|ingegner|architett|geolog|biolog|chimic|agronom|avvocat|"
    r"informatic|professionist|personale|giurist|economist|statistic|assistent|responsabil|profil|figur|specialist|tecnic)",
    re.IGNORECASE,
)
PERSONS = re.compile(
    r"^(?:individui|esperti|liberi professionisti|individui */ *liberi professionisti)$", re.IGNORECASE
)


def families_in(text: str) -> tuple[str, ...]:
    """Families of actors that a list of recipients names; those it excludes are not."""
    invited = EXCLUDED.sub("", text)
    return tuple(family for pattern, family in _FAMILIES if pattern.search(invited))


def levers_in(*texts: str) -> tuple[str, ...]:
    """Levers that the words of title and measure speak of."""
    return tuple(lever for pattern, lever in _LEVERS if any(pattern.search(text) for text in texts))


def kind_of(title: str, recipients: str, code: str = "") -> str:
    """A tender (it has a tender code, or says so), a search for experts, or a public notice."""
    if PERSONS.match(recipients) or HIRING.search(title):
        return "hiring"
    return "tender" if code or TENDER.search(title) else "notice"
