"""Italian text that was typed in capitals, put back into words one can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

ACRONYMS = frozenset(
    """PNRR PNC PNIRE PON POR FESR FSE FSC PRIN PNR MUR MIUR MIMIT MASE MIT PCM ANCI ANAS ANNCSU AUSL ASL USL ASP ACER
    ERP IRCCS IRST IRE COT CUP CIE SPID ANPR PND PDND SEND APP API IO ICT IT AI IA TC RM RMN PET SPECT LED BIM
    UE EU DM DD DL DPCM DGR PUMS PAES CER FER SP SS SR SC KM MW KW ISEE ITS IIS ITIS IPSIA IPSSAR ITG ITC IC
    CPIA AFAM PA PEC SUAP SUE SIT GIS PMI SRL SRLS SPA SNC SAS SCARL SCRL SIMEST ART-ER NZEB PINQUA ZES SNAI
    STAMI RTD RTD-A RTD-B ONLUS ODV APS ETS RER TPL BRT ATERSIR ARPAE AIPO ANSA UNIMORE CNR INFN INAF ENEA PFTE
    DNSH""".split()
)
FIXED = {"pagopa": "PagoPA", "pinqua": "PinQuA", "appio": "app IO", "pnrr": "PNRR", "e-commerce": "e-commerce"}
ROMAN = re.compile(r"(?=[IVX]{2,})X{0,3}(?:IX|IV|V?I{0,3})")
SMALL = frozenset(
    """di del dello della dei degli delle da dal dalla dai dalle in nel nello nella nei nelle a al allo alla ai alle e
    ed o con per su sul sulla sui tra fra il lo la i gli le un una sopra sotto presso""".split()
)
ELISION = re.compile(r"((?:d|l|nell|dell|all|dall|sull|un|quell|sant|c)['’])(.+)", re.IGNORECASE)
PROPER = frozenset(
    """alma mater studiorum bologna modena parma reggio emilia romagna emilia-romagna ferrara ravenna forlì cesena
    rimini piacenza italia roma imola faenza lugo carpi sassuolo europa europea umbria perugia terni tevere reno
    secchia panaro trebbia nure santerno po appennino tosco-emiliano adriatico abruzzo basilicata calabria
    campania friuli lazio liguria lombardia marche molise piemonte puglia sardegna sicilia toscana trentino
    veneto milano torino venezia firenze napoli fabro todi cesi""".split()
)
LOST_APOSTROPHE = re.compile(r"\b(DELL|NELL|DALL|SULL|D|L) (?=[AEIOU][A-ZÀ-Ü])")
OPENERS = frozenset(
    """via viale piazza piazzale corso largo strada vicolo località localita' loc loc. frazione fraz fraz. fiume
    torrente fosso rio valle monte castel castello san santa santo villa comune comuni liceo palazzo""".split()
)
PROVINCES = frozenset("BO MO PR RE FE RA FC RN PC TR PG FI MI RM PU AR AN PI PT LU MN RO CR VR".split())
ACCENTED_END = re.compile(r"(?<=[A-Za-zÀ-ÿ])([AEIOUaeiou])['’`](?=[\s,.;:)\-*]|$)")
ACUTE_ENDINGS = re.compile(r"(?:ché|né)$", re.IGNORECASE)
# Words whose final accented letter was lost in some files; none of them is a word without it.
LOST_ACCENT = re.compile(
    r"\b(\w*(?:ILIT|IVIT|ALIT|OSIT|ERSIT|OMUNIT|CITT|SOCIET|FACOLT|PACIT|RIORIT))(?=[\s,.;:*)-]|$)"
)
KEPT_APOSTROPHE = frozenset({"po", "mo", "ca", "de", "ne", "da", "fa", "va", "sta", "di", "a", "e"})
GRAVE = dict(zip("AEIOUaeiou", "ÀÈÌÒÙàèìòù", strict=True))
WORD = re.compile(r"[^\s/()\[\]\"“”,;:–—]+")


COMMON_IN_NAMES = frozenset(
    """comune provincia amministrazione provinciale regione unione comuni istituto comprensivo superiore statale scuola
    liceo universita università studi azienda unità unita sanitaria locale ospedaliero universitaria ospedaliera
    casa ente ministero delle dello della degli camera commercio industria artigianato agricoltura direzione
    didattica circolo ordine collegio consorzio fondazione associazione societa società cooperativa sociale
    centro polo città citta metropolitana agenzia territoriale tecnico professionale montana montano area parco
    servizi pubblica pubblici made mater alma studiorum imprese dipartimento istruzione secondaria grado primo
    secondo medie bonifica strada lavoro salute cultura impresa""".split()
)


def is_shouted(text: str) -> bool:
    """Whether most letters are capitals."""
    capitals = sum(map(str.isupper, text))
    return capitals > 2 and capitals > 0.7 * (capitals + sum(map(str.islower, text)))


def sentence_case(text: str, names: Iterable[str] = ()) -> str:
    """Shouted text as a sentence: small letters but for its start, acronyms, codes and known names."""
    return _sentence(text, tuple(name for name in names if name)) if text else ""


@lru_cache(maxsize=4096)
def _sentence(text: str, names: tuple[str, ...]) -> str:
    text = restore_accents(text)
    if is_shouted(text):
        proper = PROPER.union(*map(_name_words, names))
        text = "".join(_cased_words(text, proper))
    return text[:1].upper() + text[1:]


def _cased_words(text: str, proper: frozenset[str]) -> Iterator[str]:
    """Words and what stands between them; the word after "via", "località", "fiume" is a name too."""
    end, after_opener = 0, False
    for match in WORD.finditer(text):
        word, between = match.group(), text[end : match.start()]
        if len(word) == 2 and (between.endswith("(") or (between.endswith(" ") and text[:end].endswith(" -"))):
            cased = word if word in PROVINCES else _sentence_word(word, proper)
        else:
            cased = _sentence_word(word, proper)
            if after_opener and cased.lower() not in SMALL:
                cased = _name_word(word)
        yield between + cased
        lower = word.lower()
        after_opener = lower in OPENERS or (after_opener and lower in SMALL)
        end = match.end()
    yield text[end:]


@lru_cache(maxsize=4096)
def name_case(text: str) -> str:
    """A shouted name as names are written: ``COMUNE DI LAMA MOCOGNO`` → ``Comune di Lama Mocogno``."""
    text = restore_accents(text)
    if not is_shouted(text):
        return text
    cased = WORD.sub(lambda match: _name_word(match.group()), text)
    return cased[:1].upper() + cased[1:]


@lru_cache(maxsize=4096)
def restore_accents(text: str) -> str:
    """``CITTA'`` → ``CITTÀ``, ``UNIVERSIT DI`` → ``UNIVERSITÀ DI``, ``PIU'`` → ``PIÙ``; ``PO'`` stays."""
    text = LOST_APOSTROPHE.sub(r"\1'", LOST_ACCENT.sub(r"\1À", text))
    return ACCENTED_END.sub(_accent, text) if "'" in text or "’" in text or "`" in text else text


