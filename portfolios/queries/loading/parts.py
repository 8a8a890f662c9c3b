"""What hangs on the actions of a portfolio, one query for each kind of row."""

from collections import defaultdict

from convergenze.core.visibility import is_among
from missions.models import Mission
from portfolios.analysis import world as plain
from portfolios.choices import ContributionStatus
from portfolios.models import Action, ActionResource, ActionRole, Contribution, FundingLine
from portfolios.queries.loading.fields import plain_actor
from portfolios.queries.loading.municipalities import municipalities_by_territory


class Parts:
    """What hangs on the actions, read with one query each and grouped by action.

    Contributions only to missions that exist for ``user`` (None: all), since money is shared out among them.
    """

    def __init__(self, ids, user=None):
        self.actors = {}
        self.partners = self._partners(ids)
        self.contributions = self._contributions(ids, user)
        self.funding = self._funding(ids)
        self.offers, self.needs = self._resources(ids)
        places = Action.territories.through.objects.filter(action__in=ids)
        self.munis = municipalities_by_territory(
            places.values_list("action_id", "territory_id", "territory__level", "territory__path")
        )

    def _partners(self, ids):
        found: defaultdict[int, list[plain.Partner]] = defaultdict(list)
        names = ("action_id", "actor_id", "role", "actor__name", "actor__family", "actor__also_families")
        for action, pk, role, *who in ActionRole.objects.filter(action__in=ids).order_by("pk").values_list(*names):
            found[action].append(plain.Partner(pk, role))
            self.actors[pk] = plain_actor(pk, *who)
        return found

    def _contributions(self, ids, user):
        found: defaultdict[int, dict] = defaultdict(dict)
        rows = Contribution.objects.filter(action__in=ids).exclude(status=ContributionStatus.DISPUTED)
        if user is not None:
            rows = rows.filter(is_among(Mission.objects.visible_to(user), "objective__mission"))
        for action, pk, code, weight, status in rows.values_list(
            "action_id", "objective_id", "objective__code", "weight", "status"
        ):
            found[action][pk] = (code, plain.Contribution(weight, status == ContributionStatus.AGREED))
        return found

    def _funding(self, ids):
        found: defaultdict[int, list[plain.FundingLine]] = defaultdict(list)
        names = (
            "action_id",
            "source",
            "amount",
            "stage",
            "instrument",
            "eligibility_ends_on",
            "programme__eligibility_ends_on",
            "share",
        )
        rows = FundingLine.objects.filter(action__in=ids).order_by("pk").values_list(*names)
        for action, source, amount, stage, instrument, own, of_programme, share in rows:
            found[action].append(plain.FundingLine(source, amount, stage, instrument, own or of_programme, share))
        return found

    def _resources(self, ids):
        offers: defaultdict[int, set[str]] = defaultdict(set)
        needs: defaultdict[int, set[str]] = defaultdict(set)
        rows = ActionResource.objects.filter(action__in=ids).values_list("action_id", "direction", "resource", "tag")
        for action, direction, resource, tag in rows:
            (offers if direction == "offer" else needs)[action].add(f"{resource}:{tag}")
        return offers, needs


def plain_action(key, row, parts, **said):
    """An action as the analyses know it: a row of ``FIELDS`` with what hangs on it; ``said`` comes before both."""
    pk = row["pk"]
    found = {
        "title": row["title"],
        "summary": row["summary"],
        "lead": row["lead_id"],
        "partners": tuple(parts.partners.get(pk, ())),
        "levers": frozenset(row["levers"]),
        "primary_lever": row["primary_lever"] or None,
        "horizon": row["horizon"] or None,
        "stage": row["stage"] or None,
        "depth": row["depth"] or None,
        "dynamic": row["dynamic"] or None,
        "status": row["status"],
        "health": row["health"],
        "munis": frozenset(parts.munis.get(pk, ())),
        "starts_on": row["starts_on"],
        "ends_on": row["ends_on"],
        "cost": row["cost"],
        "targets": frozenset(row["target_groups"]),
        "funding": tuple(parts.funding.get(pk, ())),
        "offers": frozenset(parts.offers.get(pk, ())),
        "needs": frozenset(parts.needs.get(pk, ())),
        "cofog": frozenset(row["cofog"]),
        "ateco": frozenset(row["ateco_sections"]),
    }
    return plain.Action(key, **found | said)
