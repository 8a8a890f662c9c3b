"""What kind of body a name speaks of. A guess for new actors: people correct it on the actor's page."""

import re
import unicodedata
from functools import lru_cache

# Categories of the Indice PA (AgID, "Codice_Categoria") that say the kind by themselves.
IPA_CATEGORIES = {
    "L4": "region",
    "L5": "province",
    "L6": "municipality",
    "L7": "health_authority",
    "L8": "health_authority",
    "L17": "university",
    "L18": "union_of_municipalities",
    "L33": "school",
    "L45": "metropolitan_city",
}
# Read on the name in lower case without accents and apostrophes; the first match wins.
PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("social_cooperative_a", r"coop\w*\b.*\bsociale|sociale\b.*\bcoop"),
        ("coop_consortium", r"consorzio\b.*\bcoop|coop\w*\b.*\bconsorzio"),
        ("community_cooperative", r"coop\w*\b.*\bcomunita"),
        ("housing_cooperative", r"coop\w*\b.*\b(abitazione|edificatrice|edilizia)"),
        ("agricultural_coop", r"coop\w*\b.*\bagricol|agricol\w*\b.*\bcoop|cantina\b.*\bcoop"
                              r"|cantina sociale|caseificio"),
        ("consumer_coop", r"coop\w*\b.*\bconsum"),
        ("school", r"scuola|scolastic|liceo|istituto (comprensivo|superiore|tecnico|professionale|magistrale|statale)"
                   r"|istituto (d|di|d )?\s?istruzione|direzione didattica|circolo didattico|convitto|\bcpia\b"
                   r"|^(ic|ics|iis|is|itis|itc|itcg|itg|ipsia|isis|isiss|dd|sms|licei|scuole)\b|^ist\w* compr"),
        ("its_vet", r"istituto tecnologico superiore|\bits academy\b|^its\b|formazione professionale"),
        ("university", r"universita degli|^universita|alma mater|politecnico|conservatorio|accademia di belle|\bafam\b"
                       r"|studi musicali|industrie artistiche"),
        ("health_authority", r"\bausl\b|\basl\b|azienda usl|unita sanitari|azienda ospedalier|policlinico|\birccs\b"
                             r"|^ospedale|istituto ortopedico|azienda (sanitaria|socio)"),
        ("public_service_company", r"^a ?s ?p\b|\bazienda\b.*\bservizi alla persona|\basp\b"),
        ("public_housing_company", r"^acer\b|azienda casa|edilizia residenziale"),
        ("chamber_of_commerce", r"camera di commercio|c ?c ?i ?a ?a\b"),
        ("union_of_municipalities", r"^(nuovo )?circondario|^uc\b|^unione\b|comunita montana|^unione (dei|di) comuni"),
        ("metropolitan_city", r"citta metropolitana"),
        ("province", r"^(amministrazione provinciale|provincia)\b(?!.*\bfrati\b)"),
        ("region", r"^(regione|giunta regionale)\b"),
        ("municipality", r"^(comune|municipio|citta) (di|de|d|della|del|dell)?\b|^comune\b|^roma capitale"),
        ("ministry", r"^(ministero|min|mimit|presidenza del consiglio|prefettura|agenzia delle|agenzia del demanio"
                     r"|agenzia per la coesione|dipartimento)\b"),
        ("park_authority", r"\bparc(o|hi)\b.*\b(ente|gestione|nazionale|naturale|regionale|biodivers)|ente\b.*\bparc"),
        ("local_action_group", r"\bgal\b|gruppo di azione locale|gruppo azione locale"),
        ("regional_agency", r"agenzia (regionale|interregionale|per)|\barpa\w?\b|atersir|\baipo\b|azienda regionale"),
        ("research_centre", r"consiglio nazionale delle ricerche|\b(cnr|infn|enea|inaf)\b|centr\w+ (di )?ricerc\w*"
                            r"|istituto nazionale|\blaboratori nazionali|^centro nazionale"),
        ("banking_foundation", r"fondazione\b.*\b(cassa|banca)"),
        ("community_foundation", r"fondazione\b.*\bcomunita"),
        ("participatory_foundation", r"\bfondazione\b"),
        ("cooperative_bank", r"credito cooperativo|\bbcc\b"),
        ("confidi", r"\bconfidi\b|garanzia fidi"),
        ("bank", r"^banca\b|\bbanca\b.*\bspa\b|cassa di risparmio"),
        ("parish", r"parrocchia|^diocesi|^arcidiocesi|monastero|seminario vescovile|opera pia"),
        ("odv", r"\bodv\b|organizzazione di volontariato|pubblica assistenza|\bavis\b|croce (rossa|blu|verde)"),
        ("aps", r"\baps\b|promozione sociale|^pro loco|circolo arci"),
        ("mutual_aid_society", r"mutuo soccorso"),
        ("social_enterprise", r"impresa sociale"),
        ("trade_union", r"^(cgil|cisl|uil)\b|camera del lavoro"),
        ("trade_association", r"^(confindustria|confartigianato|cna|legacoop|confcooperative|coldiretti|confagricoltura"
                              r"|confcommercio|confesercenti|agci)\b"),
        ("committee", r"^comitato\b"),
        ("other_public_body", r"^consorzio (di|della|per la)? ?bonifica|^bonifica"
                              r"|^(ordine|collegio|consiglio dell ?ordine)\b"
                              r"|autorita (di|d)|^ente\b|^azienda speciale|commissario|^ipab\b|istituzione"
                              r"|consiglio (dellordine|dell ordine)|consorzio (dei|di) (comuni|enti)|^teatro comunale"),
        ("other_ets", r"\bets\b|onlus|associazione|societa sportiva|\basd\b|\bssd\b|polisportiva|volontari|accademia"),
        ("worker_coop", r"\bcoop|\bscarl coop|cooperativ"),
        ("innovation_agency", r"^(art-?er|aster)\b|incubator|parco scientifico"),
        ("in_house_company", r"^lepida\b|farmacie comunali|multiservizi|municipalizzat"),
        ("farm", r"azienda agricola|societa agricola|\bagriturismo|^az ?agr"),
        ("business_network", r"rete (di )?imprese|contratto di rete"),
        ("company_large", r"\bs ?p ?a\b"),
        ("company_micro_sme", r"\bs ?r ?l ?s?\b|\bs ?n ?c\b|\bs ?a ?s\b|\bsc ?a ?r ?l\b"
                              r"|consorzio|societa|impresa|\bditta\b"),
    )
)  # fmt: skip
PUNCTUATION = re.compile(r"[^a-z0-9]+")


def folded(name):
    """Lower case, no accents, apostrophes and points; one blank between words: what names are compared by."""
    bare = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()
    return PUNCTUATION.sub(" ", bare.replace("a' ", "a ").replace(".", "")).strip()


@lru_cache(maxsize=8192)
def guess_kind(name, tax_code="", category=""):
    """The code of ``choices.Kind`` that the IPA category or the name suggests; always one.

    Where the name says nothing: tax codes beginning with 8 or 9 belong to bodies without business (so a body of
    the third sector), the others to companies.
    """
    if kind := IPA_CATEGORIES.get(category.strip().upper()):
        return kind
    text = folded(name)
    found = next((kind for kind, pattern in PATTERNS if pattern.search(text)), None)
    return found or ("other_ets" if tax_code[:1] in ("8", "9") else "company_micro_sme")
