"""A portfolio as the plain data the analyses read, in a constant number of queries."""

from decimal import Decimal

from django.db.models import F, IntegerField, Value

from actors.models import Actor
from portfolios.analysis import world as plain
from portfolios.choices import LinkKind, LinkStatus
from portfolios.models import Action, ActionLink, Portfolio
from portfolios.queries.loading.around import Recorded, recorded_around
from portfolios.queries.loading.fields import FIELDS, leads_of, reference_of
from portfolios.queries.loading.keys import Keys
from portfolios.queries.loading.parts import Parts, plain_action
from portfolios.queries.loading.plan import objectives_of


def find_portfolio(slug):
    """The portfolio with this slug, or the latest version of the mission with this slug; None when there is none."""
    rows = Portfolio.objects.alive().select_related("mission")
    of_mission = rows.filter(mission__slug=slug, mission__deleted_at=None).order_by("-number", "-pk").first()
    return of_mission or rows.filter(slug=slug).first()


def load_world(portfolio, as_of, user=None, *, by_code=False, unaligned=True):
    """The ``analysis.world.World`` of ``portfolio`` at ``as_of``, with the rows ``user`` may see (None: all).

    Keys are ids; with ``by_code`` actions, objectives, positions and indicators are keyed by their codes, as reports
    print them (the reference where a code is missing or not unique). Unions and provinces are expanded to their
    municipalities. Without ``unaligned`` the territory's other actions are not looked at, which saves two queries.
    """
    rows = list(_actions_of(portfolio, user).values(*FIELDS, spot=F("placements__position")))
    keys = Keys(portfolio, rows, by_code)
    ids = [row["pk"] for row in rows]
    parts = Parts(ids, user)
    recorded = recorded_around(portfolio, user) if unaligned else Recorded(0, Decimal(0), ())
    links = _links(ids, user)
    people = _seen(parts.actors | leads_of(rows) | leads_of(recorded.largest), user)
    mission = portfolio.mission
    return plain.World(
        as_of=as_of,
        mission=plain.Mission(
            mission.slug if by_code else mission.pk, mission.title, mission.starts_on, mission.ends_on
        ),
        objectives=objectives_of(portfolio, as_of, keys),
        positions=keys.positions(),
        actors=people,
        actions=tuple(_action(row, keys, parts, people) for row in rows),
        target_mix=portfolio.target_mix,
        unaligned=tuple(_light(row, by_code, people) for row in recorded.largest),
        unlisted_count=recorded.count - len(recorded.largest),
        unlisted_cost=recorded.cost - sum((row["cost"] or 0 for row in recorded.largest), Decimal(0)),
        confirmed_links=_pairs(links, keys, confirmed=True),
        decided_overlaps=_pairs(links, keys, confirmed=False),
        dependencies=tuple(
            (keys.action(link["other"]), keys.action(link["one"]))
            for link in links
            if link["kind"] == LinkKind.DEPENDENCY and link["status"] == LinkStatus.CONFIRMED
        ),
    )


def load_actions(actions, as_of, user):
    """A world of nothing but ``actions`` (a queryset), with what ``user`` may see of them; keys are ids."""
    rows = list(actions.order_by("pk").values(*FIELDS, spot=Value(None, IntegerField())))
    parts = Parts([row["pk"] for row in rows], user)
    people = _seen(parts.actors | leads_of(rows), user)
    keys = Keys(None, rows, by_code=False)
    return plain.World(as_of=as_of, actors=people, actions=tuple(_action(row, keys, parts, people) for row in rows))


def _actions_of(portfolio, user):
    rows = Action.objects.alive() if user is None else Action.objects.visible_to(user)
    return rows.filter(placements__portfolio=portfolio).order_by("pk")


def _seen(people, user):
    """Of {actor id: actor}, those that exist for ``user``: the others neither lead nor join for them."""
    if user is None or (user.is_authenticated and user.reads_everything):
        return people
    seen = set(Actor.objects.visible_to(user).filter(pk__in=list(people)).values_list("pk", flat=True))
    return {pk: actor for pk, actor in people.items() if pk in seen}


def _action(row, keys, parts, people):
    """An action with its place in the portfolio; who does not exist for the reader neither leads nor joins it."""
    pk, own = row["pk"], parts.contributions.get(row["pk"], {})
    return plain_action(
        keys.action(pk),
        row,
        parts,
        lead=row["lead_id"] if row["lead_id"] in people else None,
        partners=tuple(partner for partner in parts.partners.get(pk, ()) if partner.actor in people),
        position=keys.position(row["spot"]),
        objectives={(code if keys.by_code else objective): found for objective, (code, found) in own.items()},
    )


def _light(row, by_code, people):
    """An action outside the portfolio, with what the alignment reads."""
    return plain.Action(
        key=(row["code"] or reference_of(row)) if by_code else row["pk"],
        title=row["title"],
        summary=row["summary"],
        lead=row["lead_id"] if row["lead_id"] in people else None,
        levers=frozenset(row["levers"]),
        status=row["status"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        cost=row["cost"],
    )


def _links(ids, user):
    rows = ActionLink.objects.filter(one__in=ids, other__in=ids)
    rows = rows if user is None else rows.visible_to(user)
    return list(rows.values("one", "other", "kind", "status"))


def _pairs(links, keys, *, confirmed):
    """Unordered pairs: links of any kind but duplication that are confirmed, or overlaps that somebody has answered."""
    states = (LinkStatus.CONFIRMED,) if confirmed else LinkStatus.decided()
    return frozenset(
        frozenset((keys.action(link["one"]), keys.action(link["other"])))
        for link in links
        if (link["kind"] == LinkKind.DUPLICATION) != confirmed and link["status"] in states
    )
