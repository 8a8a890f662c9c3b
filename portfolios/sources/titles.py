"""A readable title for a public project, whose own is often cut, generic or shared by a hundred others."""

from __future__ import annotations

import re
from collections.abc import Iterable

from convergenze.exchange.cells import is_blank
from portfolios.sources.wording import name_case, sentence_case

LONGEST = 200
CUT_AT = 40  # ReGiS cuts titles here; a blank before the cut makes them a little shorter
SEPARATOR = "*"  # between the parts of a CUP description: object, address, what is done

ADDRESS = re.compile(
    r"(?:VIA|V\.LE|VIALE|P\.ZZA|PIAZZA|PIAZZALE|PIAZZETTA|CORSO|LARGO|STRADA|STRADELLO|VICOLO|BORGO|GALLERIA|CONTRADA|"
    r"LOC\.|LOCALITA['’]?|LOCALITÀ|FRAZIONE|ARGINE|S\.P\.|VARIE SEDI|SEDI VARIE|VARIE VIE|N\.?\s*\d+$)\b"
    r"(?!.*\b(?:LAVORI|REALIZZAZIONE)\b).*",
    re.IGNORECASE,
)
NOTHING_SAID = re.compile(
    r"X{2,}|(?:INTERO )?TERRITORIO (?:COMUNALE|NAZIONALE|REGIONALE|PROVINCIALE)(?: DI .+)?|ENTRAMBI|VARI[EO]?|TUTT[OI]|"
    r"INTERO TERRITORIO.*|\d[\d\s/.-]*|[A-Z]",
    re.IGNORECASE,
)
FORMULA = re.compile(r"^\s*titolo progetto italiano\s*:\s*", re.IGNORECASE)
LEGAL_FORM = re.compile(
    r"\b(?:S\.?\s?R\.?\s?L|S\.?\s?P\.?\s?A|S\.?N\.?C|S\.?A\.?S|S\.?C\.?A\.?R\.?L|SOC[\w'’]* COOP\w*)\b", re.IGNORECASE
)
DECREE = re.compile(
    r"(?:D\.?\s?D\.?|D\.?\s?M\.?|DECRETO|DELIBERA|DGR|ORDINANZA|CUP|ID)\b[\s.]*(?:N\.?|\d|MINISTERIALE|DIRETT)",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"(?:progetto|intervento|interventi)?\s*(?:in essere|pnrr|da definire)?\s*(?:edilizia scolastica)?|"
    r"progetto in essere.*|"
    r"universit\S* degli studi di [\w\s]+|ausl\b.*|azienda (?:usl|ospedalier).*",
    re.IGNORECASE,
)
# "1.4.3 - pagoc_f715Comune di Morciano di": number of the call, IPA code and name run together.
DIGITAL_CALL = re.compile(r"(1\.2|1\.4\.[1345])\.?(?: - (pago|app))?[ A-Za-z_]")
DIGITAL_SERVICES = {
    "1.2": "Migrazione al cloud dei servizi",
    "1.4.1": "Miglioramento del sito e dei servizi digitali",
    "1.4.3": "Servizi PagoPA e app IO",
    "1.4.3 pago": "Attivazione di servizi su PagoPA",
    "1.4.3 app": "Attivazione di servizi su app IO",
    "1.4.4": "Adozione di SPID e CIE",
    "1.4.5": "Notifiche digitali",
}


def build_title(
    *,
    title: str,
    summary: str,
    lead: str = "",
    measure: str = "",
    shared: bool = False,
    repeated: bool = False,
    names: Iterable[str] = (),
) -> str:
    """At most 200 characters that say what is done and where; the published title when it is good.

    ``summary`` is the CUP description with parts joined by ``*``. ``shared`` tells that others in
    the file have the same title, ``repeated`` that they have the same summary: then the lead is
    named. A title about nothing falls back on the measure and the lead; "" if all are blank.
    """
    known = (*names, lead)
    vague = shared or says_little(title, summary)
    told = telling_parts(summary) or (telling_parts(title) if SEPARATOR in title else [])
    digital = _digital_service(title)
    if not vague and SEPARATOR not in title:
        chosen = title
    elif told:
        chosen = _joined(told, known)
    else:
        chosen = digital or measure or title
    chosen = sentence_case(chosen, known)
    if digital or repeated or (vague and not told):
        chosen = _with_lead(chosen, lead)
    return shortened(chosen) or shortened(sentence_case(measure or lead, known))


def says_little(title: str, summary: str = "") -> bool:
    """Whether a title is blank, cut, the number of a decree, or a formula used for many projects."""
    return (
        is_blank(title)
        or is_cut(title, summary)
        or DECREE.match(title) is not None
        or GENERIC.fullmatch(title) is not None
        or _digital_service(title) is not None
    )


def is_cut(title: str, summary: str = "") -> bool:
    """Whether a title stops at the 40 characters some systems allow."""
    if len(title) == CUT_AT:
        return True
    longer = len(summary) > len(title) and summary.casefold().startswith(title.casefold())
    return CUT_AT - 3 <= len(title) < CUT_AT and longer


def telling_parts(text: str) -> list[str]:
    """The parts of a CUP description that say something: no addresses, no filler, no repetition."""
    parts: list[str] = []
    for raw in text.split(SEPARATOR):
        part = FORMULA.sub("", re.sub(r"\s+", " ", raw)).strip(" -")
        if len(part) < 3 or is_blank(part) or NOTHING_SAID.fullmatch(part) or ADDRESS.fullmatch(part):
            continue
        inside = next((index for index, other in enumerate(parts) if _says_the_same(part, other)), None)
        if inside is None:
            parts.append(part)
        elif len(part) > len(parts[inside]):
            parts[inside] = part
    return parts


def shortened(text: str, length: int = LONGEST) -> str:
    """Cut at a word, with an ellipsis."""
    text = text.strip(" -–:;,*")
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"


def _says_the_same(part: str, other: str) -> bool:
    one, two = part.casefold(), other.casefold()
    return one in two or two in one


def _joined(parts: list[str], names: Iterable[str]) -> str:
    """``Object: what is done``; the name of a company is written as names are."""
    first, *others = parts[:2]
    first = name_case(first) if LEGAL_FORM.search(first) else sentence_case(first, names)
    if not others:
        return first
    return f"{first}: {_small_start(sentence_case(others[0], names))}"


def _small_start(text: str) -> str:
    word = text.split(" ", 1)[0]
    return text if word[1:2].isupper() or any(map(str.isdigit, word)) else text[:1].lower() + text[1:]


def _with_lead(text: str, lead: str) -> str:
    name = name_case(lead)
    if not name or _letters(name) in _letters(text):
        return text
    return f"{shortened(text, LONGEST - len(name) - 3)} ({name})"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold())


def _digital_service(title: str) -> str | None:
    found = DIGITAL_CALL.match(title) if len(title) <= CUT_AT else None
    if not found:
        return None
    return DIGITAL_SERVICES.get(f"{found[1]} {found[2]}" if found[2] else found[1])
