"""A large site in one call: a region of municipalities, thousands of mapped actions, a portfolio at design scale.

The same seed always builds the same site. Rows are written in bulk, so 20,000 actions take seconds; histories and
notifications are not written. ``surroundings`` adds other missions and the search index.
"""

import datetime as dt
import math
import random
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from actors.choices import Kind, Level
from actors.models import Actor, Territory, TerritoryMember
from convergenze.accounts.models import Grant, User
from missions.choices import Lever, TargetGroup
from missions.models import Indicator, Measurement, Mission, Objective
from portfolios.choices import ActionStatus, Horizon, MoneyStage, Stage
from portfolios.models import (
    Action,
    ActionResource,
    ActionRole,
    Contribution,
    FundingLine,
    Placement,
    Portfolio,
    Position,
    SourceRecord,
)
from tests.bench import words

BATCH = 2_000
WORDS = (
    "alloggi recupero energia comunità scuola sentiero mobilità navetta frazioni bottega digitale rete acqua bosco "
    "filiera legno cura anziani giovani formazione sportello cantiere impianto fotovoltaico biblioteca piazza parco "
    "trasporto sociale ambulatorio telemedicina fibra archivio turismo lento ciclabile ponte frana argine servizi"
).split()


@dataclass(frozen=True)
class Site:
    """What was built: the records that pages are asked for, and who asks."""

    region: Territory
    union: Territory
    mission: Mission
    portfolio: Portfolio
    officer: User
    member: User


@transaction.atomic
def build_site(*, actions=20_000, placed=150, team=50, objectives=10, municipalities=330, leads=1_500, seed=7):
    """Build it all and return ``Site``; every mapped action lies in the mission's territory, the worst case."""
    chance = random.Random(seed)
    region, union, places = _places(municipalities)
    leading = _actors(leads + team, places, chance)
    mapped = _mapped(actions, leading[team:], chance)
    _locate(mapped, places, chance, most=2)
    _trace(mapped, chance)
    officer, member = _people()
    mission = _mission(region, leading[0], objectives, officer)
    portfolio = _portfolio(mission, placed, leading[:team], places[:40], chance)
    return Site(region, union, mission, portfolio, officer, member)


@transaction.atomic
def enlarge(site, actions, seed=17):
    """Add ``actions`` more recorded ones to a built site."""
    chance = random.Random(seed)
    places, leads = list(Territory.objects.municipalities()), list(Actor.objects.order_by("-pk")[:1_500])
    mapped = _mapped(actions, leads, chance, first=1_000_000)
    _locate(mapped, places, chance, most=2)
    _trace(mapped, chance, first=1_000_000)


def _many(model, rows):
    return model.objects.bulk_create(rows, batch_size=BATCH)


def _places(count):
    """A region, its municipalities and a union of the first thirty."""
    region = Territory.objects.create(
        name="Regione di prova", slug="bench-region", level=Level.REGION, boundary=_outline(11, 44.5, 1, 3_000)
    )
    region.path = f"/{region.pk}/"
    region.save(update_fields=["path"])
    places = _many(Territory, [
        Territory(name=f"Comune {n}", slug=f"bench-comune-{n}", level=Level.MUNICIPALITY, parent=region,
                  istat_code=f"{800_000 + n}", latitude=44 + n % 20 / 20, longitude=10 + n / 200,
                  boundary=_outline(10 + n / 200, 44 + n % 20 / 20, 0.03, 150))
        for n in range(count)
    ])  # fmt: skip
    for place in places:
        place.path = f"{region.path}{place.pk}/"
    Territory.objects.bulk_update(places, ["path"], batch_size=500)
    union = Territory.objects.create(name="Unione di prova", slug="bench-union", level=Level.UNION)
    union.path = f"/{union.pk}/"
    union.save(update_fields=["path"])
    _many(TerritoryMember, [TerritoryMember(whole=union, part=place) for place in places[:30]])
    return region, union, places


def _outline(longitude, latitude, radius, points):
    """A many-sided figure around a point, as long to read as a simplified boundary."""
    turns = [2 * math.pi * place / points for place in range(points + 1)]
    ring = [[round(longitude + radius * math.cos(t), 5), round(latitude + radius * math.sin(t), 5)] for t in turns]
    return {"type": "Polygon", "coordinates": [ring]}


def _actors(count, places, chance):
    kinds = list(Kind)
    return _many(Actor, [
        Actor(name=f"Ente {n} di {chance.choice(WORDS)}", slug=f"bench-ente-{n}", kind=kind, family=kind.family,
              visibility="public", seat=chance.choice(places))
        for n in range(count) if (kind := chance.choice(kinds))
    ])  # fmt: skip


def _mapped(count, leads, chance, first=0):
    """Projects recorded from public sources, nobody of whom has joined."""
    return _many(Action, [
        Action(title=words.title(chance), slug=f"bench-{n}", summary=words.summary(chance), lead=chance.choice(leads),
               status=ActionStatus.MAPPED, visibility="public", origin=chance.choice(("pnrr", "opencup", "padigitale")),
               cost=Decimal(chance.randrange(5_000, 5_000_000)) if chance.random() < 0.95 else None,
               starts_on=dt.date(2023, 1, 1), ends_on=dt.date(2026, 6, 30), levers=[chance.choice(Lever.values)])
        for n in range(first, first + count)
    ])  # fmt: skip