def _accent(match: re.Match) -> str:
    text, end = match.string, match.end()
    start = max(text.rfind(mark, 0, match.start()) for mark in " -*(,;'’") + 1
    word = text[start : match.end(1)]
    # A mark that also opens a quotation before this word is a quotation mark, not an accent.
    if word.casefold() in KEPT_APOSTROPHE or (start and text[start - 1] in "'’" and text[end - 1] == text[start - 1]
            and (start < 2 or text[start - 2] in " *(")):  # fmt: skip
        return match.group()
    if word.casefold().endswith("che") and len(word) > 3:
        return "É" if match[1].isupper() else "é"
    return GRAVE[match[1]]


@lru_cache(maxsize=16384)
def _kept(word: str) -> str | None:
    """How a word is written whatever stands around it, or None for an ordinary one."""
    core = word.strip(".'’-").upper()
    if word.casefold() in FIXED:
        return FIXED[word.casefold()]
    if core in ACRONYMS or ROMAN.fullmatch(core):
        return word
    if any(character.isdigit() for character in word) or re.fullmatch(r"(?:[A-Za-z]\.){1,6}[A-Za-z]?\.?", word):
        return word
    return None


def _sentence_word(word: str, proper: frozenset[str]) -> str:
    start, rest, core = _lowered(word)
    return start + (_capital(rest) if core in proper else rest)


@lru_cache(maxsize=32768)
def _lowered(word: str) -> tuple[str, str, str]:
    """What stays, what may get a capital, and the bare word that decides it."""
    if (kept := _kept(word)) is not None:
        return kept, "", ""
    if elided := ELISION.fullmatch(word):
        start, rest, core = _lowered(elided[2])
        return elided[1].lower() + start, rest, core
    lower = word.lower()
    return "", lower, lower.strip(".-'’")


def _name_word(word: str) -> str:
    if (kept := _kept(word)) is not None and len(word) > 1:
        return kept
    lower = word.lower()
    if lower in SMALL:
        return lower
    if elided := ELISION.fullmatch(lower):
        start = elided[1].capitalize() if elided[1].startswith("sant") else elided[1]
        return start + _capital(elided[2])
    return _capital(lower)


def _capital(word: str) -> str:
    """First letter of each part between hyphens."""
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


@lru_cache(maxsize=4096)
def _name_words(name: str) -> frozenset[str]:
    words = {word.lower().strip(".-'’") for word in re.split(r"[\s'’/()]+", restore_accents(name))}
    return frozenset(word for word in words if len(word) > 2 and word not in COMMON_IN_NAMES and word not in SMALL)
