"""Funding for the demonstration: the well-known programmes, and invented calls whose days stay near to today."""

from datetime import timedelta

from django.utils import timezone

from convergenze.accounts.services import clock
from convergenze.core.visibility import Visibility
from convergenze.history import services as history
from portfolios.models import FundingCall
from portfolios.services.calls import keep_programmes, programme_ids

# (title, programme, opens in, closes in, amount, families, themes, levers, what it pays for)
CALLS = (
    (
        "Servizi digitali di prossimità per le aree interne (dimostrativo)",
        "STAMI Emilia-Romagna 2021-2027", -12, 26, 1_500_000,
        ["public_administration", "public_body", "third_sector"], ["welfare_systems", "digital_transition"],
        ["technology_infrastructure", "social_innovation"],
        "Telemedicina, trasporto a chiamata, sportelli condivisi nelle frazioni.",
    ),
    (
        "Patti di comunità e regolamenti per i beni comuni (dimostrativo)",
        "L.R. 15/2018 sulla partecipazione", -20, 12, 60_000,
        ["public_administration", "third_sector", "civil_society"], ["welfare_systems", "territorial_regeneration"],
        ["governance_policy", "participation"],
        "Percorsi partecipativi che arrivano a un regolamento o a un patto.",
    ),
    (
        "Sessione erogativa per l'abitare solidale (dimostrativo)",
        "Fondazioni di comunità", -5, 40, 250_000,
        ["cooperation", "third_sector"], ["new_housing_and_working"], ["finance", "social_innovation"],
        "Coabitazioni, alloggi temporanei, garanzie per chi affitta.",
    ),
    (
        "Recupero di alloggi vuoti in montagna (dimostrativo)",
        "Piano casa regionale per gli alloggi pubblici vuoti", 30, 120, 6_000_000,
        ["public_administration", "public_body", "cooperation"], ["new_housing_and_working", "climate_transition"],
        ["technology_infrastructure", "social_innovation", "finance"],
        "Recupero ed efficienza energetica di alloggi da riabitare tutto l'anno.",
    ),
)  # fmt: skip


def open_calls():
    """Record programmes and calls; twice makes them once."""
    keep_programmes(by=clock())
    programmes, today = programme_ids(row[1] for row in CALLS), timezone.localdate()
    for title, programme, opens, closes, amount, families, themes, levers, summary in CALLS:
        if FundingCall.objects.filter(title=title).exists():
            continue
        call = FundingCall(
            title=title, programme_id=programmes[programme], authority="Storia dimostrativa", summary=summary,
            opens_on=today + timedelta(days=opens), closes_on=today + timedelta(days=closes), amount=amount,
            families=families, themes=themes, levers=levers, visibility=Visibility.PUBLIC,
        )  # fmt: skip
        history.save(call, by=clock())