def _locate(actions, places, chance, most):
    through = Action.territories.through
    _many(through, [
        through(action_id=action.pk, territory_id=place.pk)
        for action in actions for place in chance.sample(places, chance.randint(1, most))
    ])  # fmt: skip


def _trace(actions, chance, first=0):
    """Source and money of every mapped action."""
    _many(SourceRecord, [
        SourceRecord(action=a, source=a.origin, external_id=f"X{n}", digest="0" * 64, release="2026-05",
                     licence="CC BY 4.0", raw=words.published(a))
        for n, a in enumerate(actions, first)
    ])  # fmt: skip
    _many(FundingLine, [
        FundingLine(action=a, source="PNRR", amount=a.cost, stage=MoneyStage.AWARDED) for a in actions if a.cost
    ])  # fmt: skip


def _people():
    officer = User.objects.create_user(email="bench-officer@example.org", password=None, name="Olga")
    member = User.objects.create_user(email="bench-member@example.org", password=None, name="Chiara")
    Grant.objects.create(user=officer, role="officer")
    return officer, member


def _mission(region, owner, objectives, officer):
    mission = Mission.objects.create(
        title="Missione di prova", slug="bench-mission", statement="Entro il 2032, 240 case tornano abitate.",
        territory=region, owner=owner, visibility="public", status="active", created_by=officer,
    )  # fmt: skip
    rows = _many(Objective, [
        Objective(mission=mission, code=f"O{n + 1}", title=f"Obiettivo {n + 1}: {WORDS[n]} e {WORDS[-n - 1]}",
                  weight=n % 3 + 1, required_levers=Lever.values[n % 3 : n % 3 + 3], order=n)
        for n in range(objectives)
    ])  # fmt: skip
    measured = _many(Indicator, [
        Indicator(objective=row, name=f"Indicatore di {row.code}", baseline=0, baseline_on=dt.date(2025, 1, 1),
                  target=100, target_on=dt.date(2032, 12, 31), milestones=[["2028-12-31", 40]])
        for row in rows
    ])  # fmt: skip
    _many(Measurement, [
        Measurement(indicator=row, value=value, measured_on=day, status="approved")
        for row in measured for value, day in ((6, dt.date(2025, 12, 31)), (12, dt.date(2026, 6, 30)))
    ])  # fmt: skip
    return mission


def _portfolio(mission, count, team, places, chance):
    portfolio = Portfolio.objects.create(
        title=mission.title, slug="bench-portfolio", mission=mission, visibility="public", status="adopted",
        target_mix={"horizon": {"H1": 0.25, "H2-": 0.15, "H2+": 0.45, "H3": 0.15}},
    )  # fmt: skip
    positions = _many(Position, [
        Position(portfolio=portfolio, code=f"P{n}", title=f"Posizione {n}: {WORDS[n]} e {WORDS[n + 9]}", order=n)
        for n in range(6)
    ])  # fmt: skip
    actions = _many(Action, [_action(n, team, chance) for n in range(count)])
    _many(Placement, [Placement(portfolio=portfolio, action=a, position=chance.choice(positions)) for a in actions])
    _locate(actions, places, chance, most=12)
    _join(actions, team, list(mission.objectives.all()), chance)
    return portfolio


def _action(n, team, chance):
    starts = dt.date(2025, 1, 1) + dt.timedelta(days=chance.randrange(500))
    levers = chance.sample(Lever.values, 2)
    return Action(
        code=f"AZ{n + 1:03}", title=words.title(chance), slug=f"bench-placed-{n}", summary=words.summary(chance),
        lead=chance.choice(team), status=chance.choice(("in_progress", "in_progress", "committed", "proposed")),
        visibility="public", stage=chance.choice(Stage.values), horizon=chance.choice(Horizon.values), levers=levers,
        primary_lever=levers[0], target_groups=chance.sample(TargetGroup.values, 2), starts_on=starts,
        ends_on=starts + dt.timedelta(days=chance.randrange(200, 1_500)), cost=chance.randrange(20_000, 900_000),
    )  # fmt: skip


def _join(actions, team, objectives, chance):
    """Partners, agreed contributions, money at every stage, offers and needs."""
    _many(ActionRole, [ActionRole(action=a, actor=b) for a in actions for b in chance.sample(team, 3) if b != a.lead])
    _many(Contribution, [
        Contribution(action=a, objective=o, weight=chance.randint(1, 3), status="agreed")
        for a in actions for o in chance.sample(objectives, chance.randint(1, min(3, len(objectives))))
    ])  # fmt: skip
    _many(FundingLine, [
        FundingLine(action=a, source=f"Fonte {chance.randrange(20)}", amount=a.cost * chance.randint(1, 5) // 10,
                    stage=chance.choice(MoneyStage.values[:5]), eligibility_ends_on=dt.date(2027, 12, 31))
        for a in actions for _ in range(3)
    ])  # fmt: skip
    _many(ActionResource, [
        ActionResource(action=a, direction=way, resource="data", tag=chance.choice(WORDS[:12]).replace("à", "a"))
        for a in actions for way in ("offer", "need")
    ])  # fmt: skip
