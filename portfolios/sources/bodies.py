"""What kind of body a name speaks of: a hint for a new actor, to be corrected by people."""

from __future__ import annotations

import re
from functools import lru_cache

HEALTH = r"\bausl\b|azienda usl|unit\S* sanitaria|azienda ospedalier|policlinico|irccs|ospedal"
SCHOOL = (
    r"istituto (comprensivo|superiore|tecnico|professionale|d.istruzione|di istruzione|statale)|scuola|liceo|"
    r"^(ic|i\.c\.|iis|itis|ipsia|isis|d\.d\.)\s|^i\.?s\.?i\.?s|direzione didattica|convitto|\bcpia\b"
)
RESEARCH = r"consiglio nazionale delle ricerche|\b(cnr|infn|enea)\b|istituto nazionale di|centro ricerche"

# First match wins: family and kind of the platform's choice lists (A1, A2).
KINDS = tuple(
    (re.compile(pattern, re.IGNORECASE), family, kind)
    for pattern, family, kind in (
        (r"^(comune|municipio) d", "public_administration", "municipality"),
        (r"^(unione|nuovo circondario|comunit\S* montana)\b", "public_administration", "union_of_municipalities"),
        (r"citt\S* metropolitana", "public_administration", "metropolitan_city"),
        (r"^(amministrazione provinciale|provincia)\b", "public_administration", "province"),
        (r"^regione\b", "public_administration", "region"),
        (r"^(ministero|mimit|min\b|pcm\b|presidenza del consiglio)", "public_administration", "ministry"),
        (r"universit|alma mater|politecnico|conservatorio|accademia di belle", "knowledge", "university"),
        (HEALTH, "public_body", "health_authority"),
        (SCHOOL, "knowledge", "school"),
        (r"^(acer|azienda casa)", "public_body", "public_housing_company"),
        (r"^asp\b|azienda (pubblica )?(di )?servizi alla persona", "public_body", "public_service_company"),
        (r"camera di commercio", "public_body", "chamber_of_commerce"),
        (r"\b(parco|parchi)\b.*(ente|gestione|nazionale|biodivers)|ente.*parc", "public_body", "park_authority"),
        (r"\bgal\b|gruppo di azione locale", "public_body", "local_action_group"),
        (r"agenzia regionale|arpae|atersir|\baipo\b", "public_body", "regional_agency"),
        (RESEARCH, "knowledge", "research_centre"),
        (r"fondazione.*cassa", "foundation", "banking_foundation"),
        (r"^fondazione|\bfondazione\b", "foundation", "participatory_foundation"),
        (r"(coop|cooperativ).*sociale|sociale.*coop", "cooperation", "social_cooperative_a"),
        (r"consorzio.*coop", "cooperation", "coop_consortium"),
        (r"\bcoop|cooperativ", "cooperation", "worker_coop"),
        (r"\baps\b", "third_sector", "aps"),
        (r"\bodv\b", "third_sector", "odv"),
        (r"\bets\b|onlus|associazione", "third_sector", "other_ets"),
        (r"^(ordine|collegio|consiglio dell.ordine)\b", "public_body", ""),
        (r"\bs\.?\s?(r\.?\s?l|p\.?\s?a|n\.?\s?c|a\.?\s?s)\b", "economic_actor", "company_micro_sme"),
    )
)  # fmt: skip


@lru_cache(maxsize=4096)
def body_kind(name: str) -> tuple[str, str]:
    """Family and kind that the name suggests, empty where it suggests none."""
    return next(((family, kind) for pattern, family, kind in KINDS if pattern.search(name)), ("", ""))
