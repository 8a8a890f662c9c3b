"""Short ways to say a world in a test, and random worlds for properties."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from portfolios.analysis.parameters import FAMILIES, HORIZONS, LEVERS
from portfolios.analysis.world import Action, Actor, Contribution, FundingLine, Indicator, Objective, Partner, World

DAY_ONE = date(2026, 1, 1)
EVERYONE = {family: Actor(family, family.title(), family) for family in FAMILIES}


def action(key, objectives=None, **fields):
    """An action in progress all year in one place, led by a cooperative, unless said otherwise."""
    known = {
        "title": f"Azione {key}",
        "lead": "cooperation",
        "status": "in_progress",
        "levers": {"finance"},
        "munis": {"X"},
        "starts_on": DAY_ONE,
        "ends_on": date(2026, 12, 31),
        **fields,
    }
    for name in ("levers", "munis", "targets", "offers", "needs", "cofog", "ateco"):
        known[name] = frozenset(known.get(name) or ())
    agreed = {key: Contribution(weight) for key, weight in (objectives or {}).items()}
    return Action(key=key, objectives=agreed, **known)


def world(*actions, objectives=("O1",), **fields):
    """A world of these actions; objectives are codes or Objective values."""
    known = tuple(o if isinstance(o, Objective) else Objective(o) for o in objectives)
    return World(**{"as_of": DAY_ONE, "objectives": known, "actors": EVERYONE, "actions": actions, **fields})


def euro(amount):
    return Decimal(str(amount))


WORDS = st.sampled_from(
    "casa case fondo famiglie perché l'area dell’Unione valli trasporto anziani PNRR 36 energia è di scuola".split()
)
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)


def some(values, most=3):
    return st.frozensets(st.sampled_from(values), max_size=most)


@st.composite
def lines(draw):
    return FundingLine(
        source=draw(st.sampled_from("ABC")),
        amount=Decimal(draw(st.integers(0, 1000))),
        stage=draw(st.sampled_from(("identified", "applied", "awarded", "committed", "paid", "not_awarded"))),
        eligibility_end=draw(st.none() | st.just(date(2026, 3, 1))),
    )


@st.composite
def actions(draw, key):
    start = draw(st.none() | st.integers(0, 400).map(lambda days: DAY_ONE + timedelta(days)))
    return Action(
        key=key,
        title=draw(TEXTS),
        summary=draw(TEXTS),
        lead=draw(st.sampled_from(FAMILIES[:4])),
        partners=tuple(map(Partner, draw(some(FAMILIES)))),
        objectives={o: Contribution(draw(st.integers(1, 3))) for o in draw(some(("O1", "O2", "O3")))},
        levers=draw(some(LEVERS)),
        horizon=draw(st.none() | st.sampled_from(HORIZONS)),
        status=draw(st.sampled_from(("mapped", "idea", "committed", "in_progress", "suspended"))),
        munis=draw(some("XYZ")),
        starts_on=start,
        ends_on=start and start + timedelta(draw(st.integers(0, 500))),
        cost=draw(st.none() | st.integers(0, 5000).map(Decimal)),
        targets=draw(some(("families", "workers"))),
        funding=tuple(draw(st.lists(lines(), max_size=3))),
        offers=draw(some(("data:a", "space:b"))),
        needs=draw(some(("data:a", "space:b"))),
    )


@st.composite
def indicators(draw):
    day = st.integers(-100, 900).map(lambda days: DAY_ONE + timedelta(days))
    number = st.none() | st.integers(-50, 50).map(float)
    return Indicator(
        key="I",
        baseline=draw(number),
        baseline_on=draw(st.none() | st.just(DAY_ONE)),
        target=draw(number),
        target_on=draw(st.none() | day),
        milestones=tuple((draw(day), float(draw(st.integers(-50, 50)))) for _ in range(draw(st.integers(0, 3)))),
        value=draw(number),
        measured_on=draw(st.none() | day),
    )


@st.composite
def worlds(draw, most=8):
    size = draw(st.integers(0, most))
    return World(
        as_of=date(2027, 1, 1),
        objectives=tuple(
            Objective(key, weight=draw(st.integers(1, 3)), required_levers=draw(some(LEVERS)), indicators=(indicator,))
            for key, indicator in ((key, draw(indicators())) for key in ("O1", "O2", "O3")[: draw(st.integers(0, 3))])
        ),
        actors=EVERYONE,
        actions=tuple(draw(actions(f"A{place}")) for place in range(size)),
        target_mix={"horizon": {"H1": 0.5, "H3": 0.5}},
        unaligned=tuple(draw(actions(f"U{place}")) for place in range(draw(st.integers(0, 2)))),
    )
